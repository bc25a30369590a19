-- Protects fct_allocation: what a later document states of a part says whether it comes from the pool too, and of a
-- pool whether what parts got of it before is in it. And a level that is part of a pool holds no money that stood
-- before without being part of it, or the pool would pay for that too.
with shares as (

    select * from {{ ref('int_parts__given') }}

),

divided as (

    select
        initiative_id,
        year
    from shares
    union
    select
        pool_id as initiative_id,
        year
    from shares

),

-- of the pools and their parts alone
components as (

    select components.*
    from {{ ref('int_components__in_force') }} as components
    inner join divided
        on
            components.initiative_id = divided.initiative_id
            and components.year = divided.year
    where
        components.status = 'allocated'
        and not components.is_given_out

),

lineage as (

    select * from {{ ref('stg_ref_initiative_lineage') }}
    where kind in ('part_of', 'apart_from')

),

-- what its document says to be of a pool, or not
said as (

    select distinct components.allocation_id
    from components
    inner join lineage
        on
            components.document_id = lineage.document_id
            and components.initiative_id = lineage.initiative_id
            and components.year = coalesce(lineage.year, components.year)

),

restated_apart as (

    select distinct
        document_id,
        initiative_id
    from lineage
    where kind = 'apart_from'

),

-- what is no share of a pool
own_money as (

    select
        components.plan_id,
        components.initiative_id,
        components.year,
        components.replaced_by_rank,
        min(components.document_id) as document_id,
        sum(components.amount_dkk) as amount_dkk
    from components
    left join shares
        on components.allocation_id = shares.allocation_id
    where shares.allocation_id is null
    group by components.plan_id, components.initiative_id, components.year, components.replaced_by_rank
    having sum(components.amount_dkk) <> 0

),

final as (

    select distinct
        'initiative ' || later.initiative_id || ', year ' || later.year || ': document ' || shares.document_id
        || ' says that it gets ' || shares.amount_dkk || ' kr. of the pool ' || shares.pool_id || ', and document '
        || later.document_id || ' states it again; say in ref_initiative_lineage.csv whether what it states is part_of'
        || ' the pool or apart_from it' as finding,
        later.seed_file,
        later.seed_line
    from shares
    inner join components as later
        on
            shares.initiative_id = later.initiative_id
            and shares.year = later.year
            and shares.document_rank < later.document_rank
            and shares.ended_rank > later.document_rank
    left join said
        on later.allocation_id = said.allocation_id
    where said.allocation_id is null
    union all
    select distinct
        'pool ' || pools.initiative_id || ', year ' || pools.year || ': document ' || pools.document_id || ' states it'
        || ' again, and ' || shares.initiative_id || ' got ' || shares.amount_dkk || ' kr. of it before; if what it'
        || ' states is what is left, say in ref_initiative_lineage.csv that ' || shares.initiative_id
        || ' is apart_from it, or else enter what is different as a change' as finding,
        pools.seed_file,
        pools.seed_line
    from shares
    inner join components as pools
        on
            shares.pool_id = pools.initiative_id
            and shares.year = pools.year
            and shares.ended_rank = pools.document_rank
            and {{ stands_until('shares') }} > pools.document_rank
    left join restated_apart
        on
            pools.document_id = restated_apart.document_id
            and shares.initiative_id = restated_apart.initiative_id
    where
        pools.statement_kind = 'level'
        and restated_apart.document_id is null
    union all
    select distinct
        'initiative ' || shares.initiative_id || ', year ' || shares.year || ': document ' || shares.document_id
        || ' states ' || shares.amount_dkk || ' kr. in all as part_of the pool ' || shares.pool_id || ', and '
        || own_money.amount_dkk || ' kr. of it stood before without being part of it (document '
        || own_money.document_id || '); enter what it gets of the pool as a change' as finding,
        shares.seed_file,
        shares.seed_line
    from shares
    inner join own_money
        on
            shares.plan_id = own_money.plan_id
            and shares.initiative_id = own_money.initiative_id
            and shares.year = own_money.year
            and shares.document_rank = own_money.replaced_by_rank
    where shares.statement_kind = 'level'

)

select * from final
