-- Protects fct_period_allocation: money of a period is of an initiative that stands, or its row says that it is new; it
-- goes on from the years of its table; and nothing that speaks of single years (notes, lineage) speaks of it.
with periods as (

    select * from {{ ref('int_periods__in_force') }}
    where amount_dkk <> 0

),

cells as (

    select * from {{ ref('int_cells__located') }}

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

named as (

    select initiative_id from {{ ref('stg_ref_initiative_lineage') }}
    union all
    select other_initiative_id as initiative_id from {{ ref('stg_ref_initiative_lineage') }}

),

endings as (

    select distinct initiative_id from named

),

standing as (

    select
        plan_id,
        initiative_id,
        min(document_rank) as first_rank
    from cells
    where status = 'allocated'
    group by plan_id, initiative_id

),

headings as (

    select
        *,
        max(year) over (partition by document_id, table_no) as newest_year
    from {{ ref('stg_raw_table_columns') }}

),

judged as (

    select
        cells.seed_file,
        cells.seed_line,
        cells.initiative_id,
        case
            when cells.footnote_marks is not null or cells.is_partly_unallocated
                then 'a mark stands at an amount for a period; what it splits or says cannot be held, leave it out'
            when endings.initiative_id is not null
                then 'it has money for a period, which no lineage can divide or end; enter it as changes'
            when
                periods.status = 'allocated'
                and (periods.statement_kind = 'change' or not cells.is_whole_plan)
                and not row_initiatives.is_new
                and standing.initiative_id is null
                then
                    'nothing states it before; check the initiative, or write is_new true in ref_row_initiatives.csv'
                    || ' line ' || row_initiatives.seed_line
        end as disagreement
    from cells
    inner join row_initiatives
        on
            cells.document_id = row_initiatives.document_id
            and cells.table_no = row_initiatives.table_no
            and cells.row_no = row_initiatives.row_no
    left join periods
        on cells.cell_id = periods.cell_id
    left join endings
        on periods.initiative_id = endings.initiative_id
    left join standing
        on
            cells.plan_id = standing.plan_id
            and cells.initiative_id = standing.initiative_id
            and cells.document_rank > standing.first_rank
    where cells.year_no = 0 and (cells.spread is not null or cells.last_year is not null)

),

final as (

    select
        'initiative ' || initiative_id || ': ' || disagreement as finding,
        seed_file,
        seed_line
    from judged
    where disagreement is not null
    union all
    select
        'heading "' || heading_printed || '": first_year ' || first_year || ' does not follow the last year of its'
        || ' table (' || newest_year || ')' as finding,
        seed_file,
        seed_line
    from headings
    where
        spread = 'each_year'
        and last_year is null
        and heading_printed not like '%20__%'
        -- a table of nothing else has no year to go on from
        and first_year <> newest_year + 1

)

select * from final
