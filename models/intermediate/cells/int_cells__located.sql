with allocations as (

    select * from {{ ref('stg_raw_allocations') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

-- a column of each year of a span stands once for each of them
printed_columns as (

    select * from {{ ref('int_columns__yearly') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

table_plans as (

    select * from {{ ref('stg_ref_table_plans') }}

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

placed as (

    select
        allocations.document_id || '.t' || allocations.table_no || '.r' || allocations.row_no
        || coalesce(
            '.c' || printed_columns.own_column_no, '.y' || printed_columns.year, '.c' || printed_columns.column_no
        ) as printed_cell_id,
        documents.municipality_id,
        allocations.document_id,
        documents.document_no,
        documents.document_rank,
        documents.issued_on,
        documents.price_level_rule,
        allocations.table_no,
        printed_tables.is_whole_plan,
        coalesce(printed_rows.pl_year, printed_columns.pl_year, printed_tables.pl_year) as table_pl_year,
        case {{ states_of() }} when 'reduction' then 'change' else {{ states_of() }} end as statement_kind,
        printed_tables.status,
        allocations.row_no,
        printed_rows.label_printed as row_label_printed,
        printed_rows.symbols_printed,
        allocations.column_no,
        printed_columns.year,
        table_plans.plan_id,
        row_initiatives.initiative_id,
        allocations.amount_printed,
        allocations.content,
        {{ as_stated(printed_in_kroner('allocations'), states_of()) }} as amount_dkk,
        case allocations.content
            when 'outside' then {{ as_stated(cell_in_kroner('allocations'), states_of()) }}
        end as outside_dkk,
        allocations.footnote_marks,
        allocations.is_partly_unallocated,
        {{ unit_of('allocations') }} as unit_dkk,
        allocations.amount_read,
        allocations.reading_reason,
        allocations.seed_file,
        allocations.seed_line,
        printed_columns.year_no,
        -- of a period; NULL for the money of one year
        printed_columns.first_year,
        printed_columns.last_year,
        printed_columns.spread,
        coalesce(printed_columns.appropriation_type, 'unknown') as appropriation_type_id,
        printed_rows.responsible_printed
    from allocations
    inner join documents
        on allocations.document_id = documents.document_id
    inner join printed_tables
        on
            allocations.document_id = printed_tables.document_id
            and allocations.table_no = printed_tables.table_no
    inner join printed_rows
        on
            allocations.document_id = printed_rows.document_id
            and allocations.table_no = printed_rows.table_no
            and allocations.row_no = printed_rows.row_no
    inner join printed_columns
        on
            allocations.document_id = printed_columns.document_id
            and allocations.table_no = printed_columns.table_no
            and allocations.column_no = printed_columns.column_no
    inner join table_plans
        on
            allocations.document_id = table_plans.document_id
            and allocations.table_no = table_plans.table_no
    inner join row_initiatives
        on
            allocations.document_id = row_initiatives.document_id
            and allocations.table_no = row_initiatives.table_no
            and allocations.row_no = row_initiatives.row_no

),

final as (

    select
        -- what is printed once for several years is a cell of each
        {{ cell_of_year('printed_cell_id', 'placed') }} as cell_id,
        *
    from placed

)

select * from final
