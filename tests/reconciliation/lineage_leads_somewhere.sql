-- Protects bridge_initiative_lineage: a row of lineage takes money out of a pool that stands, or ends what stood of an
-- initiative, or says what does not come out of a pool; one that does none of it is of another initiative or document.
with lineage as (

    select * from {{ ref('stg_ref_initiative_lineage') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

components as (

    select * from {{ ref('int_components__in_force') }}

),

cells as (

    select * from {{ ref('int_cells__in_force') }}

),

reached as (

    select lineage.seed_line
    from lineage
    inner join documents
        on lineage.document_id = documents.document_id
    inner join components as parts
        on
            lineage.initiative_id = parts.initiative_id
            and coalesce(lineage.year, parts.year) = parts.year
            and documents.document_rank = parts.document_rank
    inner join components as taken
        on
            lineage.other_initiative_id = taken.initiative_id
            and parts.allocation_id = -taken.allocation_id
    where lineage.kind = 'part_of'
    union
    select lineage.seed_line
    from lineage
    inner join documents
        on lineage.document_id = documents.document_id
    inner join components as later
        on
            lineage.initiative_id = later.initiative_id
            and coalesce(lineage.year, later.year) = later.year
            and documents.document_rank = later.document_rank
    inner join components as parts
        on
            later.initiative_id = parts.initiative_id
            and later.year = parts.year
            and later.document_rank > parts.document_rank
    inner join components as taken
        on
            lineage.other_initiative_id = taken.initiative_id
            and parts.allocation_id = -taken.allocation_id
    where lineage.kind = 'apart_from' and later.document_rank < {{ stands_until('taken') }}
    union
    select lineage.seed_line
    from lineage
    inner join documents
        on lineage.document_id = documents.document_id
    inner join components as taken
        on
            lineage.other_initiative_id = taken.initiative_id
            and documents.document_rank = taken.replaced_by_rank
    inner join components as parts
        on
            lineage.initiative_id = parts.initiative_id
            and taken.allocation_id = -parts.allocation_id
    where lineage.kind = 'apart_from' and taken.is_given_out
    union
    select lineage.seed_line
    from lineage
    inner join documents
        on lineage.document_id = documents.document_id
    inner join cells as ended
        on
            lineage.initiative_id = ended.initiative_id
            and coalesce(lineage.year, ended.year) = ended.year
            and documents.document_rank = ended.replaced_by_rank
            and ended.amount_dkk <> 0
    inner join cells as successors
        on
            lineage.other_initiative_id = successors.initiative_id
            and ended.year = successors.year
            and documents.document_rank = successors.document_rank
    where lineage.kind in ('continues_as', 'merged_into')

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
