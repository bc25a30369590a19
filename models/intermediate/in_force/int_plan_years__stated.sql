with printed_columns as (

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

columns_of_plans as (

    select
        table_plans.plan_id,
        printed_columns.year,
        printed_columns.first_year,
        coalesce(printed_columns.last_year, {{ never() }}) as last_year,
        documents.document_id,
        documents.document_rank,
        documents.issued_on,
        printed_tables.status = 'proposed' as is_proposed,
        -- a table of changes or of proposals replaces nothing, however much of the plan it prints
        case
            when {{ states_of() }} <> 'level' then false
            when printed_tables.status = 'proposed' then false
            else printed_tables.is_whole_plan
        end as is_whole_plan
    from printed_columns
    inner join printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    inner join table_plans
        on
            printed_columns.document_id = table_plans.document_id
            and printed_columns.table_no = table_plans.table_no
    inner join documents
        on printed_columns.document_id = documents.document_id

),

years as (

    select distinct
        plan_id,
        year
    from columns_of_plans
    where year is not null

),

-- a column of several years of the whole plan states each of them that the plan has
columns_by_year as (

    select
        *,
        year as stated_year
    from columns_of_plans
    where year is not null
    union all
    select
        columns_of_plans.*,
        years.year as stated_year
    from columns_of_plans
    inner join years
        on
            columns_of_plans.plan_id = years.plan_id
            and years.year between columns_of_plans.first_year and columns_of_plans.last_year
    where
        columns_of_plans.year is null
        and columns_of_plans.is_whole_plan

),

stated as (

    select
        plan_id,
        stated_year as year,
        document_id,
        document_rank,
        issued_on,
        bool_and(is_proposed) as is_proposed,
        bool_or(is_whole_plan) as is_whole_plan
    from columns_by_year
    group by plan_id, stated_year, document_id, document_rank, issued_on

),

final as (

    select
        plan_id,
        year,
        document_id,
        document_rank,
        issued_on,
        is_proposed,
        is_whole_plan,
        -- the next document that states the whole plan-year replaces all that stands here
        min(case when is_whole_plan then document_rank end) over (
            partition by plan_id, year
            order by document_rank
            rows between 1 following and unbounded following
        ) as replaced_by_rank
    from stated

)

select * from final
