with cells as (

    select *
    from {{ ref('int_cells__located') }}
    where amount_dkk <> 0

),

footnotes as (

    select * from {{ ref('stg_raw_footnotes') }}

),

footnote_decisions as (

    select * from {{ ref('stg_ref_footnote_decisions') }}

),

symbols as (

    select * from {{ ref('stg_raw_symbols') }}

),

source_names as (

    select * from {{ ref('stg_ref_funding_source_names') }}

),

marks as (

    select * from {{ ref('int_footnotes__placed') }}

),

-- a footnote with an amount splits its cell; one without explains it and splits nothing
footnote_parts as (

    select
        cells.cell_id,
        cast(row_number() over (partition by cells.cell_id order by marks.mark_order) as integer) as component_no,
        footnotes.footnote_no,
        case when cells.amount_dkk < 0 then -footnotes.amount_dkk else footnotes.amount_dkk end as amount_dkk,
        source_names.funding_source_id,
        footnote_decisions.decision_id as stated_decision_id,
        footnote_decisions.reason_da as stated_reason_da,
        footnote_decisions.reason_en as stated_reason_en,
        footnotes.pl_year as footnote_pl_year
    from cells
    inner join marks
        on
            cells.document_id = marks.document_id
            and cells.table_no = marks.table_no
            and cells.row_no = marks.row_no
            and cells.column_no = marks.column_no
    inner join footnotes
        on
            cells.document_id = footnotes.document_id
            and cells.table_no = footnotes.table_no
            and marks.footnote_no = footnotes.footnote_no
    left join footnote_decisions
        on
            footnotes.document_id = footnote_decisions.document_id
            and footnotes.table_no = footnote_decisions.table_no
            and footnotes.footnote_no = footnote_decisions.footnote_no
    left join source_names
        on footnotes.source_printed = source_names.source_printed
    where footnotes.amount_dkk is not null

),

footnote_sums as (

    select
        cell_id,
        sum(amount_dkk) as amount_dkk
    from footnote_parts
    group by cell_id

),

-- what the row's symbol covers is what the footnotes leave
symbol_parts as (

    select
        cells.cell_id,
        0 as component_no,
        cast(null as integer) as footnote_no,
        cast(cells.amount_dkk - coalesce(footnote_sums.amount_dkk, 0) as decimal(18, 2)) as amount_dkk,
        source_names.funding_source_id,
        cast(null as string) as stated_decision_id,
        cast(null as string) as stated_reason_da,
        cast(null as string) as stated_reason_en,
        cast(null as integer) as footnote_pl_year
    from cells
    left join footnote_sums
        on cells.cell_id = footnote_sums.cell_id
    -- a row with two symbols matches neither: the document does not divide its amount, so the source is unknown
    left join symbols
        on
            cells.document_id = symbols.document_id
            and cells.symbols_printed = symbols.symbol
    left join source_names
        on symbols.source_printed = source_names.source_printed

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
        {{ allocation_id('cells', 'parts.component_no') }} as allocation_id,
        cells.cell_id,
        cells.municipality_id,
        cells.document_id,
        cells.document_rank,
        cells.price_level_rule,
        cells.table_no,
        cells.row_no,
        cells.row_label_printed,
        cells.symbols_printed,
        cells.column_no,
        cells.year,
        cells.plan_id,
        cells.initiative_id,
        cells.amount_printed,
        cells.footnote_marks,
        parts.component_no,
        parts.footnote_no,
        parts.amount_dkk,
        parts.component_no = 0 and cells.is_partly_unallocated as is_partly_unallocated,
        coalesce(parts.funding_source_id, 'unknown') as funding_source_id,
        case when parts.funding_source_id is null then 'unknown' else 'stated' end as funding_source_evidence,
        parts.stated_decision_id,
        parts.stated_reason_da,
        parts.stated_reason_en,
        coalesce(parts.footnote_pl_year, cells.table_pl_year) as stated_pl_year,
        cells.seed_file,
        cells.seed_line
    from parts
    inner join cells
        on parts.cell_id = cells.cell_id

)

select * from final
