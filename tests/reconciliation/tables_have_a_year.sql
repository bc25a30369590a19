-- Protects int_plan_years__stated: a table of which no column is of a year or of several would be taken with none of
-- its amounts, and a plan of which no table has a year has no place in dim_plan.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

table_plans as (

    select * from {{ ref('stg_ref_table_plans') }}

),

plans_with_years as (

    select distinct plan_id from {{ ref('int_plan_years__stated') }}
    where year is not null

),

printed_columns as (

    select
        document_id,
        table_no,
        {{ joined('heading_printed', ', ', 'column_no') }} as headings,
        bool_or(column_kind = 'year' or year_count > 1) as has_year,
        bool_or(column_kind = 'period') as has_period
    from {{ ref('stg_raw_table_columns') }}
    group by document_id, table_no

),

final as (

    select
        'document ' || printed_tables.document_id || ', table ' || printed_tables.table_no || ' ("'
        || printed_tables.title_printed || '"): none of its columns (' || printed_columns.headings
        || ') is a year, and '
        || case
            when printed_columns.has_period
                then
                    'neither is one of any other table of plan ' || table_plans.plan_id || '; enter an empty column of'
                    || ' the first of its years beside it'
            else
                'an amount of no year cannot be held; where all are of one year, write it into first_year with'
                || ' column_kind year, or leave the table out'
        end as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from printed_tables
    inner join printed_columns
        on
            printed_tables.document_id = printed_columns.document_id
            and printed_tables.table_no = printed_columns.table_no
    left join table_plans
        on
            printed_tables.document_id = table_plans.document_id
            and printed_tables.table_no = table_plans.table_no
    left join plans_with_years
        on table_plans.plan_id = plans_with_years.plan_id
    where
        not printed_columns.has_year
        and not (printed_columns.has_period and plans_with_years.plan_id is not null)

)

select * from final
