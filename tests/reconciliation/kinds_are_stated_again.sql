-- Protects fct_allocation: a document replaces an initiative's year whole. If it states only some kinds of
-- appropriation, money of another kind that stood would be gone, though nobody said so.
with cells as (

    select
        in_force.*,
        located.appropriation_type_id,
        located.seed_file,
        located.seed_line
    from {{ ref('int_cells__in_force') }} as in_force
    inner join {{ ref('int_cells__located') }} as located
        on in_force.cell_id = located.cell_id
    where in_force.content <> 'empty'

),

levels as (

    select * from cells
    where statement_kind = 'level'

),

of_no_kind as (

    select * from levels
    where appropriation_type_id = 'unknown'

),

final as (

    select
        'initiative ' || newer.initiative_id || ', year ' || newer.year || ': document ' || newer.document_id
        || ' states ' || min(newer.appropriation_type_id) || ' alone, and ' || older.amount_dkk || ' kr. of '
        || older.appropriation_type_id || ' that stood (' || older.seed_file || ' line ' || older.seed_line
        || ') would be gone; enter what it says of that kind (a dash ends it), or its money as a change' as finding,
        min(newer.seed_file) as seed_file,
        min(newer.seed_line) as seed_line
    from cells as older
    inner join levels as newer
        on
            older.plan_id = newer.plan_id
            and older.initiative_id = newer.initiative_id
            and older.year = newer.year
            and older.replaced_by_rank = newer.document_rank
    left join levels as same_kind
        on
            newer.document_id = same_kind.document_id
            and older.plan_id = same_kind.plan_id
            and older.initiative_id = same_kind.initiative_id
            and older.year = same_kind.year
            and older.appropriation_type_id = same_kind.appropriation_type_id
    left join of_no_kind
        on
            newer.document_id = of_no_kind.document_id
            and older.plan_id = of_no_kind.plan_id
            and older.initiative_id = of_no_kind.initiative_id
            and older.year = of_no_kind.year
    where
        older.amount_dkk <> 0
        and older.appropriation_type_id <> 'unknown'
        and same_kind.cell_id is null
        and of_no_kind.cell_id is null
    group by
        newer.initiative_id,
        newer.year,
        newer.document_id,
        older.cell_id,
        older.amount_dkk,
        older.appropriation_type_id,
        older.seed_file,
        older.seed_line

)

select * from final
