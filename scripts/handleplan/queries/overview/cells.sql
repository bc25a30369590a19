-- `height` is what a bar is drawn as: a share of the largest figure of a year in the plan, below the line if negative.
select
    plan_id, line_no, line_kind, initiative_id, line_label_da, line_label_en, year, source_symbols, amount_dkk,
    is_dash, without_cover_dkk, overview_cell_id,
    amount_dkk / nullif(
        max(abs(amount_dkk)) filter (where line_kind = 'initiative' and year is not null) over (partition by plan_id), 0
    ) as height,
    bool_or(amount_dkk < 0) filter (where line_kind = 'initiative' and year is not null)
        over (partition by plan_id) as is_plan_below
from marts.rpt_plan_overview
order by plan_id asc, line_no asc, year asc nulls last
