with source as (

    select
        *,
        {{ seed_position('reference/ref_decision_rules') }}
    from {{ ref('ref_decision_rules') }}

),

final as (

    select
        {{ clean_text('rule') }} as rule,
        rule_rank,
        is_deciding,
        is_row_symbol_only,
        {{ clean_text('funding_source_id') }} as funding_source_id,
        {{ clean_text('rule_label_da') }} as rule_label_da,
        {{ clean_text('rule_label_en') }} as rule_label_en,
        seed_file,
        seed_line
    from source

)

select * from final
