with source as (

    select
        *,
        {{ seed_position('raw/raw_tables') }}
    from {{ ref('raw_tables') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        {{ clean_text('title_printed') }} as title_printed,
        {{ clean_text('total_label_printed') }} as total_label_printed,
        unit_dkk,
        has_row_totals,
        has_column_totals,
        has_table_total,
        is_whole_plan,
        {{ clean_text('price_level_printed') }} as price_level_printed,
        {{ clean_text('states') }} as states,
        {{ clean_text('status') }} as status,
        {{ clean_text('unit_printed') }} as unit_printed,
        {{ clean_text('unit_reason') }} as unit_reason,
        {{ clean_text('states_reason') }} as states_reason,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        table_no,
        title_printed,
        total_label_printed,
        unit_dkk,
        has_row_totals,
        has_column_totals,
        has_table_total,
        is_whole_plan,
        price_level_printed,
        {{ parse_year('price_level_printed') }} as pl_year,
        states,
        status,
        unit_printed,
        {{ parse_unit('unit_printed') }} as printed_unit_dkk,
        unit_reason,
        states_reason,
        seed_file,
        seed_line
    from trimmed

)

select * from final
