-- The same warehouse by hand: the yardstick of `make bench-scale` for what dbt costs.
-- Reads the files in $raw_dir once, parses, splits, grades, keys, reconciles and checks, as tersely as DuckDB allows:
-- no model, no description, no place of a finding. A check that fails ends the script.

create macro amount_of(text) as
    case
        when text is null or text in ('-', '−', '–') then null
        when regexp_full_match(text, '[-−–]?(\d+|\d{1,3}(\.\d{3})+)([.,]\d{1,2})?')
            then replace(regexp_replace(regexp_replace(text, '^[−–]', '-'), '\.(\d{3})', '\1', 'g'), ',', '.')::decimal(18, 2)
        else error('no amount: ' || text)
    end;
create macro year_of(text) as
    case when text is null then null when regexp_full_match(text, '20\d{2}( ?p/l)?') then text[1:4]::integer
    else error('no year: ' || text) end;
create macro month_of(name) as
    coalesce(nullif(list_position(['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september',
        'oktober', 'november', 'december'], name), 0)::varchar, name);
create macro date_of(text) as (
    regexp_extract(lower(text), '(\d{4})$', 1) || '-' || month_of(regexp_extract(lower(text), '^\d{1,2}\W+(\w+)', 1))
    || '-' || regexp_extract(lower(text), '^(\d{1,2})', 1))::date;
create macro must(is_so, what) as case when is_so then true else error(what) end;

create view raw_allocations as from read_parquet($raw_dir || '/raw_allocations/**/*.parquet');
create view raw_controls as from read_parquet($raw_dir || '/raw_controls/**/*.parquet');
create view raw_decisions as from read_parquet($raw_dir || '/raw_decisions/**/*.parquet');
create view raw_documents as from read_parquet($raw_dir || '/raw_documents/**/*.parquet');
create view raw_footnotes as from read_parquet($raw_dir || '/raw_footnotes/**/*.parquet');
create view raw_symbols as from read_parquet($raw_dir || '/raw_symbols/**/*.parquet');
create view raw_table_columns as from read_parquet($raw_dir || '/raw_table_columns/**/*.parquet');
create view raw_table_rows as from read_parquet($raw_dir || '/raw_table_rows/**/*.parquet');
create view raw_tables as from read_parquet($raw_dir || '/raw_tables/**/*.parquet');
create view ref_decision_links as from read_parquet($raw_dir || '/ref_decision_links/**/*.parquet');
create view ref_decision_rules as from read_parquet($raw_dir || '/ref_decision_rules/**/*.parquet');
create view ref_decisions as from read_parquet($raw_dir || '/ref_decisions/**/*.parquet');
create view ref_documents as from read_parquet($raw_dir || '/ref_documents/**/*.parquet');
create view ref_funding_sources as from read_parquet($raw_dir || '/ref_funding_sources/**/*.parquet');
create view ref_footnote_decisions as from read_parquet($raw_dir || '/ref_footnote_decisions/**/*.parquet');
create view ref_funding_source_names as from read_parquet($raw_dir || '/ref_funding_source_names/**/*.parquet');
create view ref_initiative_names as from read_parquet($raw_dir || '/ref_initiative_names/**/*.parquet');
create view ref_initiatives as from read_parquet($raw_dir || '/ref_initiatives/**/*.parquet');
create view ref_municipalities as from read_parquet($raw_dir || '/ref_municipalities/**/*.parquet');
create view ref_plan_names as from read_parquet($raw_dir || '/ref_plan_names/**/*.parquet');
create view ref_plans as from read_parquet($raw_dir || '/ref_plans/**/*.parquet');
create view ref_row_initiatives as from read_parquet($raw_dir || '/ref_row_initiatives/**/*.parquet');
create view ref_table_plans as from read_parquet($raw_dir || '/ref_table_plans/**/*.parquet');

create table dim_document as
select d.document_id, document_no, date_of(issued_on_printed) as issued_on, price_level_rule, municipality_id,
    title_printed, title_en, issued_by_printed, question_url,
    row_number() over (order by date_of(issued_on_printed), document_no)::integer as document_rank
from raw_documents as d
inner join ref_documents using (document_id);
alter table dim_document add primary key (document_id);

create table dim_municipality as
select m.*, max(year(issued_on))::integer as current_year
from ref_municipalities as m inner join dim_document using (municipality_id)
group by all;
alter table dim_municipality add primary key (municipality_id);

-- one row per column of a printed table, with all that a cell takes from its table
create table grid_columns as
select document_id, table_no, column_no, column_kind, unit_dkk, has_row_totals, has_column_totals, has_table_total,
    is_whole_plan, plan_id, year_of(raw_tables.price_level_printed) as table_pl_year,
    case when column_kind = 'year' then year_of(heading_printed) end as year,
    document_no, document_rank, issued_on, price_level_rule, municipality_id
from raw_table_columns
inner join raw_tables using (document_id, table_no)
inner join ref_table_plans using (document_id, table_no)
inner join dim_document using (document_id);

create table grid_rows as
select document_id, table_no, row_no, row_kind, label_printed, symbols_printed, initiative_id
from raw_table_rows
left join ref_row_initiatives using (document_id, table_no, row_no);

create table cells as
select (((document_no::bigint * 100 + table_no) * 1000 + row_no) * 100 + column_no) * 10 as cell_key,
    document_id || '.t' || table_no || '.r' || row_no || '.y' || year as cell_id,
    document_id, document_rank, issued_on, price_level_rule, municipality_id, table_no, row_no, column_no, year, plan_id,
    initiative_id, is_whole_plan, table_pl_year, label_printed, symbols_printed, amount_printed, footnote_marks,
    coalesce(partly_unallocated, '') = 'yes' as is_partly_unallocated,
    case when amount_printed is null then 'empty' when amount_printed in ('-', '−', '–') then 'dash' else 'amount' end
        as content,
    case when amount_printed in ('-', '−', '–') then 0 else amount_of(amount_printed) * unit_dkk end::decimal(18, 2)
        as amount_dkk,
    filename as seed_file, file_row_number as seed_line
from read_parquet($raw_dir || '/raw_allocations/**/*.parquet', filename = true, file_row_number = true)
inner join grid_columns using (document_id, table_no, column_no)
inner join grid_rows using (document_id, table_no, row_no);

create table footnotes as
select document_id, table_no, footnote_no, (amount_of(amount_printed) * unit_dkk)::decimal(18, 2) as amount_dkk,
    year_of(price_level_printed) as pl_year, date_of(decided_on_printed) as decided_on, source_printed,
    committee_printed, funding_source_id, decision_id, reason_da, reason_en
from raw_footnotes
left join ref_funding_source_names using (source_printed)
left join ref_footnote_decisions using (document_id, table_no, footnote_no);

create table dim_decision as
select decision_id, d.municipality_id, date_of(decided_on_printed) as decided_on, committee_da, committee_en, agenda_item,
    p.title_printed as title_da, d.title_en, url
from raw_decisions as p
inner join ref_decisions as d using (decision_id)
inner join dim_document using (document_id)
qualify row_number() over (partition by decision_id order by document_rank desc) = 1
union all select 'unknown', null, null, null, null, null, 'Ukendt', 'Unknown', null;
alter table dim_decision add primary key (decision_id);

create table parts as
with footnoted as (
    select cell_key, row_number() over (partition by cell_key order by mark_order)::integer as component_no, footnote_no,
        case when c.amount_dkk < 0 then -f.amount_dkk else f.amount_dkk end as amount_dkk, funding_source_id,
        decision_id, reason_da, reason_en, pl_year
    from (
        select *, unnest(string_split(footnote_marks, ' '))::integer as footnote_no,
            unnest(range(len(string_split(footnote_marks, ' ')))) as mark_order
        from cells where footnote_marks is not null and amount_dkk <> 0
    ) as c
    inner join footnotes as f using (document_id, table_no, footnote_no)
    where f.amount_dkk is not null
)
select cell_key, 0 as component_no, null::integer as footnote_no,
    (c.amount_dkk - coalesce(taken, 0))::decimal(18, 2) as amount_dkk, funding_source_id, null::varchar as decision_id,
    null::varchar as reason_da, null::varchar as reason_en, null::integer as pl_year
from cells as c
left join (select cell_key, sum(amount_dkk) as taken from footnoted group by all) using (cell_key)
left join (
    select document_id, symbol, funding_source_id from raw_symbols
    inner join ref_funding_source_names using (source_printed)
) as s on c.document_id = s.document_id and c.symbols_printed = s.symbol
where c.amount_dkk <> 0 and c.amount_dkk - coalesce(taken, 0) <> 0
union all
select * from footnoted where amount_dkk <> 0;

-- the decisions that reach a part do so by document, plan, initiative, year, source and whether it is the row's own
create table reach as
with things as (
    select distinct document_id, plan_id, initiative_id, year, coalesce(funding_source_id, 'unknown') as funding_source_id,
        component_no = 0 as is_own
    from parts inner join cells using (cell_key) where parts.decision_id is null
),
reaching as (
    select things.*, l.decision_id, l.rule, rule_rank, is_deciding, l.reason_da, l.reason_en, decided_on, agenda_item,
        min(case when is_deciding then rule_rank end) over w as strongest, min(case when not is_deciding then rule_rank end) over w as theme
    from things
    inner join ref_decision_links as l
        on things.document_id = l.document_id and things.plan_id = l.plan_id
        and (l.initiative_id is null or things.initiative_id = l.initiative_id) and (l.year is null or things.year = l.year)
    inner join ref_decision_rules as r on l.rule = r.rule
    inner join dim_decision as d on l.decision_id = d.decision_id
    where rule_rank is not null and things.year >= year(decided_on) and (not is_row_symbol_only or is_own)
        and (r.funding_source_id is null or things.funding_source_id = r.funding_source_id)
    window w as (partition by things.document_id, things.plan_id, things.initiative_id, things.year, things.funding_source_id, is_own)
)
select document_id, plan_id, initiative_id, year, funding_source_id, is_own,
    coalesce(theme <= coalesce(strongest, theme), false) as is_silenced,
    count(distinct decision_id) as many,
    string_agg(distinct decision_id, ', ' order by decision_id) as candidate_decision_ids,
    arg_min(struct_pack(decision_id, rule, reason_da, reason_en), (is_deciding, decided_on, agenda_item, reason_en)) as first
from reaching
where case when coalesce(theme <= coalesce(strongest, theme), false) then rule_rank >= theme
    else is_deciding and rule_rank = strongest end
group by all;

create table plan_years as
select *, min(case when is_whole_plan then document_rank end) over (
    partition by plan_id, year order by document_rank rows between 1 following and unbounded following) as replaced_by
from (
    select plan_id, year, document_id, document_rank, issued_on, bool_or(is_whole_plan) as is_whole_plan
    from grid_columns where column_kind = 'year' group by all
);

create table in_force as
select cell_key, replacing.issued_on as stated_to
from cells
inner join plan_years using (plan_id, year, document_id)
left join (
    select plan_id, initiative_id, year, document_id, min(case when is_print then document_rank end) over (
        partition by plan_id, initiative_id, year order by document_rank
        rows between 1 following and unbounded following) as replaced_by
    from (
        select plan_id, initiative_id, year, document_id, document_rank, bool_or(content <> 'empty') as is_print
        from cells where not is_whole_plan group by all
    )
) as partial using (plan_id, initiative_id, year, document_id)
left join dim_document as replacing on least(plan_years.replaced_by, partial.replaced_by) = replacing.document_rank;

create table dim_plan as
select p.*, plan_name_da, plan_name_en, first_year, last_year
from ref_plans as p
inner join (
    select plan_id, arg_max(plan_name_da, document_rank) as plan_name_da, arg_max(plan_name_en, document_rank) as plan_name_en
    from ref_plan_names inner join dim_document using (document_id) group by all
) using (plan_id)
inner join (select plan_id, min(year) as first_year, max(year) as last_year from plan_years group by all) using (plan_id);
alter table dim_plan add primary key (plan_id);

create table dim_initiative as
select i.*, initiative_name_da, initiative_name_en, description_da, description_en, plan_id
from ref_initiatives as i
inner join (
    from ref_initiative_names inner join dim_document using (document_id)
    qualify row_number() over (partition by initiative_id order by document_rank desc) = 1
) as names using (initiative_id)
inner join (select initiative_id, arg_max(plan_id, (document_rank, year)) as plan_id from cells group by all)
    using (initiative_id);
alter table dim_initiative add primary key (initiative_id);

create table graded as
select cell_key + component_no as allocation_id, c.municipality_id, c.plan_id, c.initiative_id, c.year,
    coalesce(p.funding_source_id, 'unknown') as funding_source_id,
    coalesce(p.pl_year, table_pl_year,
        case when price_level_rule = 'year_of_decision' then year(d.decided_on) end, -1)::integer as pl_year,
    coalesce(d.decision_id, 'unknown') as decision_id, c.document_id, table_no, row_no, component_no, p.amount_dkk,
    component_no = 0 and c.is_partly_unallocated as is_partly_unallocated,
    case when p.funding_source_id is null then 'unknown' else 'stated' end as funding_source_evidence,
    case when p.decision_id is not null then 'stated' when d.decision_id is not null then 'inferred' else 'unknown' end
        as decision_evidence,
    case when coalesce(p.pl_year, table_pl_year) is not null then 'stated'
        when price_level_rule <> 'year_of_decision' or d.decision_id is null then 'unknown'
        when p.decision_id is not null then 'stated' else 'inferred' end as pl_year_evidence,
    issued_on as stated_from, stated_to, stated_to is null as is_current
from parts as p
inner join cells as c using (cell_key)
inner join in_force using (cell_key)
left join reach as r
    on case when p.decision_id is null then c.document_id end = r.document_id and c.plan_id = r.plan_id
    and c.initiative_id = r.initiative_id and c.year = r.year
    and coalesce(p.funding_source_id, 'unknown') = r.funding_source_id and (component_no = 0) = r.is_own
left join dim_decision as d
    on coalesce(p.decision_id, case when not r.is_silenced and r.many = 1 then r.first.decision_id end) = d.decision_id;
create table dim_year as select distinct year from plan_years;
alter table dim_year add primary key (year);
create table dim_pl_year as select distinct pl_year from graded;
alter table dim_pl_year add primary key (pl_year);
create table dim_funding_source as from ref_funding_sources;
alter table dim_funding_source add primary key (funding_source_id);

create table fct_allocation_statement (
    allocation_id bigint primary key, municipality_id varchar not null,
    plan_id varchar not null,
    initiative_id varchar not null,
    year integer not null,
    funding_source_id varchar not null,
    pl_year integer not null,
    decision_id varchar not null,
    document_id varchar not null, table_no integer not null, row_no integer not null,
    component_no integer not null check (component_no between 0 and 9), amount_dkk decimal(18, 2) not null check (amount_dkk <> 0),
    is_partly_unallocated boolean not null, funding_source_evidence varchar not null, decision_evidence varchar not null,
    pl_year_evidence varchar not null,
    stated_from date not null, stated_to date, is_current boolean not null
);
insert into fct_allocation_statement from graded;

create table fct_allocation (
    allocation_id bigint primary key, municipality_id varchar not null,
    plan_id varchar not null,
    initiative_id varchar not null,
    year integer not null,
    funding_source_id varchar not null,
    pl_year integer not null,
    decision_id varchar not null,
    document_id varchar not null, table_no integer not null, row_no integer not null,
    component_no integer not null check (component_no between 0 and 9), amount_dkk decimal(18, 2) not null check (amount_dkk <> 0),
    is_partly_unallocated boolean not null, funding_source_evidence varchar not null, decision_evidence varchar not null,
    pl_year_evidence varchar not null
);
insert into fct_allocation select * exclude (stated_from, stated_to, is_current) from graded where is_current;

-- every key of the facts is found in its dimension; as foreign keys these would be indexes that memory must hold
select must(not exists (from fct_allocation_statement anti join dim_municipality using (municipality_id)), 'municipality_id of a fact is not found');
select must(not exists (from fct_allocation_statement anti join dim_plan using (plan_id)), 'plan_id of a fact is not found');
select must(not exists (from fct_allocation_statement anti join dim_initiative using (initiative_id)), 'initiative_id of a fact is not found');
select must(not exists (from fct_allocation_statement anti join dim_year using (year)), 'year of a fact is not found');
select must(not exists (from fct_allocation_statement anti join dim_funding_source using (funding_source_id)), 'funding_source_id of a fact is not found');
select must(not exists (from fct_allocation_statement anti join dim_pl_year using (pl_year)), 'pl_year of a fact is not found');
select must(not exists (from fct_allocation_statement anti join dim_decision using (decision_id)), 'decision_id of a fact is not found');
select must(not exists (from fct_allocation_statement anti join dim_document using (document_id)), 'document_id of a fact is not found');

create table audit_trace as
select cell_key + component_no as allocation_id, cell_id, label_printed, amount_printed, footnote_marks, symbols_printed,
    component_no, footnote_no, p.amount_dkk,
    coalesce(p.reason_da, r.first.reason_da) as reason_da, coalesce(p.reason_en, r.first.reason_en) as reason_en,
    candidate_decision_ids, seed_file, seed_line
from parts as p inner join cells as c using (cell_key)
left join reach as r
    on case when p.decision_id is null then c.document_id end = r.document_id and c.plan_id = r.plan_id
    and c.initiative_id = r.initiative_id and c.year = r.year
    and coalesce(p.funding_source_id, 'unknown') = r.funding_source_id and (component_no = 0) = r.is_own;
alter table audit_trace add primary key (allocation_id);

create table totals as
select (((document_no::bigint * 100 + t.table_no) * 1000 + coalesce(row_no, 0)) * 100 + column_no) * 10 as total_key,
    t.document_id, t.table_no, total_kind, row_no, year, amount_printed,
    case when amount_printed in ('-', '−', '–') then 0 else amount_of(amount_printed) * unit_dkk end::decimal(18, 2)
        as printed_dkk, filename as seed_file, file_row_number as seed_line
from read_parquet($raw_dir || '/raw_printed_totals/**/*.parquet', filename = true, file_row_number = true) as t
inner join grid_columns using (document_id, table_no, column_no);

create table audit_printed_cell as
select cell_key as printed_cell_key, cell_id as printed_cell_id, document_id, table_no, 'cell' as cell_kind, row_no, year,
    label_printed, symbols_printed, amount_printed, footnote_marks, amount_dkk, seed_file, seed_line from cells
union all
select total_key, document_id || '.t' || table_no || coalesce('.r' || row_no, '') || coalesce('.y' || year, '.total'),
    document_id, table_no, total_kind, row_no, year, null, null, amount_printed, null, printed_dkk, seed_file, seed_line
from totals;
alter table audit_printed_cell add primary key (printed_cell_key);

create table audit_reconciliation as
with expected as (
    select (((document_no::bigint * 100 + table_no) * 1000) * 100 + column_no) * 10 as total_key, document_id, table_no,
        null::integer as row_no, year
    from grid_columns
    where (column_kind = 'year' and has_column_totals) or (column_kind = 'row_total' and has_table_total)
    union all
    select (((document_no::bigint * 100 + table_no) * 1000 + row_no) * 100 + column_no) * 10, document_id, table_no, row_no, year
    from grid_rows inner join grid_columns using (document_id, table_no)
    where row_kind = 'initiative' and column_kind = 'row_total' and has_row_totals
),
sums as (
    select document_id, table_no, row_no, year, sum(amount_dkk) as computed_dkk
    from fct_allocation_statement
    group by grouping sets ((document_id, table_no, row_no), (document_id, table_no, year), (document_id, table_no))
)
select coalesce(e.total_key, t.total_key) as total_key, printed_dkk, coalesce(computed_dkk, 0) as computed_dkk,
    coalesce(printed_dkk = coalesce(computed_dkk, 0), false) as is_reconciled
from expected as e
full outer join totals as t using (total_key)
left join sums as s
    on e.document_id = s.document_id and e.table_no = s.table_no and e.row_no is not distinct from s.row_no
    and e.year is not distinct from s.year;
alter table audit_reconciliation add primary key (total_key);

create table rpt_initiative_funding as
select plan_id, initiative_id, sum(amount_dkk) as allocated_period_dkk,
    sum(amount_dkk) filter (where year = current_year) as allocated_now_dkk
from fct_allocation inner join dim_municipality using (municipality_id) group by all;
create table rpt_allocation as
select f.*, p.plan_name_da, p.plan_name_en, i.initiative_name_da, i.initiative_name_en, m.municipality_name_da,
    d.title_da, d.title_en, d.url, o.title_printed
from fct_allocation as f
inner join dim_plan as p on f.plan_id = p.plan_id
inner join dim_initiative as i on f.initiative_id = i.initiative_id
inner join dim_municipality as m on f.municipality_id = m.municipality_id
inner join dim_decision as d on f.decision_id = d.decision_id
inner join dim_document as o on f.document_id = o.document_id;
alter table rpt_allocation add primary key (allocation_id);

-- the controls that are counted over cells, rows, footnotes and totals; the full outer join keeps what one side lacks
create table audit_controls as
with counted as (
    select document_id, table_no, 'cells_' || content as control_kind, '' as item, count(*) as counted from cells group by all
    union all
    select document_id, table_no, 'rows_by_symbol', coalesce(symbols_printed, 'none'), count(*)
    from grid_rows where row_kind = 'initiative' group by all
    union all
    select document_id, table_no, 'row_nos_by_symbol', coalesce(symbols_printed, 'none'), sum(row_no)
    from grid_rows where row_kind = 'initiative' group by all
    union all
    select document_id, table_no, 'printed_totals', '', count(*) from totals group by all
    union all
    select document_id, table_no, 'footnote_amount_dkk', footnote_no::varchar, sum(amount_dkk) from footnotes group by all
    union all
    select document_id, table_no, 'footnotes', '', count(*) from footnotes group by all
)
select document_id, table_no, control_kind, item, expected, counted,
    coalesce(expected = counted, expected = 0 and counted is null, false) as holds
from (
    select * replace (coalesce(item, '') as item) from raw_controls
    where control_kind in ('cells_amount', 'cells_dash', 'cells_empty', 'rows_by_symbol', 'row_nos_by_symbol', 'printed_totals',
        'footnote_amount_dkk', 'footnotes')
)
full outer join counted
    using (document_id, table_no, control_kind, item);

select must(not exists (from audit_controls where not holds), 'a control does not hold');
select must(not exists (from audit_reconciliation where not is_reconciled), 'a total is not met');
select must((select count(*) from cells) = (select count(*) from raw_allocations), 'a cell has no place');
select must((select sum(amount_dkk) from fct_allocation_statement) = (select sum(amount_dkk) from cells), 'money is lost');
select must((select count(*) from rpt_allocation) = (select count(*) from fct_allocation), 'the star loses rows');
select must((select count(*) from grid_rows inner join grid_columns using (document_id, table_no)
    where row_kind = 'initiative' and column_kind = 'year') = (select count(*) from cells), 'the grid is not whole');
select must(not exists (from footnotes as f anti join (select document_id, table_no, unnest(string_split(footnote_marks, ' '))::integer as footnote_no
    from cells where footnote_marks is not null) as m using (document_id, table_no, footnote_no)), 'a footnote has no mark');
