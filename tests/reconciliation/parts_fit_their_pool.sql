-- Protects fct_allocation: at no time are the parts of a pool more than the pool, in any of its sources and kinds
-- of appropriation, nor of another sign (savings to be found are divided into savings); of a pool divided by kind a
-- part says its own, or nobody could tell what is left of each.
with shares as (

    select * from {{ ref('int_parts__given') }}

),

pools as (

    select distinct
        pool_id as initiative_id,
        year
    from shares

),

components as (

    select
        components.*,
        case when components.is_given_out then -components.allocation_id end as part_allocation_id
    from {{ ref('int_components__in_force') }} as components
    inner join pools
        on
            components.initiative_id = pools.initiative_id
            and components.year = pools.year
    where components.status = 'allocated'

),

-- of each source, and of all: what a part takes of no source that is known, it may take of any
sourced as (

    select
        *,
        cast(null as string) as source_id
    from components
    union all
    select
        *,
        funding_source_id as source_id
    from components
    where funding_source_id <> 'unknown'

),

given_out as (

    select distinct
        plan_id,
        initiative_id,
        year,
        appropriation_type_id,
        document_id,
        document_rank
    from components
    where is_given_out

),

-- what stands of the pool (no part) and of each part once the document is out
standing as (

    select
        given_out.plan_id,
        given_out.initiative_id,
        given_out.year,
        given_out.appropriation_type_id,
        given_out.document_id,
        sourced.source_id,
        parts.initiative_id as part_id,
        min(case when given_out.document_id = parts.document_id then parts.row_label_printed end) as label_printed,
        min(case when given_out.document_id = parts.document_id then parts.seed_file end) as seed_file,
        min(case when given_out.document_id = parts.document_id then parts.seed_line end) as seed_line,
        sum(sourced.amount_dkk) as amount_dkk
    from given_out
    inner join sourced
        on
            given_out.plan_id = sourced.plan_id
            and given_out.initiative_id = sourced.initiative_id
            and given_out.year = sourced.year
            and given_out.appropriation_type_id = sourced.appropriation_type_id
            and given_out.document_rank >= sourced.document_rank
            and given_out.document_rank < {{ stands_until('sourced') }}
    left join shares as parts
        on sourced.part_allocation_id = parts.allocation_id
    group by
        given_out.plan_id,
        given_out.initiative_id,
        given_out.year,
        given_out.appropriation_type_id,
        given_out.document_id,
        sourced.source_id,
        parts.initiative_id

),

divided as (

    select
        plan_id,
        initiative_id,
        year,
        appropriation_type_id,
        document_id,
        source_id,
        min(label_printed) as label_printed,
        min(seed_file) as seed_file,
        min(seed_line) as seed_line,
        sum(case when part_id is null then amount_dkk else 0 end) as pool_dkk,
        -sum(case when part_id is null then 0 else amount_dkk end) as parts_dkk,
        min(case when part_id is null then 0 else -amount_dkk end) as least_dkk,
        max(case when part_id is null then 0 else -amount_dkk end) as most_dkk
    from standing
    group by plan_id, initiative_id, year, appropriation_type_id, document_id, source_id

),

judged as (

    select
        *,
        case
            when pool_dkk >= 0 and least_dkk < 0
                then 'one of its parts is ' || least_dkk || ' kr., of another sign than'
            when pool_dkk < 0 and most_dkk > 0
                then 'one of its parts is ' || most_dkk || ' kr., of another sign than'
            when abs(parts_dkk) > abs(pool_dkk) then 'its parts are ' || parts_dkk || ' kr., more than'
        end as disagreement
    from divided

),

told as (

    select
        *,
        max(case when source_id is null then disagreement end) over (
            partition by plan_id, initiative_id, year, appropriation_type_id, document_id
        ) as disagreement_in_all
    from judged

),

final as (

    select
        'pool ' || initiative_id || ', year ' || year || coalesce(', source ' || source_id, '') || ': with document '
        || document_id || ' ' || disagreement || ' the pool of ' || pool_dkk || ' kr.; check the parts (the first is "'
        || label_printed || '"), or ref_initiative_lineage.csv' as finding,
        seed_file,
        seed_line
    from told
    where
        disagreement is not null
        and label_printed is not null
        and (source_id is null or disagreement_in_all is null)
    union all
    select
        'pool ' || pool_id || ', year ' || year || ': it is divided by kind of appropriation, and '
        || 'its part "' || row_label_printed || '" is of the kind ' || appropriation_type_id
        || '; check appropriation_type of the part''s column' as finding,
        seed_file,
        seed_line
    from shares
    where
        pool_type_id <> 'unknown'
        and pool_type_id <> appropriation_type_id

)

select * from final
