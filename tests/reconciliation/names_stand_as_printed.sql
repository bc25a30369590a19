-- Protects dim_plan and dim_initiative: a printed label names the plan or initiative whose money its row states.
-- A row alone in its document prints the name in use by then. Of several rows of one initiative each may print any name
-- that it has had by then and no other has. Any other label needs a `label_reason`, and no label has one in vain.
with documents as (

    select * from {{ ref('int_documents__ordered') }}

),

plan_names as (

    select * from {{ ref('stg_ref_plan_names') }}

),

initiative_names as (

    select * from {{ ref('stg_ref_initiative_names') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

table_plans as (

    select * from {{ ref('stg_ref_table_plans') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

printed_names as (

    select
        'plan' as named_kind,
        table_plans.plan_id as named_id,
        printed_tables.document_id,
        printed_tables.title_printed as name_printed,
        'ref_table_plans.csv line ' || table_plans.seed_line as mapped_at,
        printed_tables.seed_file,
        printed_tables.seed_line,
        table_plans.label_reason,
        1 as rows_in_document
    from printed_tables
    inner join table_plans
        on
            printed_tables.document_id = table_plans.document_id
            and printed_tables.table_no = table_plans.table_no
    union all
    select
        'initiative' as named_kind,
        row_initiatives.initiative_id as named_id,
        printed_rows.document_id,
        printed_rows.label_printed as name_printed,
        'ref_row_initiatives.csv line ' || row_initiatives.seed_line as mapped_at,
        printed_rows.seed_file,
        printed_rows.seed_line,
        row_initiatives.label_reason,
        count(*) over (
            partition by row_initiatives.document_id, row_initiatives.initiative_id
        ) as rows_in_document
    from printed_rows
    inner join row_initiatives
        on
            printed_rows.document_id = row_initiatives.document_id
            and printed_rows.table_no = row_initiatives.table_no
            and printed_rows.row_no = row_initiatives.row_no

),

names as (

    select
        'plan' as named_kind,
        plan_id as named_id,
        document_id,
        plan_name_da as name_da,
        'ref_plan_names.csv line ' || seed_line as name_at
    from plan_names
    union all
    select
        'initiative' as named_kind,
        initiative_id as named_id,
        document_id,
        initiative_name_da as name_da,
        'ref_initiative_names.csv line ' || seed_line as name_at
    from initiative_names

),

dated_names as (

    select
        names.*,
        documents.municipality_id,
        documents.document_rank,
        {{ folded('names.name_da') }} as name_folded
    from names
    inner join documents
        on names.document_id = documents.document_id

),

dated_prints as (

    select
        printed_names.*,
        documents.municipality_id,
        documents.document_rank,
        {{ folded('printed_names.name_printed') }} as print_folded
    from printed_names
    inner join documents
        on printed_names.document_id = documents.document_id

),

own_names as (

    select
        dated_prints.*,
        dated_names.name_da,
        dated_names.name_at,
        coalesce(dated_prints.print_folded = dated_names.name_folded, false) as is_newest_name,
        coalesce(bool_or(dated_prints.print_folded = dated_names.name_folded) over one_print, false) as is_a_name,
        row_number() over (
            partition by dated_prints.seed_file, dated_prints.seed_line order by dated_names.document_rank desc
        ) as newest_no
    from dated_prints
    left join dated_names
        on
            dated_prints.named_kind = dated_names.named_kind
            and dated_prints.named_id = dated_names.named_id
            and dated_prints.document_rank >= dated_names.document_rank
    window one_print as (partition by dated_prints.seed_file, dated_prints.seed_line)

),

newest_names as (

    select * from own_names
    where newest_no = 1

),

-- of prints of another name alone: a common name is one of many others
names_of_others as (

    select
        newest_names.seed_file,
        newest_names.seed_line,
        min(dated_names.named_id || ' (' || dated_names.name_at || ')') as other
    from newest_names
    inner join dated_names
        on
            newest_names.municipality_id = dated_names.municipality_id
            and newest_names.named_kind = dated_names.named_kind
            and newest_names.print_folded = dated_names.name_folded
            and newest_names.named_id <> dated_names.named_id
            and newest_names.document_rank >= dated_names.document_rank
    where not newest_names.is_newest_name
    group by newest_names.seed_file, newest_names.seed_line

),

judged as (

    select
        newest_names.*,
        names_of_others.other,
        newest_names.is_newest_name
        or (newest_names.rows_in_document > 1 and newest_names.is_a_name and names_of_others.other is null) as is_named
    from newest_names
    left join names_of_others
        on
            newest_names.seed_file = names_of_others.seed_file
            and newest_names.seed_line = names_of_others.seed_line

),

final as (

    select
        named_kind || ' ' || named_id || ' (' || mapped_at || '): printed "' || coalesce(name_printed, 'nothing')
        || '", '
        || case
            when is_named then 'a name of it; expected no label_reason'
            else
                'its name then is "' || coalesce(name_da, 'not entered') || '"' || coalesce(' (' || name_at || ')', '')
                || coalesce('; "' || name_printed || '" is a name of ' || other, '')
                || coalesce({{ told_apart('name_printed', 'name_da') }}, '')
                || '; if the page prints it so, say why in label_reason'
        end as finding,
        seed_file,
        seed_line
    from judged
    where is_named = (label_reason is not null)

)

select * from final
