-- The printed totals of a plan whose money for the year, or for all years, is printed in one table.
with places as (
    select distinct plan_id, year, document_id, table_no
    from marts.fct_allocation
),

printed_in as (
    select plan_id, year, min(document_id) as document_id, min(table_no) as table_no
    from places
    group by plan_id, rollup(year)
    having count(distinct document_id || '.t' || table_no) = 1
)

select printed_in.plan_id, printed_in.year, printed_dkk, content = 'dash' as is_dash
from printed_in
inner join audit.audit_reconciliation as printed
    on
        printed_in.document_id = printed.document_id
        and printed_in.table_no = printed.table_no
        and printed_in.year is not distinct from printed.year
inner join audit.audit_printed_cell as cell
    on
        printed.control_id = cell.printed_cell_id
        and printed.control_kind = cell.cell_kind
where
    control_kind in ('column_total', 'table_total')
    -- of a year that several columns divide no total is printed
    and (printed_in.year is null or printed.control_id like '%.y' || printed_in.year)
order by all
