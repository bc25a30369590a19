-- Protects fct_allocation: a table read in thousands that means kroner is a thousand times too large, with all its
-- totals met. What gives it away is its size beside the municipality's other tables.
with cells as (

    select * from {{ ref('int_cells__located') }}
    where content = 'amount' and amount_dkk <> 0

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

typical as (

    select
        municipality_id,
        document_id,
        table_no,
        median(abs(amount_dkk)) as amount_dkk
    from cells
    group by municipality_id, document_id, table_no

),

municipalities as (

    select
        municipality_id,
        median(amount_dkk) as amount_dkk
    from typical
    group by municipality_id

),

final as (

    select
        'document ' || typical.document_id || ', table ' || typical.table_no || ': in units of '
        || printed_tables.unit_dkk || ' kr. its amounts are ' || case
            when typical.amount_dkk > municipalities.amount_dkk
                then round(typical.amount_dkk / municipalities.amount_dkk) || ' times'
            else 'a ' || round(municipalities.amount_dkk / typical.amount_dkk) || 'th of'
        end || ' those of the municipality''s other tables (median); check unit_dkk against the page, or write'
        || ' unit_reason size if they are' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from typical
    inner join municipalities
        on typical.municipality_id = municipalities.municipality_id
    inner join printed_tables
        on
            typical.document_id = printed_tables.document_id
            and typical.table_no = printed_tables.table_no
    where
        printed_tables.unit_reason is null
        and (
            typical.amount_dkk > 300 * municipalities.amount_dkk
            or municipalities.amount_dkk > 300 * typical.amount_dkk
        )

)

select * from final
