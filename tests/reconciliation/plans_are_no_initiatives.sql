-- Protects fct_allocation: a table of all plans prints each plan as a row; entered as an initiative beside what the
-- plan's own tables state of the same years, its money would be counted twice.
-- Skips the name of the plan that the row itself is of: one of a plan's initiatives may have the plan's name.
with money as (

    select * from ({{ money_in_force(ref('int_cells__in_force'), ref('int_periods__in_force')) }}) as in_force
    where amount_dkk <> 0

),

names as (

    select * from {{ ref('int_plan_names__folded') }}

),

named_rows as (

    select
        printed_rows.document_id,
        printed_rows.table_no,
        printed_rows.row_no,
        printed_rows.label_printed,
        printed_rows.seed_file,
        printed_rows.seed_line,
        names.plan_id as named_plan_id
    from {{ ref('stg_raw_table_rows') }} as printed_rows
    inner join {{ ref('int_documents__ordered') }} as documents
        on printed_rows.document_id = documents.document_id
    inner join names
        on
            documents.municipality_id = names.municipality_id
            and {{ folded('lower(printed_rows.label_printed)') }} = names.name_folded
    where printed_rows.row_kind = 'initiative'

),

cells as (

    select
        named_rows.*,
        located.plan_id,
        located.initiative_id,
        located.document_rank,
        coalesce(located.year, located.first_year) as first_year,
        coalesce(located.year, located.last_year, {{ never() }}) as last_year,
        coalesce(in_force.replaced_by_rank, periods.replaced_by_rank, {{ never() }}) as ended_rank
    from named_rows
    inner join {{ ref('int_cells__located') }} as located
        on
            named_rows.document_id = located.document_id
            and named_rows.table_no = located.table_no
            and named_rows.row_no = located.row_no
            and named_rows.named_plan_id <> located.plan_id
    left join {{ ref('int_cells__in_force') }} as in_force
        on located.cell_id = in_force.cell_id
    left join {{ ref('int_periods__in_force') }} as periods
        on located.cell_id = periods.cell_id
    where
        located.status = 'allocated'
        and located.amount_dkk <> 0

),

standing as (

    select
        plan_id,
        first_year,
        last_year,
        min(document_rank) as document_rank,
        max(coalesce(replaced_by_rank, {{ never() }})) as ended_rank
    from money
    group by plan_id, first_year, last_year

),

said_apart as (

    {{ said_apart(ref('stg_ref_initiative_lineage'), 'money') }}

),

final as (

    select
        '"' || cells.label_printed || '" (document ' || cells.document_id || ', table ' || cells.table_no
        || ') is the name of plan ' || cells.named_plan_id || ', whose own money stands in '
        || min(greatest(cells.first_year, standing.first_year)) || ' too, and would be counted twice; enter it as memo,'
        || ' or leave out the table; where both stand, write in ref_initiative_lineage.csv that initiative '
        || cells.initiative_id || ' is apart_from one of plan ' || cells.named_plan_id as finding,
        cells.seed_file,
        cells.seed_line
    from cells
    inner join standing
        on
            cells.named_plan_id = standing.plan_id
            and cells.first_year <= standing.last_year
            and cells.last_year >= standing.first_year
            and cells.document_rank < standing.ended_rank
            and cells.ended_rank > standing.document_rank
    left join said_apart
        on
            cells.initiative_id = said_apart.initiative_id
            and cells.named_plan_id = said_apart.plan_id
    where said_apart.plan_id is null
    group by
        cells.label_printed,
        cells.document_id,
        cells.table_no,
        cells.named_plan_id,
        cells.initiative_id,
        cells.seed_file,
        cells.seed_line

)

select * from final
