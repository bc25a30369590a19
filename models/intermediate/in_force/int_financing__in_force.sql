with lines as (

    select * from {{ ref('int_cells__outside') }}
    where
        cell_kind in ('financing', 'shortfall')
        and amount_dkk is not null

),

printed_columns as (

    select * from {{ ref('int_columns__yearly') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

table_plans as (

    select * from {{ ref('stg_ref_table_plans') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

-- what the lines of a table's year pay for: they end when the last of it is replaced
paid_for as (

    select
        document_id,
        table_no,
        year,
        case when count(*) = count(replaced_by_rank) then max(replaced_by_rank) end as replaced_by_rank
    from {{ ref('int_cells__in_force') }}
    group by document_id, table_no, year

),

costs as (

    select
        document_id,
        table_no,
        column_no,
        sum(amount_dkk) as amount_dkk
    from {{ ref('int_cells__located') }}
    where year_no = 0
    group by document_id, table_no, column_no

),

-- where costs and what pays for them are printed with opposite signs, as papers whose columns add up to nothing do
turned as (

    select
        lines.document_id,
        lines.table_no,
        lines.column_no
    from lines
    inner join costs
        on
            lines.document_id = costs.document_id
            and lines.table_no = costs.table_no
            and lines.column_no = costs.column_no
    group by lines.document_id, lines.table_no, lines.column_no, costs.amount_dkk
    having sum(lines.amount_dkk) = -costs.amount_dkk and costs.amount_dkk <> 0

),

placed as (

    select
        {{ cell_of_year('lines.cell_id', 'printed_columns') }} as financing_id,
        documents.municipality_id,
        table_plans.plan_id,
        printed_columns.year,
        lines.cell_kind as financing_kind,
        lines.row_label_printed as financing_printed,
        case when turned.table_no is null then lines.amount_dkk else -lines.amount_dkk end as amount_dkk,
        printed_tables.status,
        lines.document_id,
        documents.document_rank,
        lines.table_no,
        lines.cell_id as printed_cell_id,
        lines.seed_file,
        lines.seed_line,
        documents.issued_on as stated_from,
        -- a newer document that states the whole plan-year says anew what pays for it, or does not
        least(plan_years.replaced_by_rank, paid_for.replaced_by_rank) as replaced_by_rank
    from lines
    inner join printed_columns
        on
            lines.document_id = printed_columns.document_id
            and lines.table_no = printed_columns.table_no
            and lines.column_no = printed_columns.column_no
            and printed_columns.year is not null
    inner join printed_tables
        on
            lines.document_id = printed_tables.document_id
            and lines.table_no = printed_tables.table_no
    inner join table_plans
        on
            lines.document_id = table_plans.document_id
            and lines.table_no = table_plans.table_no
    inner join documents
        on lines.document_id = documents.document_id
    inner join plan_years
        on
            lines.document_id = plan_years.document_id
            and table_plans.plan_id = plan_years.plan_id
            and printed_columns.year = plan_years.year
    left join turned
        on
            lines.document_id = turned.document_id
            and lines.table_no = turned.table_no
            and lines.column_no = turned.column_no
    left join paid_for
        on
            lines.document_id = paid_for.document_id
            and lines.table_no = paid_for.table_no
            and printed_columns.year = paid_for.year

),

final as (

    select
        placed.*,
        replacing.issued_on as stated_to,
        replacing.document_id is null as is_current
    from placed
    left join documents as replacing
        on placed.replaced_by_rank = replacing.document_rank

)

select * from final
