with documents as (

    select * from {{ ref('stg_raw_documents') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

table_plans as (

    select * from {{ ref('stg_ref_table_plans') }}

),

plan_names as (

    select * from {{ ref('stg_ref_plan_names') }}

),

texts as (

    select distinct
        printed_columns.document_id,
        printed_columns.table_no,
        documents.title_printed as text_printed
    from printed_columns
    inner join printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    inner join documents
        on printed_columns.document_id = documents.document_id
    -- papers on savings have tables of levels too
    where
        printed_columns.column_kind in ('year', 'period')
        and {{ states_of() }} <> 'level'
    union all
    select
        document_id,
        table_no,
        title_printed as text_printed
    from printed_tables
    union all
    select
        document_id,
        table_no,
        total_label_printed as text_printed
    from printed_tables
    union all
    select
        document_id,
        table_no,
        heading_printed as text_printed
    from printed_columns
    where column_kind = 'row_total'
    union all
    select
        document_id,
        table_no,
        label_printed as text_printed
    from printed_rows
    where
        row_kind in ('heading', 'subtotal')
        -- by its label a row may be of released money too; other words may be a part of an initiative's name
        or (row_kind = 'initiative' and {{ speaks_of_released('label_printed') }})
    union all
    select
        table_plans.document_id,
        table_plans.table_no,
        plan_names.plan_name_da as text_printed
    from table_plans
    inner join plan_names
        on table_plans.plan_id = plan_names.plan_id

),

final as (

    select
        document_id,
        table_no,
        min(case when {{ speaks_of_savings('text_printed') }} then text_printed end) as speaking,
        min(case when {{ speaks_of_changes_before('text_printed') }} then text_printed end) as speaking_of_before
    from texts
    group by document_id, table_no

)

select * from final
