-- Protects fct_allocation: a row that by its label is a total, worked out of others, pays for others, comes in or is no
-- money is no initiative; where no total of its table says that it is added, it would be counted wrongly or twice. So
-- would the second print of one amount (gross and net, with tax and without), and what its label withdraws.
-- Skips changes, which take money from what pays for others, unless that is the treasury, and a table that has amounts
-- with a minus of its own. What may be an initiative all the same is one where its row has another name and says why
-- (`label_reason`).
with printed_rows as (

    select
        printed_rows.*,
        row_initiatives.label_reason,
        {{ kind_of_label('printed_rows.label_printed') }} as said,
        {{ without_its_side('printed_rows.label_printed') }} as label_of_both
    from {{ ref('stg_raw_table_rows') }} as printed_rows
    inner join {{ ref('stg_ref_row_initiatives') }} as row_initiatives
        on
            printed_rows.document_id = row_initiatives.document_id
            and printed_rows.table_no = row_initiatives.table_no
            and printed_rows.row_no = row_initiatives.row_no
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
        *,
        min(case when said is null then row_no end) over (partition by document_id, table_no) as first_row_no,
        min(row_no) over (partition by document_id, table_no, label_of_both) as first_row_no_of_both,
        -- a label alone may say net; beside another it prints the same amount
        min(lower(label_printed)) over (partition by document_id, table_no, label_of_both)
        <> max(lower(label_printed)) over (partition by document_id, table_no, label_of_both) as has_sides
    from printed_rows

),

judged as (

    select
        firsts.label_printed,
        firsts.document_id,
        firsts.table_no,
        firsts.seed_file,
        firsts.seed_line,
        case
            when firsts.said = 'treasury' or (firsts.said = 'pays' and cells.is_level)
                then
                    'pays for other rows, and would be counted among them; enter it as financing, or as shortfall if it'
                    || ' is what has no cover'
            when not cells.is_level then null
            when
                {{ is_withdrawn('firsts.label_printed') }}
                and printed_tables.status = 'allocated'
                and cells.last_year_with_money = cells.last_year
                and cells.last_year > extract(year from documents.issued_on)
                then
                    'says that it is withdrawn, and would be given money to the last year of its table; enter it as'
                    || ' memo, and, in a table of part of a plan, what it loses as a change'
            when printed_tables.has_column_totals or not cells.has_plus then null
            when firsts.said = 'total' or (firsts.said = 'total_of_rows' and firsts.first_row_no < firsts.row_no)
                then
                    'adds up other rows, and would be counted beside them; enter it as the totals of columns, or as a'
                    || ' subtotal'
            when firsts.said = 'worked_out'
                then 'is worked out of other rows, and would be counted beside them; enter it as memo'
            when firsts.said = 'comes_in' then 'comes in or is saved, and would be added; enter it as memo'
            when firsts.said = 'no_money'
                then 'is of numbers, shares or the price of one, which are no allocations; enter it as memo'
            when firsts.has_sides and firsts.first_row_no_of_both < firsts.row_no
                then
                    'is the amount of row ' || firsts.first_row_no_of_both || ' with or without what comes in or tax,'
                    || ' and would be counted twice; enter one of them as memo'
            when firsts.label_reason is not null then null
            when firsts.said = 'asked_for' and printed_tables.status = 'allocated'
                then
                    'is what is asked for, and would be counted as given; enter it as memo, or, if it is an initiative,'
                    || ' give it a name that says which, and write into label_reason why'
            when firsts.said = 'share' and firsts.first_row_no < firsts.row_no
                then
                    'is what pays for a part of other rows, and would be counted among them; enter it as financing or'
                    || ' memo, or, if it is an initiative, give it a name that says which, and write into label_reason'
                    || ' why'
            when firsts.said = 'staffing' and firsts.first_row_no is not null
                then
                    'is of numbers of staff, and would be counted as money; enter it as memo, or, if it is an'
                    || ' initiative, give it a name that says which, and write into label_reason why'
        end as objection
    from firsts
    inner join printed_tables
        on
            firsts.document_id = printed_tables.document_id
            and firsts.table_no = printed_tables.table_no
    inner join documents
        on firsts.document_id = documents.document_id
    inner join cells
        on
            firsts.document_id = cells.document_id
            and firsts.table_no = cells.table_no
            and firsts.row_no = cells.row_no

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
