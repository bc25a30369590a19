-- Protects fct_allocation: under a plan that stands, a partial table's row of an initiative that no document knows says
-- whether its money is new (is_new) or comes from another initiative (ref_initiative_lineage), else it might be counted
-- twice. And a row that says it is new brings something that did not stand before.
with cells as (

    select
        *,
        -- as a column, so that the join below is by hash
        coalesce(replaced_by_rank, {{ never() }}) as ended_rank,
        min(document_rank) over (partition by initiative_id) as first_rank
    from {{ ref('int_cells__in_force') }}

),

located as (

    select * from {{ ref('int_cells__located') }}

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

lineage as (

    -- the initiative that a row of lineage brings
    select
        document_id,
        case kind when 'part_of' then initiative_id else other_initiative_id end as initiative_id
    from {{ ref('stg_ref_initiative_lineage') }}
    where kind <> 'apart_from'

),

plan_years as (

    select
        plan_id,
        year,
        min(document_rank) as first_rank
    from {{ ref('int_plan_years__stated') }}
    where not is_proposed
    group by plan_id, year

),

rows_stated as (

    select
        row_initiatives.document_id,
        row_initiatives.table_no,
        row_initiatives.row_no,
        row_initiatives.initiative_id,
        row_initiatives.is_new,
        row_initiatives.seed_file,
        row_initiatives.seed_line,
        min(located.row_label_printed) as label_printed,
        bool_or(located.is_whole_plan and located.statement_kind = 'level') as is_whole_plan,
        bool_or(cells.statement_kind = 'change') as is_change,
        bool_and(cells.first_rank = cells.document_rank) as is_unknown,
        bool_or(plan_years.plan_id is not null) as is_plan_stated,
        bool_or(standing.cell_id is null) as is_something_new,
        bool_or(lineage.document_id is not null) as has_lineage
    from row_initiatives
    inner join cells
        on
            row_initiatives.document_id = cells.document_id
            and row_initiatives.table_no = cells.table_no
            and row_initiatives.row_no = cells.row_no
    inner join located
        on cells.cell_id = located.cell_id
    left join plan_years
        on
            cells.plan_id = plan_years.plan_id
            and cells.year = plan_years.year
            and cells.document_rank > plan_years.first_rank
    left join cells as standing
        on
            cells.plan_id = standing.plan_id
            and cells.initiative_id = standing.initiative_id
            and cells.year = standing.year
            and cells.document_rank > standing.document_rank
            and cells.document_rank <= standing.ended_rank
    left join lineage
        on
            row_initiatives.document_id = lineage.document_id
            and row_initiatives.initiative_id = lineage.initiative_id
    where cells.amount_dkk <> 0
    group by
        row_initiatives.document_id,
        row_initiatives.table_no,
        row_initiatives.row_no,
        row_initiatives.initiative_id,
        row_initiatives.is_new,
        row_initiatives.seed_file,
        row_initiatives.seed_line

),

judged as (

    select
        *,
        case
            when is_new and has_lineage
                then ' is said to be new, and ref_initiative_lineage.csv says that it comes from another initiative'
            when is_new and is_whole_plan
                then ' is said to be new; leave is_new empty in a table that states the whole plan'
            when is_new and not is_something_new
                then ' is said to be new, and documents before state all that it states; leave is_new empty'
            when is_unknown and is_plan_stated and not (is_new or has_lineage or is_whole_plan or is_change)
                then
                    ' is printed here for the first time, under a plan that stands; write is_new true if the money is'
                    || ' new, or say in ref_initiative_lineage.csv which initiative it comes from'
        end as disagreement
    from rows_stated

),

final as (

    select
        'initiative ' || initiative_id || ' (document ' || document_id || ', table ' || table_no || ', row ' || row_no
        || ', "' || label_printed || '")' || disagreement as finding,
        seed_file,
        seed_line
    from judged
    where disagreement is not null

)

select * from final
