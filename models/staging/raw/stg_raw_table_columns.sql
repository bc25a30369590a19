with source as (

    select
        *,
        {{ seed_position('raw/raw_table_columns') }}
    from {{ ref('raw_table_columns') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        column_no,
        {{ clean_text('heading_printed') }} as heading_printed,
        {{ clean_text('column_kind') }} as column_kind,
        first_year,
        last_year,
        {{ clean_text('spread') }} as spread,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        table_no,
        column_no,
        heading_printed,
        column_kind,
        case
            when column_kind <> 'year' then null
            when first_year is not null then first_year
            else {{ parse_heading('heading_printed') }}
        end as year,
        first_year,
        last_year,
        spread,
        seed_file,
        seed_line
    from trimmed

)

select * from final
