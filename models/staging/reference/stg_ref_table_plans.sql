with source as (

    select
        *,
        {{ seed_position('reference/ref_table_plans') }}
    from {{ ref('ref_table_plans') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        {{ clean_text('plan_id') }} as plan_id,
        {{ clean_text('label_reason') }} as label_reason,
        seed_file,
        seed_line
    from source

)

select * from final
