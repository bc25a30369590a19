-- The same lines as they were known on a date, under the names of today. A statement has no row for a dash or
-- a 0, so they and an empty cell are all empty here.
select
    plan_id, line_no, line_kind, initiative_id, line_label_da, line_label_en, year, source_symbols, amount_dkk,
    false as is_dash, without_cover_dkk
from marts.rpt_plan_overview_history
where stated_from <= $as_of and (stated_to is null or $as_of < stated_to)
order by plan_id asc, line_no asc, year asc nulls last
