with corroborations as (

    select * from {{ ref('stg_ref_corroborations') }}

),

allocations as (

    select * from {{ ref('fct_allocation_statement') }}
    where is_given_out is not true

),

-- held against the one document that it speaks of, so that a later letter changes nothing of it;
-- a statement that names no initiative, year or source speaks of all of them
reached as (

    select
        corroborations.corroboration_id,
        {{ total_dkk('allocations.amount_dkk') }} as allocated_dkk
    from corroborations
    inner join allocations
        on
            corroborations.document_id = allocations.document_id
            and corroborations.plan_id = allocations.plan_id
            and coalesce(corroborations.initiative_id, allocations.initiative_id) = allocations.initiative_id
            and coalesce(corroborations.year, allocations.year) = allocations.year
            and coalesce(corroborations.funding_source_id, allocations.funding_source_id)
            = allocations.funding_source_id
    group by corroborations.corroboration_id

),

final as (

    select
        corroborations.corroboration_id,
        corroborations.document_id,
        corroborations.source_title,
        corroborations.publisher,
        corroborations.published_on,
        corroborations.source_url,
        corroborations.plan_id,
        corroborations.initiative_id,
        corroborations.year,
        corroborations.funding_source_id,
        corroborations.amount_dkk,
        coalesce(reached.allocated_dkk, cast(0 as decimal(18, 2))) as allocated_dkk,
        corroborations.verdict,
        corroborations.says_da,
        corroborations.says_en,
        corroborations.seed_file,
        corroborations.seed_line
    from corroborations
    left join reached
        on corroborations.corroboration_id = reached.corroboration_id

)

select * from final
