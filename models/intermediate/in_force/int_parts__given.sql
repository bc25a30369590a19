with taken as (

    select * from {{ ref('int_components__in_force') }}
    where is_given_out

),

parts as (

    select * from {{ ref('int_components__in_force') }}

),

final as (

    select
        parts.allocation_id,
        parts.plan_id,
        parts.initiative_id,
        parts.year,
        parts.document_id,
        parts.document_rank,
        parts.replaced_by_rank,
        parts.statement_kind,
        parts.row_label_printed,
        parts.appropriation_type_id,
        parts.amount_dkk,
        taken.initiative_id as pool_id,
        taken.appropriation_type_id as pool_type_id,
        coalesce(taken.replaced_by_rank, {{ never() }}) as ended_rank,
        parts.seed_file,
        parts.seed_line
    from taken
    inner join parts
        on -taken.allocation_id = parts.allocation_id

)

select * from final
