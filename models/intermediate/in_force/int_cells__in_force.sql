with cells as (

    -- what is proposed is not in force; an empty cell of a partial table states nothing, and no change is no statement
    select *
    from {{ ref('int_cells__located') }}
    where
        status is distinct from 'proposed'
        and case when statement_kind = 'change' then amount_dkk <> 0 else is_whole_plan or content <> 'empty' end

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

moves as (

    select * from {{ ref('stg_ref_initiative_moves') }}

),

lineage as (

    select * from {{ ref('stg_ref_initiative_lineage') }}
    where kind in ('continues_as', 'merged_into')

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

prints as (

    select
        plan_id,
        initiative_id,
        year,
        document_id,
        document_rank,
        bool_or(not is_whole_plan and statement_kind is distinct from 'change') as is_partial_print,
        bool_or(statement_kind is distinct from 'change') as has_level
    from cells
    group by plan_id, initiative_id, year, document_id, document_rank

),

-- what ends: the cells that a partial table prints, with the changes of them; by a move under the plan that is left; by
-- lineage in each year that the initiative after it is stated for. A change replaces nothing
endings as (

    select
        plan_id,
        initiative_id,
        year,
        document_id,
        false as ends_own_levels,
        false as ends_own_changes
    from prints
    where is_partial_print
    union all
    select
        from_plan_id as plan_id,
        initiative_id,
        year,
        document_id,
        true as ends_own_levels,
        true as ends_own_changes
    from moves
    union all
    select
        cast(null as string) as plan_id,
        lineage.initiative_id,
        successors.year,
        lineage.document_id,
        false as ends_own_levels,
        true as ends_own_changes
    from lineage
    inner join prints as successors
        on
            lineage.other_initiative_id = successors.initiative_id
            and lineage.document_id = successors.document_id
            and coalesce(lineage.year, successors.year) = successors.year

),

prints_ended as (

    select
        prints.plan_id,
        prints.initiative_id,
        prints.year,
        prints.document_id,
        min(ending.document_rank) as replaced_by_rank
    from prints
    inner join endings
        on
            prints.plan_id = coalesce(endings.plan_id, prints.plan_id)
            and prints.initiative_id = endings.initiative_id
            and prints.year = endings.year
    inner join documents as ending
        on
            endings.document_id = ending.document_id
            and (
                prints.document_rank < ending.document_rank
                or (
                    prints.document_rank = ending.document_rank
                    and case when prints.has_level then endings.ends_own_levels else endings.ends_own_changes end
                )
            )
    group by prints.plan_id, prints.initiative_id, prints.year, prints.document_id

),

replaced as (

    select
        prints.plan_id,
        prints.initiative_id,
        prints.year,
        prints.document_id,
        least(plan_years.replaced_by_rank, prints_ended.replaced_by_rank) as replaced_by_rank
    from prints
    inner join plan_years
        on
            prints.plan_id = plan_years.plan_id
            and prints.year = plan_years.year
            and prints.document_id = plan_years.document_id
    left join prints_ended
        on
            prints.plan_id = prints_ended.plan_id
            and prints.initiative_id = prints_ended.initiative_id
            and prints.year = prints_ended.year
            and prints.document_id = prints_ended.document_id

),

final as (

    select
        cells.cell_id,
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        cells.document_id,
        cells.document_rank,
        cells.statement_kind,
        replaced.replaced_by_rank,
        cells.table_no,
        cells.row_no,
        cells.symbols_printed,
        cells.content,
        cells.amount_dkk,
        cells.issued_on as stated_from,
        replacing.issued_on as stated_to,
        replacing.document_id is null as is_current
    from cells
    inner join replaced
        on
            cells.plan_id = replaced.plan_id
            and cells.initiative_id = replaced.initiative_id
            and cells.year = replaced.year
            and cells.document_id = replaced.document_id
    left join documents as replacing
        on replaced.replaced_by_rank = replacing.document_rank

)

select * from final
