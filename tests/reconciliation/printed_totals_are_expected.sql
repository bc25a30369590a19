-- Protects audit_reconciliation: no total is entered that its table does not print.
with printed as (

    select * from {{ ref('int_totals__printed') }}

),

expected as (

    select * from {{ ref('int_totals__expected') }}

),

tables as (

    select * from {{ ref('stg_raw_tables') }}

),

final as (

    select
        printed.control_kind || ' ' || printed.control_id || ', column ' || printed.column_no
        || ': its table prints no such total' || coalesce(' (raw_tables.csv line ' || tables.seed_line || ')', '')
            as finding,
        printed.seed_file,
        printed.seed_line
    from printed
    left join expected
        on
            printed.control_id = expected.control_id
            and printed.control_kind = expected.control_kind
            and printed.column_no = expected.column_no
    left join tables
        on
            printed.document_id = tables.document_id
            and printed.table_no = tables.table_no
    where expected.control_id is null

)

select * from final
