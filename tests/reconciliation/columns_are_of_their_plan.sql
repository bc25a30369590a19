-- Protects fct_allocation: a table of two plans side by side has a column of each; entered as parts of a year under one
-- plan, both would be counted as that plan's with all totals met.
-- Skips a heading that is the name of the table's own plan and has no other column of its year beside it, and a column
-- of a kind of appropriation: a plan may be named after one.
with printed_columns as (

    select
        printed_columns.document_id,
        printed_columns.table_no,
        printed_columns.column_no,
        printed_columns.year,
        printed_columns.heading_printed,
        printed_columns.appropriation_type,
        documents.municipality_id,
        table_plans.plan_id,
        trim({{ with_replaced(folded('lower(printed_columns.heading_printed)'), '20[0-9][0-9]', '') }})
            as heading_folded,
        count(*) over (
            partition by printed_columns.document_id, printed_columns.table_no, printed_columns.year
        ) as columns_count,
        printed_columns.seed_file,
        printed_columns.seed_line
    from {{ ref('stg_raw_table_columns') }} as printed_columns
    inner join {{ ref('int_documents__ordered') }} as documents
        on printed_columns.document_id = documents.document_id
    inner join {{ ref('stg_ref_table_plans') }} as table_plans
        on
            printed_columns.document_id = table_plans.document_id
            and printed_columns.table_no = table_plans.table_no
    where printed_columns.column_kind = 'year'

),

names as (

    select * from {{ ref('int_plan_names__folded') }}

),

final as (

    select distinct
        '"' || printed_columns.heading_printed || '" '
        || case
            when names.plan_id <> printed_columns.plan_id
                then
                    'is of plan ' || names.plan_id || ', and would be counted under plan ' || printed_columns.plan_id
            else 'is the name of its plan, and the other columns of ' || printed_columns.year || ' are of others'
        end
        || '; enter a table for each plan, with its columns, or write column_kind other' as finding,
        printed_columns.seed_file,
        printed_columns.seed_line
    from printed_columns
    inner join names
        on
            printed_columns.municipality_id = names.municipality_id
            and printed_columns.heading_folded = names.name_folded
    where
        printed_columns.appropriation_type is null
        and (names.plan_id <> printed_columns.plan_id or printed_columns.columns_count > 1)

)

select * from final
