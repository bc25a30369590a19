-- Protects dim_plan and dim_initiative: the Danish name in use when a document was issued is the one it prints.
-- Skips an initiative that has several rows in a document: its name is ours.
with documents as (

    select * from {{ ref('int_documents__ordered') }}

),

plan_names as (

    select * from {{ ref('stg_ref_plan_names') }}

),

initiative_names as (

    select * from {{ ref('stg_ref_initiative_names') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

table_plans as (

    select * from {{ ref('stg_ref_table_plans') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

printed_names as (

    select
        'plan ' || table_plans.plan_id as named,
        printed_tables.document_id,
        printed_tables.title_printed as name_printed,
        'ref_table_plans.csv line ' || table_plans.seed_line as mapped_at,
        printed_tables.seed_file,
        printed_tables.seed_line,
        1 as rows_in_document
    from printed_tables
    inner join table_plans
        on
            printed_tables.document_id = table_plans.document_id
            and printed_tables.table_no = table_plans.table_no
    union all
    select
        'initiative ' || row_initiatives.initiative_id as named,
        printed_rows.document_id,
        printed_rows.label_printed as name_printed,
        'ref_row_initiatives.csv line ' || row_initiatives.seed_line as mapped_at,
        printed_rows.seed_file,
        printed_rows.seed_line,
        count(*) over (
            partition by row_initiatives.document_id, row_initiatives.initiative_id
        ) as rows_in_document
    from printed_rows
    inner join row_initiatives
        on
            printed_rows.document_id = row_initiatives.document_id
            and printed_rows.table_no = row_initiatives.table_no
            and printed_rows.row_no = row_initiatives.row_no

),

names as (

    select
        'plan ' || plan_id as named,
        document_id,
        plan_name_da as name_da,
        'ref_plan_names.csv line ' || seed_line as name_at
    from plan_names
    union all
    select
        'initiative ' || initiative_id as named,
        document_id,
        initiative_name_da as name_da,
        'ref_initiative_names.csv line ' || seed_line as name_at
    from initiative_names

),

names_in_use as (

    select
        printed_names.*,
        names.name_da,
        names.name_at,
        row_number() over (
            partition by printed_names.seed_file, printed_names.seed_line
            order by naming.document_rank desc
        ) as newest_no
    from printed_names
    inner join documents as printing
        on printed_names.document_id = printing.document_id
    left join names
        on printed_names.named = names.named
    left join documents as naming
        on names.document_id = naming.document_id
    where
        printed_names.rows_in_document = 1
        and (naming.document_rank is null or naming.document_rank <= printing.document_rank)

),

final as (

    select
        named || ' (' || mapped_at || '): printed "' || name_printed || '", its name then is "'
        || coalesce(name_da, 'not entered') || '"'
        || coalesce(' (' || name_at || ')', '') || {{ told_apart('name_printed', 'name_da') }} as finding,
        seed_file,
        seed_line
    from names_in_use
    where
        newest_no = 1
        and {{ folded('name_printed') }} is distinct from {{ folded('name_da') }}

)

select * from final
