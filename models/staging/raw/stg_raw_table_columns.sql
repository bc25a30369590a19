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
        {{ clean_text('appropriation_type') }} as appropriation_type,
        {{ clean_text('states') }} as states,
        {{ clean_text('price_level_printed') }} as price_level_printed,
        {{ clean_text('sums_columns') }} as sums_columns,
        seed_file,
        seed_line
    from source

),

with_years as (

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
        appropriation_type,
        states,
        price_level_printed,
        {{ parse_year('price_level_printed') }} as pl_year,
        sums_columns,
        seed_file,
        seed_line
    from trimmed

),

final as (

    select
        document_id,
        table_no,
        column_no,
        heading_printed,
        {{ unit_named(with_replaced('heading_printed', '20[0-9][0-9]([-/](20)?[0-9][0-9])?', '')) }}
            as heading_unit_dkk,
        column_kind,
        year,
        first_year,
        last_year,
        spread,
        appropriation_type,
        states,
        price_level_printed,
        pl_year,
        sums_columns,
        -- a year that several columns divide names none of them, and a period or a total of some columns has no year
        -- to name it
        case
            when column_kind = 'period' or sums_columns is not null then column_no
            when year is not null and count(*) over (partition by document_id, table_no, year) > 1 then column_no
        end as own_column_no,
        -- the years that each of its amounts is of, where it says so with an end
        case
            when spread = 'each_year' and last_year > first_year then last_year - first_year + 1
            else 1
        end as year_count,
        seed_file,
        seed_line
    from with_years

)

select * from final
