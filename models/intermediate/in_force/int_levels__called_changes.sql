with cells as (

    select * from {{ ref('int_cells__in_force') }}

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

stated as (

    select
        plan_id,
        initiative_id,
        year,
        document_id,
        document_rank,
        table_no,
        sum(amount_dkk) as amount_dkk
    from cells
    where statement_kind = 'level'
    group by plan_id, initiative_id, year, document_id, document_rank, table_no

),

replaced as (

    select
        plan_id,
        initiative_id,
        year,
        replaced_by_rank,
        sum(amount_dkk) as amount_dkk
    from cells
    where replaced_by_rank is not null
    group by plan_id, initiative_id, year, replaced_by_rank

),

-- what is added to money is mostly less than the money; what is then there is more
lowering as (

    select distinct
        stated.document_id,
        stated.table_no
    from stated
    inner join replaced
        on
            stated.plan_id = replaced.plan_id
            and stated.initiative_id = replaced.initiative_id
            and stated.year = replaced.year
            and stated.document_rank = replaced.replaced_by_rank
    where stated.amount_dkk > 0 and stated.amount_dkk < replaced.amount_dkk

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
    inner join {{ ref('stg_raw_documents') }} as documents
        on printed_tables.document_id = documents.document_id

),

final as (

    select
        called.document_id,
        called.table_no,
        called.text_printed
    from called
    inner join lowering
        on
            called.document_id = lowering.document_id
            and called.table_no = lowering.table_no
    where called.text_printed is not null

)

select * from final
