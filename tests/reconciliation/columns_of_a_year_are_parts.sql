-- Protects fct_allocation: of several columns of one year each must be a part of it, or their sum would count money
-- twice. They are parts where each is of another kind of appropriation, or where the row totals show that they add up.
-- A level and the change beside it are told apart by what they state, unless the level is what the change makes of it.
with printed_columns as (

    select * from {{ ref('int_columns__yearly') }}
    where year is not null

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

columns_of_a_year as (

    select
        printed_columns.document_id,
        printed_columns.table_no,
        printed_columns.year,
        coalesce(printed_columns.states, printed_tables.states) as statement_kind,
        bool_or(printed_tables.has_row_totals) as has_row_totals,
        count(*) as column_count,
        count(distinct lower(printed_columns.heading_printed)) as heading_count,
        count(distinct printed_columns.appropriation_type) as type_count,
        bool_or(printed_columns.first_year is null) as has_plain_year,
        count(distinct printed_columns.pl_year) as pl_year_count,
        {{ joined("'\"' || printed_columns.heading_printed || '\"'", ', ', 'printed_columns.column_no') }} as headings,
        min(printed_columns.seed_file) as seed_file,
        max(printed_columns.seed_line) as seed_line
    from printed_columns
    inner join printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    group by
        printed_columns.document_id,
        printed_columns.table_no,
        printed_columns.year,
        coalesce(printed_columns.states, printed_tables.states)

),

levels_with_changes as (

    select
        levels.heading_printed as level_printed,
        changes.heading_printed as change_printed,
        levels.document_id,
        levels.table_no,
        changes.seed_file,
        changes.seed_line
    from printed_columns as levels
    inner join printed_tables
        on
            levels.document_id = printed_tables.document_id
            and levels.table_no = printed_tables.table_no
    inner join printed_columns as changes
        on
            levels.document_id = changes.document_id
            and levels.table_no = changes.table_no
            and levels.year = changes.year
    where
        not printed_tables.has_row_totals
        and coalesce(levels.states, printed_tables.states) = 'level'
        and coalesce(changes.states, printed_tables.states) <> 'level'
        and {{ is_what_a_change_makes('levels', 'changes') }}

),

final as (

    select
        'document ' || document_id || ', table ' || table_no || ': columns ' || headings || ' are all of ' || year
        || case
            when pl_year_count = column_count
                then
                    ', and by their price levels the same money in several price levels; write column_kind other for'
                    || ' all but one, without cells'
            when has_plain_year
                then
                    '; a heading that is a year alone has that year to itself: check the headings, and states of a'
                    || ' change'
            when heading_count < column_count then '; two have the same heading'
            else
                ', and nothing says that each is a part of it: give each its appropriation_type, or enter the row'
                || ' totals that they add up to (column_kind other, without cells, for one that is no part)'
        end as finding,
        seed_file,
        seed_line
    from columns_of_a_year
    where
        column_count > 1
        and (
            has_plain_year
            or pl_year_count = column_count
            or heading_count < column_count
            or not (has_row_totals or type_count = column_count)
        )
    union all
    select
        '"' || level_printed || '" is what stands after "' || change_printed || '" (document ' || document_id
        || ', table ' || table_no || '), and would count it twice; write column_kind other for one of them, without'
        || ' cells' as finding,
        seed_file,
        seed_line
    from levels_with_changes

)

select * from final
