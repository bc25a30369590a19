with printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

final as (

    -- a row without a symbol is counted too, as one that has none
    select
        document_id,
        table_no,
        row_no,
        coalesce(symbols_printed, 'none') as symbols_printed,
        seed_file,
        seed_line
    from printed_rows
    where row_kind = 'initiative'

)

select * from final
