with source as (

    select
        *,
        {{ seed_position('reference/ref_footnote_decisions') }}
    from {{ ref('ref_footnote_decisions') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        footnote_no,
        {{ clean_text('decision_id') }} as decision_id,
        {{ clean_text('reason_da') }} as reason_da,
        {{ clean_text('reason_en') }} as reason_en,
        seed_file,
        seed_line
    from source

)

select * from final
