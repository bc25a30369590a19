with lines as (

    select * from {{ ref('int_financing__in_force') }}
    where is_current

),

final as (

    select
        financing_id,
        municipality_id,
        plan_id,
        year,
        financing_kind,
        financing_printed,
        amount_dkk,
        status,
        document_id,
        printed_cell_id
    from lines

)

select * from final
