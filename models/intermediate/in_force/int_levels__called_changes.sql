with cells as (

    select * from {{ ref('int_cells__in_force') }}

),

documents as (

    select * from {{ ref('stg_raw_documents') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select
        *,
        {{ speaks_of_changes('heading_printed') }} as is_called_change,
        {{ fits('lower(heading_printed)', '.*(budget|ramme|bevilling).*') }} as is_called_budget
    from {{ ref('stg_raw_table_columns') }}
    where column_kind in ('year', 'period')

),

-- a table that states changes beside its levels tells the two apart itself, and a budget is what its years have
of_levels as (

    select
        document_id,
        table_no,
        min(case when is_called_change then heading_printed end) as heading_printed
    from printed_columns
    group by document_id, table_no
    having
        not bool_or(coalesce(states, 'level') <> 'level')
        and not bool_or(is_called_budget and not is_called_change)

),

called as (

    select
        printed_tables.document_id,
        printed_tables.table_no,
        coalesce(
            of_levels.heading_printed,
            case when {{ speaks_of_changes('printed_tables.title_printed') }} then printed_tables.title_printed end,
            case
                when {{ speaks_of_changes('printed_tables.total_label_printed') }}
                    then printed_tables.total_label_printed
            end,
            case when {{ speaks_of_changes('documents.title_printed') }} then documents.title_printed end
        ) as text_printed
    from printed_tables
    inner join of_levels
        on
            printed_tables.document_id = of_levels.document_id
            and printed_tables.table_no = of_levels.table_no
    inner join documents
        on printed_tables.document_id = documents.document_id

),

stated as (

    select
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        cells.document_rank,
        called.document_id,
        called.table_no,
        called.text_printed,
        sum(cells.amount_dkk) as amount_dkk
    from called
    inner join cells
        on
            called.document_id = cells.document_id
            and called.table_no = cells.table_no
    where
        called.text_printed is not null
        and cells.statement_kind = 'level'
    group by
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        cells.document_rank,
        called.document_id,
        called.table_no,
        called.text_printed
    having sum(cells.amount_dkk) > 0

),

-- what is added to money is mostly less than the money; what is then there is more
lowering as (

    select
        stated.document_id,
        stated.table_no,
        stated.text_printed
    from stated
    inner join cells as replaced
        on
            stated.plan_id = replaced.plan_id
            and stated.initiative_id = replaced.initiative_id
            and stated.year = replaced.year
            and stated.document_rank = replaced.replaced_by_rank
    group by
        stated.plan_id,
        stated.initiative_id,
        stated.year,
        stated.document_id,
        stated.table_no,
        stated.text_printed,
        stated.amount_dkk
    having stated.amount_dkk < sum(replaced.amount_dkk)

),

final as (

    select distinct
        document_id,
        table_no,
        text_printed
    from lowering

)

select * from final
