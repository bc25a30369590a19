with printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

numbered as (

    select
        *,
        {{ each_number(0, 'year_count - 1') }} as year_no
    from printed_columns

),

final as (

    select
        document_id,
        table_no,
        column_no,
        own_column_no,
        heading_printed,
        heading_unit_dkk,
        cast(case when year_count > 1 then first_year + year_no else year end as integer) as year,
        cast(year_no as integer) as year_no,
        first_year,
        last_year,
        case when year_count = 1 then spread end as spread,
        appropriation_type,
        states,
        pl_year,
        seed_file,
        seed_line
    from numbered

)

select * from final
