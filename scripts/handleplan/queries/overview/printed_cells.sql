-- The printed figures that a figure of the overview repeats: only such are its proof.
with places as (
    select distinct plan_id, initiative_id, document_id, table_no, row_no
    from marts.fct_allocation
    union all
    select distinct plan_id, null as initiative_id, document_id, table_no, null as row_no
    from marts.fct_allocation
)

select overview_cell_id, printed_cell_id
from marts.rpt_plan_overview as overview
inner join places
    on
        overview.plan_id = places.plan_id
        and overview.initiative_id is not distinct from places.initiative_id
inner join audit.audit_printed_cell as printed
    on
        places.document_id = printed.document_id
        and places.table_no = printed.table_no
        and places.row_no is not distinct from printed.row_no
        and (
            overview.year is not distinct from printed.year
            or printed.spread = 'each_year' and overview.year between printed.first_year and printed.last_year
        )
        and overview.amount_dkk is not distinct from printed.amount_dkk
inner join marts.dim_document on printed.document_id = dim_document.document_id
order by overview_cell_id asc, issued_on desc, document_no desc, printed_cell_id asc
