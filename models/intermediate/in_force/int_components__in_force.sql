with lineage as (

    select
        lineage.*,
        documents.document_rank
    from {{ ref('stg_ref_initiative_lineage') }} as lineage
    inner join {{ ref('int_documents__ordered') }} as documents
        on lineage.document_id = documents.document_id
    where lineage.kind = 'part_of'

),

held as (

    select
        components.allocation_id,
        components.cell_id,
        components.municipality_id,
        components.document_id,
        components.document_rank,
        components.issued_on,
        components.statement_kind,
        components.status,
        components.table_no,
        components.row_no,
        components.row_label_printed,
        components.column_no,
        components.year,
        components.plan_id,
        components.initiative_id,
        components.component_no,
        components.amount_dkk,
        components.is_partly_unallocated,
        components.funding_source_id,
        components.funding_source_evidence,
        components.decision_id,
        components.decision_evidence,
        components.pl_year,
        components.pl_year_evidence,
        components.appropriation_type_id,
        components.seed_file,
        components.seed_line,
        cells_in_force.replaced_by_rank,
        components.issued_on as stated_from,
        -- what is proposed holds at no time: its span is empty
        case components.status when 'proposed' then components.issued_on else cells_in_force.stated_to end as stated_to,
        coalesce(cells_in_force.is_current, false) as is_current,
        false as is_given_out
    from {{ ref('int_components__graded') }} as components
    left join {{ ref('int_cells__in_force') }} as cells_in_force
        on components.cell_id = cells_in_force.cell_id

),

-- by documents that say again what the part gets
said_again as (

    select distinct
        parts.allocation_id,
        lineage.document_rank
    from held as parts
    inner join lineage
        on
            parts.initiative_id = lineage.initiative_id
            and parts.replaced_by_rank = lineage.document_rank
            and parts.year = coalesce(lineage.year, parts.year)

),

-- what the document that says so states of a part is given out of the pool that stood then, until the pool is restated
-- or a later document says again what the part gets; of its sources it is the part's own or the only one, or unknown
given_out as (

    select
        parts.allocation_id,
        pools.plan_id,
        pools.initiative_id,
        pools.funding_source_id,
        pools.funding_source_evidence,
        pools.appropriation_type_id,
        parts.funding_source_id = pools.funding_source_id
        or min(pools.funding_source_id) over of_kind = max(pools.funding_source_id) over of_kind as is_sourced,
        least(said_again.document_rank, pools.replaced_by_rank) as replaced_by_rank,
        row_number() over (
            partition by parts.allocation_id
            order by
                parts.funding_source_id = pools.funding_source_id desc,
                parts.appropriation_type_id = pools.appropriation_type_id desc,
                pools.amount_dkk desc, pools.allocation_id asc
        ) as pool_no
    from held as parts
    inner join lineage
        on
            parts.initiative_id = lineage.initiative_id
            and parts.document_id = lineage.document_id
            and parts.year = coalesce(lineage.year, parts.year)
    -- a table that prints the pool beside its parts prints what is left of it
    inner join held as pools
        on
            lineage.other_initiative_id = pools.initiative_id
            and parts.year = pools.year
            and parts.document_rank >= pools.document_rank
            and parts.document_rank < coalesce(pools.replaced_by_rank, parts.document_rank + 1)
            and (parts.document_id <> pools.document_id or parts.table_no <> pools.table_no)
    left join said_again
        on parts.allocation_id = said_again.allocation_id
    where parts.status = 'allocated' and pools.status = 'allocated'
    window of_kind as (partition by parts.allocation_id, pools.appropriation_type_id)

),

final as (

    select * from held
    union all
    select
        -- the key of the part's own component, turned round
        -parts.allocation_id as allocation_id,
        parts.cell_id,
        parts.municipality_id,
        parts.document_id,
        parts.document_rank,
        parts.issued_on,
        'change' as statement_kind,
        parts.status,
        parts.table_no,
        parts.row_no,
        parts.row_label_printed,
        parts.column_no,
        parts.year,
        given_out.plan_id,
        given_out.initiative_id,
        parts.component_no,
        -parts.amount_dkk as amount_dkk,
        false as is_partly_unallocated,
        case when given_out.is_sourced then given_out.funding_source_id else 'unknown' end as funding_source_id,
        case when given_out.is_sourced then given_out.funding_source_evidence else 'unknown' end
            as funding_source_evidence,
        parts.decision_id,
        parts.decision_evidence,
        parts.pl_year,
        parts.pl_year_evidence,
        given_out.appropriation_type_id,
        parts.seed_file,
        parts.seed_line,
        given_out.replaced_by_rank,
        parts.stated_from,
        replacing.issued_on as stated_to,
        replacing.document_id is null as is_current,
        true as is_given_out
    from given_out
    inner join held as parts
        on given_out.allocation_id = parts.allocation_id
    left join {{ ref('int_documents__ordered') }} as replacing
        on given_out.replaced_by_rank = replacing.document_rank
    where given_out.pool_no = 1

)

select * from final
