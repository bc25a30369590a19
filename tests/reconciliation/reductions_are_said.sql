-- Protects fct_allocation: a table of savings or of income prints what is taken away, mostly without a minus; added, or
-- taken for what is left, it would be wrong with all its totals met. So what speaks of them and prints no minus states
-- a reduction, and what does not speak of them states none, or its row says why (`states_reason`), and none in vain:
-- changes_are_printed_once, years_are_whole and levels_are_no_changes each take a reason of their own, spans_are_said
-- takes said_in_text.
-- And a table of changes that corrects or sums up changes of before, or releases money, would count it twice.
-- Skips the title of a paper where a table states levels alone: papers on savings have such tables too.
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
    from {{ ref('stg_raw_table_columns') }} as printed_columns
    inner join printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    left join cells
        on
            printed_columns.document_id = cells.document_id
            and printed_columns.table_no = cells.table_no
            and printed_columns.column_no = cells.column_no
    where printed_columns.column_kind in ('year', 'period')

),

texts as (

    select distinct
        printed_columns.document_id,
        printed_columns.table_no,
        documents.title_printed as text_printed
    from printed_columns
    inner join {{ ref('stg_raw_documents') }} as documents
        on printed_columns.document_id = documents.document_id
    where printed_columns.states <> 'level'
    union all
    select
        document_id,
        table_no,
        title_printed as text_printed
    from printed_tables
    union all
    select
        document_id,
        table_no,
        total_label_printed as text_printed
    from printed_tables
    union all
    select
        document_id,
        table_no,
        heading_printed as text_printed
    from {{ ref('stg_raw_table_columns') }}
    where column_kind = 'row_total'
    union all
    select
        document_id,
        table_no,
        label_printed as text_printed
    from {{ ref('stg_raw_table_rows') }}
    where
        row_kind in ('heading', 'subtotal')
        -- by its label a row may be of released money too; other words may be a part of an initiative's name
        or (row_kind = 'initiative' and {{ speaks_of_released('label_printed') }})
    union all
    select
        table_plans.document_id,
        table_plans.table_no,
        plan_names.plan_name_da as text_printed
    from {{ ref('stg_ref_table_plans') }} as table_plans
    inner join {{ ref('stg_ref_plan_names') }} as plan_names
        on table_plans.plan_id = plan_names.plan_id

),

speaking_tables as (

    select
        document_id,
        table_no,
        min(case when {{ speaks_of_savings('text_printed') }} then text_printed end) as speaking,
        min(case when {{ speaks_of_changes_before('text_printed') }} then text_printed end) as speaking_of_before
    from texts
    group by document_id, table_no

),

judged as (

    select
        printed_columns.document_id,
        printed_columns.table_no,
        coalesce(min(printed_columns.speaking), min(speaking_tables.speaking)) as speaking,
        -- a column beside that states reductions is the one that the table speaks of
        (
            min(speaking_tables.speaking) is not null
            and bool_or(printed_columns.states <> 'reduction' and printed_columns.has_plus)
            and not bool_or(printed_columns.states = 'reduction' or printed_columns.has_minus)
        )
        or bool_or(
            printed_columns.speaking is not null
            and printed_columns.states <> 'reduction'
            and printed_columns.has_plus
            and not printed_columns.has_minus
        ) as is_not_taken,
        min(speaking_tables.speaking) is null
        and bool_or(printed_columns.states = 'reduction' and printed_columns.speaking is null) as is_taken_unsaid,
        case
            when bool_and(printed_columns.states <> 'level')
                then coalesce(min(printed_columns.speaking_of_before), min(speaking_tables.speaking_of_before))
        end as speaking_of_before
    from printed_columns
    left join speaking_tables
        on
            printed_columns.document_id = speaking_tables.document_id
            and printed_columns.table_no = speaking_tables.table_no
    group by printed_columns.document_id, printed_columns.table_no

),

-- what of a table asks for a reason: any of those named answers it
asked as (

    select
        document_id,
        table_no,
        'given_back other_meaning' as reasons,
        '"' || speaking || '" speaks of '
        || case when {{ speaks_of_income('speaking') }} then 'income' else 'savings' end
        || ', and the amounts of document ' || document_id || ', table ' || table_no || ' have no minus and are not'
        || ' entered as taken away; write states reduction, or in states_reason why they are not (given_back,'
        || ' other_meaning)' as finding
    from judged
    where is_not_taken
    union all
    select
        judged.document_id,
        judged.table_no,
        'said_in_text' as reasons,
        '"' || printed_tables.title_printed || '": document ' || judged.document_id || ', table ' || judged.table_no
        || ' states a reduction, and no title, heading or label of it speaks of savings; check states, or write'
        || ' states_reason said_in_text if the text beside it does' as finding
    from judged
    inner join printed_tables
        on
            judged.document_id = printed_tables.document_id
            and judged.table_no = printed_tables.table_no
    where judged.is_taken_unsaid
    union all
    select
        document_id,
        table_no,
        'set_aside_at_once' as reasons,
        '"' || speaking_of_before || '" is of money that is released of what is set aside, and document '
        || document_id || ', table ' || table_no || ' would be added to it; leave out the table, enter the row as'
        || ' memo, or write states_reason set_aside_at_once if nothing was set aside before' as finding
    from judged
    where {{ speaks_of_released('speaking_of_before') }}
    union all
    select
        document_id,
        table_no,
        'only_the_difference' as reasons,
        '"' || speaking_of_before || '" speaks of changes of before, and document ' || document_id || ', table '
        || table_no || ' would be added to them; take out the document that it corrects or sums up, or write'
        || ' states_reason only_the_difference if its amounts are only what is different' as finding
    from judged
    where speaking_of_before is not null and not {{ speaks_of_released('speaking_of_before') }}

),

-- and what other checks ask for
asked_in_all as (

    select
        document_id,
        table_no,
        reasons
    from asked
    union all
    select
        document_id,
        table_no,
        'decided_twice' as reasons
    from {{ ref('int_changes__repeated') }}
    union all
    select
        document_id,
        table_no,
        'all_of_the_year' as reasons
    from ({{ years_in_part(ref('stg_raw_table_columns'), ref('stg_raw_tables')) }}) as in_part
    union all
    select
        document_id,
        table_no,
        'said_in_text' as reasons
    from ({{ spans_by_title(ref('stg_raw_table_columns'), ref('stg_raw_tables')) }}) as spans
    union all
    select
        document_id,
        table_no,
        'in_all' as reasons
    from {{ ref('int_levels__called_changes') }}

),

answers as (

    select distinct
        document_id,
        table_no,
        reasons,
        {{ each_word('reasons') }} as reason
    from asked_in_all

),

given as (

    select
        document_id,
        table_no,
        seed_file,
        seed_line,
        {{ each_word("replace(states_reason, '+', ' ')") }} as reason
    from printed_tables
    where states_reason is not null

),

answered as (

    select distinct
        answers.document_id,
        answers.table_no,
        answers.reasons
    from answers
    inner join given
        on
            answers.document_id = given.document_id
            and answers.table_no = given.table_no
            and answers.reason = given.reason

),

final as (

    select
        asked.finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from asked
    inner join printed_tables
        on
            asked.document_id = printed_tables.document_id
            and asked.table_no = printed_tables.table_no
    left join answered
        on
            asked.document_id = answered.document_id
            and asked.table_no = answered.table_no
            and asked.reasons = answered.reasons
    where answered.reasons is null
    union all
    select
        '"' || given.reason || '": document ' || given.document_id || ', table ' || given.table_no
        || ' says by its words whether its amounts are added or taken away; expected no states_reason' as finding,
        given.seed_file,
        given.seed_line
    from given
    left join answers
        on
            given.document_id = answers.document_id
            and given.table_no = answers.table_no
            and given.reason = answers.reason
    where answers.reason is null

)

select * from final
