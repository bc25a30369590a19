-- Protects bridge_initiative_lineage: a row of lineage takes money out of a pool that stands, or ends what stood of an
-- initiative, or says what does not come out of a pool; one that does none of it is of another initiative or document.
with lineage as (

    select
        lineage.*,
        documents.document_rank
    from {{ ref('stg_ref_initiative_lineage') }} as lineage
    inner join {{ ref('int_documents__ordered') }} as documents
        on lineage.document_id = documents.document_id

),

components as (

    select * from {{ ref('int_components__in_force') }}

),

cells as (

    select * from {{ ref('int_cells__in_force') }}

),

shares as (

    select * from {{ ref('int_parts__given') }}

),

reached as (

    select lineage.seed_line
    from lineage
    inner join shares
        on
            lineage.initiative_id = shares.initiative_id
            and lineage.other_initiative_id = shares.pool_id
            and lineage.document_rank = shares.document_rank
            and coalesce(lineage.year, shares.year) = shares.year
    where lineage.kind = 'part_of'
    union
    select lineage.seed_line
    from lineage
    inner join components as later
        on
            lineage.initiative_id = later.initiative_id
            and coalesce(lineage.year, later.year) = later.year
            and lineage.document_rank = later.document_rank
    inner join shares
        on
            lineage.initiative_id = shares.initiative_id
            and lineage.other_initiative_id = shares.pool_id
            and later.year = shares.year
            and later.document_rank > shares.document_rank
    where lineage.kind = 'apart_from' and later.document_rank < shares.ended_rank
    union
    select lineage.seed_line
    from lineage
    inner join shares
        on
            lineage.initiative_id = shares.initiative_id
            and lineage.other_initiative_id = shares.pool_id
            and lineage.document_rank = shares.ended_rank
    where lineage.kind = 'apart_from'
    union
    select lineage.seed_line
    from lineage
    inner join cells as ended
        on
            lineage.initiative_id = ended.initiative_id
            and coalesce(lineage.year, ended.year) = ended.year
            and lineage.document_rank = ended.replaced_by_rank
            and ended.amount_dkk <> 0
    inner join cells as successors
        on
            lineage.other_initiative_id = successors.initiative_id
            and ended.year = successors.year
            and lineage.document_rank = successors.document_rank
    where lineage.kind in ('continues_as', 'merged_into')
    union
    -- two plans of which one takes the other's place: successors_end_what_they_replace asks what stands of both
    select lineage.seed_line
    from lineage
    inner join cells as kept
        on
            lineage.initiative_id = kept.initiative_id
            and coalesce(lineage.year, kept.year) = kept.year
    inner join cells as beside
        on
            lineage.other_initiative_id = beside.initiative_id
            and kept.plan_id <> beside.plan_id
    where
        lineage.kind = 'apart_from'
        and lineage.document_rank >= kept.document_rank
        and (lineage.document_rank = kept.document_rank or lineage.document_rank = beside.document_rank)

),

final as (

    select
        'initiative ' || lineage.initiative_id || ' ' || replace(lineage.kind, '_', ' ') || ' '
        || lineage.other_initiative_id || coalesce(', year ' || lineage.year, '') || ': document '
        || lineage.document_id
        || case
            when lineage.kind = 'part_of'
                then
                    ' states no such part of a pool that stands in the year; a table that prints the pool beside its'
                    || ' parts prints what is left of it: then write is_new true instead'
            when lineage.kind = 'apart_from'
                then ' states nothing of an initiative that got a part of that pool before'
            else ' states no such successor of an initiative that stands in the year'
        end as finding,
        lineage.seed_file,
        lineage.seed_line
    from lineage
    left join reached
        on lineage.seed_line = reached.seed_line
    where reached.seed_line is null

)

select * from final
