with plans as (

    select * from {{ ref('stg_ref_plans') }}

),

names as (

    select * from {{ ref('int_plan_names__newest') }}

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

tables as (

    select * from {{ ref('stg_ref_table_plans') }}

),

-- a later document adds plans behind, so that no place changes
first_printed as (

    select
        tables.plan_id,
        min(documents.document_rank * 1000 + tables.table_no) as printed_order
    from tables
    inner join documents
        on tables.document_id = documents.document_id
    group by tables.plan_id

),

periods as (

    select
        plan_id,
        -- a proposal moves no plan's period; a plan that is only proposed has that of its proposal
        coalesce(min(case when not is_proposed then year end), min(year)) as first_year,
        coalesce(max(case when not is_proposed then year end), max(year)) as last_year
    from plan_years
    group by plan_id

),

final as (

    select
        plans.plan_id,
        plans.municipality_id,
        names.plan_name_da,
        names.plan_name_en,
        periods.first_year,
        periods.last_year,
        plans.predecessor_plan_id,
        {{ short_name('names.plan_name_da', 'plans.municipality_id') }} as plan_short_name_da,
        {{ short_name('names.plan_name_en', 'plans.municipality_id') }} as plan_short_name_en,
        cast(row_number() over (
            partition by plans.municipality_id order by first_printed.printed_order, plans.plan_id
        ) as integer) as plan_order
    from plans
    inner join names
        on plans.plan_id = names.plan_id
    inner join periods
        on plans.plan_id = periods.plan_id
    inner join first_printed
        on plans.plan_id = first_printed.plan_id

)

select * from final
