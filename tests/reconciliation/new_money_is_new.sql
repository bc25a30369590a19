-- Protects fct_allocation: under a plan that stands, a partial table's row of an initiative that no document knows says
-- whether its money is new (is_new) or comes from another initiative (ref_initiative_lineage), else it might be counted
-- twice. And a row that says it is new brings something that did not stand before: what only takes money, where others
-- get it, pays for them from outside (the treasury, another plan), and the plan would seem to have got nothing.
-- Skips what is to be saved, by its label, and the first paper of a plan, which may merge what no paper stated.
with cells as (

    select
        *,
        -- as a column, so that the join below is by hash
        coalesce(replaced_by_rank, {{ never() }}) as ended_rank
    from {{ ref('int_cells__in_force') }}

),

first_prints as (

    select
        initiative_id,
        min(document_rank) as first_rank
    from cells
    group by initiative_id

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

lineage as (

    -- the initiative that a row of lineage brings
    select distinct
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

rows_summed as (

    select
        cells.document_id,
        cells.table_no,
        cells.row_no,
        min(cells.document_rank) as document_rank,
        bool_or(cells.statement_kind = 'level') as has_level,
        bool_or(cells.statement_kind = 'change') as is_change,
        bool_or(plan_years.plan_id is not null) as is_plan_stated,
        max(cells.amount_dkk) as most_dkk
    from cells
    left join plan_years
        on
            cells.plan_id = plan_years.plan_id
            and cells.year = plan_years.year
            and cells.document_rank > plan_years.first_rank
    where cells.amount_dkk <> 0
    group by cells.document_id, cells.table_no, cells.row_no

),

-- of the rows that say so alone: to ask what stood before each cell there is takes long
rows_said_new as (

    select
        row_initiatives.document_id,
        row_initiatives.table_no,
        row_initiatives.row_no,
        bool_or(standing.cell_id is null) as is_something_new
    from row_initiatives
    inner join cells
        on
            row_initiatives.document_id = cells.document_id
            and row_initiatives.table_no = cells.table_no
            and row_initiatives.row_no = cells.row_no
    left join cells as standing
        on
            cells.plan_id = standing.plan_id
            and cells.initiative_id = standing.initiative_id
            and cells.year = standing.year
            and cells.document_rank > standing.document_rank
            and cells.document_rank <= standing.ended_rank
    where
        row_initiatives.is_new
        and cells.amount_dkk <> 0
    group by row_initiatives.document_id, row_initiatives.table_no, row_initiatives.row_no

),

rows_stated as (

    select
        *,
        max(most_dkk) over (partition by document_id, table_no) > 0 as is_beside_money
    from rows_summed

),

judged as (

    select
        row_initiatives.*,
        printed_rows.label_printed,
        case
            when row_initiatives.is_new and lineage.document_id is not null
                then ' is said to be new, and ref_initiative_lineage.csv says that it comes from another initiative'
            when row_initiatives.is_new and printed_tables.is_whole_plan and rows_stated.has_level
                then ' is said to be new; leave is_new empty in a table that states the whole plan'
            when row_initiatives.is_new and not rows_said_new.is_something_new
                then ' is said to be new, and documents before state all that it states; leave is_new empty'
            when
                row_initiatives.is_new
                and rows_stated.is_plan_stated
                and rows_stated.most_dkk < 0
                and rows_stated.is_beside_money
                and row_initiatives.label_reason is null
                and not {{ speaks_of_savings('printed_rows.label_printed') }}
                then
                    ' is said to be new and takes money that other rows get; enter it as financing if it pays for them,'
                    || ' or, if it is an initiative, give it a name that says which, and write into label_reason why'
            when
                first_prints.first_rank = rows_stated.document_rank
                and rows_stated.is_plan_stated
                and not (
                    row_initiatives.is_new
                    or lineage.document_id is not null
                    or (printed_tables.is_whole_plan and rows_stated.has_level)
                    or rows_stated.is_change
                )
                then
                    ' is printed here for the first time, under a plan that stands; write is_new true if the money is'
                    || ' new, or say in ref_initiative_lineage.csv which initiative it comes from'
        end as disagreement
    from rows_stated
    inner join row_initiatives
        on
            rows_stated.document_id = row_initiatives.document_id
            and rows_stated.table_no = row_initiatives.table_no
            and rows_stated.row_no = row_initiatives.row_no
    inner join printed_rows
        on
            rows_stated.document_id = printed_rows.document_id
            and rows_stated.table_no = printed_rows.table_no
            and rows_stated.row_no = printed_rows.row_no
    inner join printed_tables
        on
            rows_stated.document_id = printed_tables.document_id
            and rows_stated.table_no = printed_tables.table_no
    inner join first_prints
        on row_initiatives.initiative_id = first_prints.initiative_id
    left join rows_said_new
        on
            rows_stated.document_id = rows_said_new.document_id
            and rows_stated.table_no = rows_said_new.table_no
            and rows_stated.row_no = rows_said_new.row_no
    left join lineage
        on
            row_initiatives.document_id = lineage.document_id
            and row_initiatives.initiative_id = lineage.initiative_id

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
