-- Those that speak of the cell's initiative; what is said of a whole plan is shown with the plan.
select
    other.source_title, other.publisher, other.published_on, other.source_url, other.verdict,
    other.says_da, other.says_en, other.amount_dkk, other.allocated_dkk
from audit.audit_corroborations as other
inner join audit.audit_printed_cell as cell
    on
        other.document_id = cell.document_id
        and other.plan_id = cell.plan_id and other.initiative_id = cell.initiative_id
        and coalesce(other.year, cell.year) = cell.year
where cell.printed_cell_id = $printed_cell_id
order by other.seed_line
