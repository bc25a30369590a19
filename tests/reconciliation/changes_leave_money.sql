-- Protects fct_allocation: a document's changes may take all that stands of an initiative's year and source, not
-- more, and no more of a kind of appropriation than stands of the kind or of no kind that is said. A change that names
-- no source may take what stands of all sources.
-- Skips what was below zero before (savings), and what nothing stated before (changes_have_a_level is for that).
with components as (

    select * from {{ ref('int_components__in_force') }}
    where status = 'allocated'

),

-- what parts take out of a pool has a test of its own; read anew, since an engine puts down whole what is read twice
changing as (

    select * from {{ ref('int_components__in_force') }}
    where
        status = 'allocated'
        and statement_kind = 'change'
        and not is_given_out

),

cells as (

    select * from {{ ref('int_cells__in_force') }}

),

-- where something was taken of no source that is said, no more may be taken of all sources than is left
taken_of_any as (

    select distinct
        plan_id,
        initiative_id,
        year
    from {{ ref('int_components__in_force') }}
    where
        status = 'allocated'
        and funding_source_id = 'unknown'
        and amount_dkk < 0

),

changes as (

    select
        *,
        funding_source_id as source_id,
        cast(null as string) as kind
    from changing
    union all
    select
        *,
        funding_source_id as source_id,
        appropriation_type_id as kind
    from changing
    where appropriation_type_id <> 'unknown'
    union all
    select
        changing.*,
        'unknown' as source_id,
        cast(null as string) as kind
    from changing
    inner join taken_of_any
        on
            changing.plan_id = taken_of_any.plan_id
            and changing.initiative_id = taken_of_any.initiative_id
            and changing.year = taken_of_any.year
    where changing.funding_source_id <> 'unknown'

),

-- what each document changes of a source, and of each kind of it
changed as (

    select
        plan_id,
        initiative_id,
        year,
        source_id,
        kind,
        document_id,
        document_rank,
        sum(amount_dkk) as amount_dkk,
        min(seed_file) as seed_file,
        min(seed_line) as seed_line
    from changes
    group by plan_id, initiative_id, year, source_id, kind, document_id, document_rank

),

-- what stood before: also of other sources, or as a dash
stated as (

    select distinct
        changed.plan_id,
        changed.initiative_id,
        changed.year,
        changed.document_rank
    from changed
    inner join cells
        on
            changed.plan_id = cells.plan_id
            and changed.initiative_id = cells.initiative_id
            and changed.year = cells.year
            and changed.document_rank >= {{ stands_from('cells') }}
            and changed.document_rank < {{ stands_until('cells') }}

),

stood as (

    select
        changed.plan_id,
        changed.initiative_id,
        changed.year,
        changed.source_id,
        changed.kind,
        changed.document_rank,
        sum(components.amount_dkk) as amount_dkk
    from changed
    inner join components
        on
            changed.plan_id = components.plan_id
            and changed.initiative_id = components.initiative_id
            and changed.year = components.year
            and changed.source_id in (components.funding_source_id, 'unknown')
            and components.appropriation_type_id in (
                coalesce(changed.kind, components.appropriation_type_id), 'unknown'
            )
            and changed.document_rank >= {{ stands_from('components') }}
            and changed.document_rank < {{ stands_until('components') }}
    group by
        changed.plan_id, changed.initiative_id, changed.year, changed.source_id, changed.kind,
        changed.document_rank

),

final as (

    select
        'initiative ' || changed.initiative_id || ', year ' || changed.year || ', source '
        || changed.source_id || coalesce(', kind ' || changed.kind, '')
        || ': document ' || changed.document_id || ' changes it by '
        || changed.amount_dkk || ' kr., more than stands (' || coalesce(stood.amount_dkk, 0)
        || ' kr.); check the amount, its sign and the symbol of its row' as finding,
        changed.seed_file,
        changed.seed_line
    from changed
    inner join stated
        on
            changed.plan_id = stated.plan_id
            and changed.initiative_id = stated.initiative_id
            and changed.year = stated.year
            and changed.document_rank = stated.document_rank
    left join stood
        on
            changed.plan_id = stood.plan_id
            and changed.initiative_id = stood.initiative_id
            and changed.year = stood.year
            and changed.source_id = stood.source_id
            and changed.kind is not distinct from stood.kind
            and changed.document_rank = stood.document_rank
    where
        coalesce(stood.amount_dkk, 0) >= 0
        and coalesce(stood.amount_dkk, 0) + changed.amount_dkk < 0

)

select * from final
