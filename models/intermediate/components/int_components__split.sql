with cells_located as (

    select * from {{ ref('int_cells__located') }}
    where spread is null

),

-- only what splitting asks: the engine keeps what is read three times
cells as (

    select
        cell_id,
        document_id,
        table_no,
        row_no,
        column_no,
        symbols_printed,
        amount_dkk
    from {{ ref('int_cells__located') }}
    where amount_dkk <> 0 and spread is null

),

footnotes as (

    select * from {{ ref('int_footnotes__read') }}

),

symbols as (

    select * from {{ ref('int_symbols__resolved') }}

),

source_names as (

    select * from {{ ref('stg_ref_funding_source_names') }}

),

-- what the footnotes marked in a cell say
notes as (

    select
        cells.cell_id,
        footnotes.mark_order,
        footnotes.footnote_no,
        case when cells.amount_dkk < 0 then -footnotes.amount_dkk else footnotes.amount_dkk end as amount_dkk,
        source_names.funding_source_id,
        footnotes.decision_id,
        footnotes.reason_da,
        footnotes.reason_en,
        footnotes.pl_year
    from cells
    inner join footnotes
        on
            cells.document_id = footnotes.document_id
            and cells.table_no = footnotes.table_no
            and cells.row_no = footnotes.row_no
            and cells.column_no = footnotes.column_no
    left join source_names
        on footnotes.source_printed = source_names.source_printed

),

-- a footnote with an amount splits its cell
footnote_parts as (

    select
        cell_id,
        cast(row_number() over (partition by cell_id order by mark_order) as integer) as component_no,
        footnote_no,
        amount_dkk,
        funding_source_id,
        decision_id as stated_decision_id,
        reason_da as stated_reason_da,
        reason_en as stated_reason_en,
        pl_year as footnote_pl_year
    from notes
    where amount_dkk is not null

),

-- a footnote without an amount splits nothing, but states its decision and price level of what is left; several that
-- differ state none
notes_gathered as (

    select
        cell_id,
        sum(amount_dkk) as amount_dkk,
        count(distinct decision_id) filter (where amount_dkk is null) as decision_count,
        min(decision_id) filter (where amount_dkk is null) as decision_id,
        min(reason_da) filter (where amount_dkk is null) as reason_da,
        min(reason_en) filter (where amount_dkk is null) as reason_en,
        count(distinct pl_year) filter (where amount_dkk is null) as pl_year_count,
        min(pl_year) filter (where amount_dkk is null) as pl_year
    from notes
    group by cell_id

),

-- what the row's symbol covers is what the footnotes leave
symbol_parts as (

    select
        cells.cell_id,
        0 as component_no,
        cast(null as integer) as footnote_no,
        cast(cells.amount_dkk - coalesce(notes_gathered.amount_dkk, 0) as decimal(18, 2)) as amount_dkk,
        symbols.funding_source_id,
        case when notes_gathered.decision_count = 1 then notes_gathered.decision_id end as stated_decision_id,
        case when notes_gathered.decision_count = 1 then notes_gathered.reason_da end as stated_reason_da,
        case when notes_gathered.decision_count = 1 then notes_gathered.reason_en end as stated_reason_en,
        case when notes_gathered.pl_year_count = 1 then notes_gathered.pl_year end as footnote_pl_year
    from cells
    left join notes_gathered
        on cells.cell_id = notes_gathered.cell_id
    left join symbols
        on
            cells.document_id = symbols.document_id
            and cells.symbols_printed = symbols.symbols_printed

),

parts as (

    select * from symbol_parts
    where amount_dkk <> 0
    union all
    select * from footnote_parts
    where amount_dkk <> 0

),

final as (

    select
        {{ allocation_id('cells_located', 'parts.component_no') }} as allocation_id,
        cells_located.cell_id,
        cells_located.municipality_id,
        cells_located.document_id,
        cells_located.document_rank,
        cells_located.issued_on,
        cells_located.price_level_rule,
        cells_located.statement_kind,
        cells_located.status,
        cells_located.table_no,
        cells_located.row_no,
        cells_located.row_label_printed,
        cells_located.column_no,
        cells_located.year,
        cells_located.plan_id,
        cells_located.initiative_id,
        parts.component_no,
        parts.footnote_no,
        parts.amount_dkk,
        parts.component_no = 0 and cells_located.is_partly_unallocated as is_partly_unallocated,
        coalesce(parts.funding_source_id, 'unknown') as funding_source_id,
        case when parts.funding_source_id is null then 'unknown' else 'stated' end as funding_source_evidence,
        parts.stated_decision_id,
        parts.stated_reason_da,
        parts.stated_reason_en,
        coalesce(parts.footnote_pl_year, cells_located.table_pl_year) as stated_pl_year,
        cells_located.appropriation_type_id,
        cells_located.seed_file,
        cells_located.seed_line
    from parts
    inner join cells_located
        on parts.cell_id = cells_located.cell_id

)

select * from final
