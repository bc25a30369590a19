with source as (

    select
        *,
        {{ seed_position('reference/ref_row_initiatives') }}
    from {{ ref('ref_row_initiatives') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        row_no,
        {{ clean_text('initiative_id') }} as initiative_id,
        {{ clean_text('label_reason') }} as label_reason,
        coalesce(is_new, false) as is_new,
        seed_file,
        seed_line
    from source

)

select * from final
