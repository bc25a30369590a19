with cells as (

    select
        document_id,
        table_no,
        column_no,
        bool_or(amount_dkk > 0) as has_plus,
        bool_or(amount_dkk < 0) as has_minus
    from {{ ref('int_cells__located') }}
    where amount_dkk <> 0
    group by document_id, table_no, column_no

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}
    where column_kind in ('year', 'period')

),

speaking_tables as (

    select * from {{ ref('int_tables__described') }}

),

speaking_columns as (

    select
        printed_columns.document_id,
        printed_columns.table_no,
        {{ states_of() }} as states,
        case
            when {{ speaks_of_savings('printed_columns.heading_printed') }} then printed_columns.heading_printed
        end as speaking,
        case
            when {{ speaks_of_changes_before('printed_columns.heading_printed') }} then printed_columns.heading_printed
        end as speaking_of_before,
        coalesce(cells.has_plus, false) as has_plus,
        coalesce(cells.has_minus, false) as has_minus
    from printed_columns
    inner join printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    left join cells
        on
            printed_columns.document_id = cells.document_id
            and printed_columns.table_no = cells.table_no
            and printed_columns.column_no = cells.column_no

),

final as (

    select
        speaking_columns.document_id,
        speaking_columns.table_no,
        coalesce(min(speaking_columns.speaking), min(speaking_tables.speaking)) as speaking,
        -- a column beside that states reductions is the one that the table speaks of
        (
            min(speaking_tables.speaking) is not null
            and bool_or(speaking_columns.states <> 'reduction' and speaking_columns.has_plus)
            and not bool_or(speaking_columns.states = 'reduction' or speaking_columns.has_minus)
        )
        or bool_or(
            speaking_columns.speaking is not null
            and speaking_columns.states <> 'reduction'
            and speaking_columns.has_plus
            and not speaking_columns.has_minus
        ) as is_not_taken,
        min(speaking_tables.speaking) is null
        and bool_or(speaking_columns.states = 'reduction' and speaking_columns.speaking is null) as is_taken_unsaid,
        case
            when bool_and(speaking_columns.states <> 'level')
                then coalesce(min(speaking_columns.speaking_of_before), min(speaking_tables.speaking_of_before))
        end as speaking_of_before
    from speaking_columns
    left join speaking_tables
        on
            speaking_columns.document_id = speaking_tables.document_id
            and speaking_columns.table_no = speaking_tables.table_no
    group by speaking_columns.document_id, speaking_columns.table_no

)

select * from final
