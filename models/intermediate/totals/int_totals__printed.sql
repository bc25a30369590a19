with totals as (

    select * from {{ ref('stg_raw_printed_totals') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

named as (

    select * from {{ ref('int_totals__named') }}
    where axis = 'column'

),

-- what each column states; a total of a row, what all columns that it sums do, or else what they come to
summed as (

    select
        printed_columns.document_id,
        printed_columns.table_no,
        printed_columns.column_no,
        {{ states_of('summed_columns') }} as states
    from printed_columns
    inner join printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    inner join printed_columns as summed_columns
        on
            printed_columns.document_id = summed_columns.document_id
            and printed_columns.table_no = summed_columns.table_no
    left join named
        on
            printed_columns.document_id = named.document_id
            and printed_columns.table_no = named.table_no
            and printed_columns.column_no = named.own_no
    where
        summed_columns.column_kind in ('year', 'period')
        and case
            when printed_columns.column_kind <> 'row_total' then printed_columns.column_no = summed_columns.column_no
            else
                (
                    printed_columns.sums_columns is null
                    or ' ' || named.summed_nos || ' ' like '% ' || summed_columns.column_no || ' %'
                )
                -- what comes each year without end is in no total of a row
                and (summed_columns.spread is distinct from 'each_year' or summed_columns.year_count > 1)
        end

),

stated as (

    select
        document_id,
        table_no,
        column_no,
        case
            when bool_and(states = 'reduction') then 'reduction'
            when bool_or(states = 'level') then 'level'
            else 'change'
        end as states
    from summed
    group by document_id, table_no, column_no

),

final as (

    select
        {{ control_id(
            'totals.document_id', 'totals.table_no', 'totals.row_no', 'printed_columns.year',
            'printed_columns.own_column_no'
        ) }} as control_id,
        totals.document_id,
        totals.table_no,
        totals.total_kind as control_kind,
        totals.row_no,
        totals.column_no,
        printed_columns.year,
        coalesce(printed_rows.label_printed, printed_tables.total_label_printed) as row_label_printed,
        totals.amount_printed,
        totals.content,
        {{ as_stated(printed_in_kroner('totals'), 'stated.states') }} as printed_dkk,
        {{ unit_of('totals') }} as unit_dkk,
        totals.seed_file,
        totals.seed_line,
        stated.states
    from totals
    inner join printed_tables
        on
            totals.document_id = printed_tables.document_id
            and totals.table_no = printed_tables.table_no
    inner join printed_columns
        on
            totals.document_id = printed_columns.document_id
            and totals.table_no = printed_columns.table_no
            and totals.column_no = printed_columns.column_no
    left join stated
        on
            totals.document_id = stated.document_id
            and totals.table_no = stated.table_no
            and totals.column_no = stated.column_no
    left join printed_rows
        on
            totals.document_id = printed_rows.document_id
            and totals.table_no = printed_rows.table_no
            and totals.row_no = printed_rows.row_no

)

select * from final
