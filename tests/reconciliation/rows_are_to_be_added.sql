-- Protects fct_allocation: a row that by its label is a year, what was spent, a total, worked out of others, pays for
-- others, comes in or is no money is no initiative; where no total of its table says that it is added, it would be
-- counted wrongly or twice. So would the second print of one amount (gross and net, with tax and without, by kind, as
-- one of several alternatives), what its label withdraws or releases, and what stands below a heading of what pays.
-- Skips changes, which take money from what pays for others, unless that is the treasury, and a table that has amounts
-- with a minus of its own. What may be an initiative all the same is one where its row has another name and says why
-- (`label_reason`).
with all_rows as (

    select
        *,
        {{ kind_of_label('label_printed') }} as said,
        max(case when row_kind in ('heading', 'subtotal') then row_no end) over (
            partition by document_id, table_no
            order by row_no
            rows between unbounded preceding and 1 preceding
        ) as heading_row_no
    from {{ ref('stg_raw_table_rows') }}

),

printed_rows as (

    select
        printed_rows.*,
        row_initiatives.label_reason,
        {{ without_its_side('printed_rows.label_printed') }} as label_of_both,
        headings.label_printed as paying_heading
    from all_rows as printed_rows
    inner join {{ ref('stg_ref_row_initiatives') }} as row_initiatives
        on
            printed_rows.document_id = row_initiatives.document_id
            and printed_rows.table_no = row_initiatives.table_no
            and printed_rows.row_no = row_initiatives.row_no
    left join all_rows as headings
        on
            printed_rows.document_id = headings.document_id
            and printed_rows.table_no = headings.table_no
            and printed_rows.heading_row_no = headings.row_no
            and headings.row_kind = 'heading'
            -- what pays by name is a heading of what it pays for
            and {{ fits('lower(headings.label_printed)', '((samlet|forslag til) )?finansiering(skilder)?[^a-zæøå]*') }}
    where printed_rows.row_kind = 'initiative'

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

cells as (

    select
        document_id,
        table_no,
        row_no,
        bool_or(statement_kind = 'level') as is_level,
        bool_or(amount_dkk > 0) as has_plus,
        max(case when amount_dkk > 0 then year end) as last_year_with_money,
        max(year) as last_year
    from {{ ref('int_cells__located') }}
    group by document_id, table_no, row_no
    having bool_or(amount_dkk <> 0)

),

-- of each table, the first row that is an initiative by its label, and of each amount the row that prints it first
firsts as (

    select
        printed_rows.*,
        cells.is_level,
        cells.has_plus,
        cells.last_year_with_money,
        cells.last_year,
        min(case when printed_rows.said is null then printed_rows.row_no end) over of_table as first_row_no,
        count(case when printed_rows.said = 'alternative' and cells.has_plus then 1 end) over of_table
            as alternatives_count,
        min(printed_rows.row_no) over of_amount as first_row_no_of_both,
        -- a label alone may say net; beside another it prints the same amount
        min(lower(printed_rows.label_printed)) over of_amount <> max(lower(printed_rows.label_printed)) over of_amount
            as has_sides
    from printed_rows
    left join cells
        on
            printed_rows.document_id = cells.document_id
            and printed_rows.table_no = cells.table_no
            and printed_rows.row_no = cells.row_no
    window
        of_table as (partition by printed_rows.document_id, printed_rows.table_no),
        of_amount as (
            partition by printed_rows.document_id, printed_rows.table_no, printed_rows.label_of_both
        )

),

judged as (

    select
        firsts.label_printed,
        firsts.document_id,
        firsts.table_no,
        firsts.seed_file,
        firsts.seed_line,
        case
            when
                firsts.said in ('year', 'treasury')
                or (firsts.said in ('pays', 'accounts_of_a_year') and firsts.is_level)
                then {{ objection_to_kind('firsts.said') }}
            when firsts.paying_heading is not null
                then
                    'stands below "' || firsts.paying_heading || '", and would be counted among what it pays for; enter'
                    || ' it as financing'
            when not firsts.is_level then null
            when
                {{ is_withdrawn('firsts.label_printed') }}
                and printed_tables.status = 'allocated'
                and firsts.last_year_with_money = firsts.last_year
                and firsts.last_year > extract(year from documents.issued_on)
                then
                    'says that it is withdrawn, and would be given money to the last year of its table; enter it as'
                    || ' memo, and, in a table of part of a plan, what it loses as a change'
            when
                {{ speaks_of_released('firsts.label_printed', '((heraf|herunder) )?') }}
                and printed_tables.status = 'allocated'
                and firsts.label_reason is null
                then
                    'is money released of what is set aside, and would be counted beside that; enter it as memo, or, if'
                    || ' it is an initiative, give it a name that says which, and write into label_reason why'
            when printed_tables.has_column_totals or not firsts.has_plus then null
            when firsts.has_sides and firsts.first_row_no_of_both < firsts.row_no
                then
                    'is the amount of row ' || firsts.first_row_no_of_both || ' with or without what comes in or tax,'
                    || ' and would be counted twice; enter one of them as memo'
            when
                firsts.said in ('accounts', 'total', 'worked_out', 'comes_in', 'no_money')
                or (firsts.said in ('full_year', 'total_of_rows') and firsts.first_row_no < firsts.row_no)
                then {{ objection_to_kind('firsts.said') }}
            when firsts.label_reason is not null then null
            when
                (firsts.said in ('asked_for', 'alternative') and printed_tables.status <> 'allocated')
                or (
                    firsts.said in ('share', 'scaled')
                    and coalesce(firsts.first_row_no, firsts.row_no) >= firsts.row_no
                )
                or (firsts.said = 'alternative' and firsts.alternatives_count = 1)
                or (firsts.said in ('budget', 'appropriation', 'staffing') and firsts.first_row_no is null)
                then null
            else {{ objection_to_kind('firsts.said') }}
        end as objection
    from firsts
    inner join printed_tables
        on
            firsts.document_id = printed_tables.document_id
            and firsts.table_no = printed_tables.table_no
    inner join documents
        on firsts.document_id = documents.document_id
    where firsts.is_level is not null

),

final as (

    select
        '"' || label_printed || '" (document ' || document_id || ', table ' || table_no || ') ' || objection as finding,
        seed_file,
        seed_line
    from judged
    where objection is not null

)

select * from final
