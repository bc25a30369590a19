-- Protects fct_allocation: a plan that takes the place of another and states the same year brings its money under other
-- ids; of each initiative of the earlier plan something says that it ends, or that both stand.
-- Skips what a paper states of the earlier plan after the later one: that stands beside it.
with money as (

    select * from ({{ money_in_force(ref('int_cells__in_force'), ref('int_periods__in_force')) }}) as in_force
    where is_current and amount_dkk <> 0

),

spans as (

    select
        plan_id,
        min(first_year) as first_year,
        max(last_year) as last_year,
        min(document_rank) as first_document_rank,
        max(document_rank) as last_document_rank
    from money
    group by plan_id

),

named_plans as (

    select
        printed_plans.*,
        spans.first_year,
        spans.last_year,
        spans.first_document_rank,
        spans.last_document_rank,
        plan_names.plan_name_da,
        -- a name without its years
        {{ with_replaced("lower(plan_names.plan_name_da)", '20[0-9][0-9]|[^a-zæøå0-9]', '') }} as name_of_any_years
    from {{ ref('stg_ref_plans') }} as printed_plans
    inner join spans
        on printed_plans.plan_id = spans.plan_id
    inner join {{ ref('int_plan_names__newest') }} as plan_names
        on printed_plans.plan_id = plan_names.plan_id

),

followed as (

    select
        plan_id,
        predecessor_plan_id as earlier_plan_id,
        plan_name_da,
        'which it follows' as relation,
        seed_file,
        seed_line
    from named_plans
    where predecessor_plan_id is not null
    union all
    select
        later.plan_id,
        earlier.plan_id as earlier_plan_id,
        later.plan_name_da,
        'whose name it has with other years (does it follow it? then write predecessor_plan_id)' as relation,
        later.seed_file,
        later.seed_line
    from named_plans as later
    inner join named_plans as earlier
        on
            later.municipality_id = earlier.municipality_id
            and later.name_of_any_years = earlier.name_of_any_years
            -- many plans may have one name: only those that can meet are looked into
            and later.first_year <= earlier.last_year
            and later.last_year >= earlier.first_year
            and later.last_document_rank > earlier.first_document_rank
    where
        later.plan_id <> earlier.plan_id
        and later.predecessor_plan_id is distinct from earlier.plan_id

),

said_apart as (

    {{ said_apart(ref('stg_ref_initiative_lineage'), 'money') }}

),

starts as (

    select
        plan_id,
        first_year,
        last_year,
        min(document_rank) as document_rank
    from money
    group by plan_id, first_year, last_year

),

standing_years as (

    select
        plan_id,
        initiative_id,
        first_year,
        last_year,
        max(document_rank) as document_rank,
        {{ total_dkk('amount_dkk') }} as amount_dkk
    from money
    group by plan_id, initiative_id, first_year, last_year
    having sum(amount_dkk) <> 0

),

standing as (

    select distinct
        followed.*,
        earlier.initiative_id,
        earlier.first_year,
        earlier.last_year,
        earlier.amount_dkk
    from followed
    inner join starts as later
        on followed.plan_id = later.plan_id
    inner join standing_years as earlier
        on
            followed.earlier_plan_id = earlier.plan_id
            and later.first_year <= earlier.last_year
            and later.last_year >= earlier.first_year
            and later.document_rank > earlier.document_rank

),

final as (

    select
        '"' || standing.plan_name_da || '": ' || {{ total_dkk('standing.amount_dkk') }} || ' kr. of initiative '
        || standing.initiative_id || ' stand from ' || min(standing.first_year) || ' on under plan '
        || standing.earlier_plan_id || ', ' || standing.relation || ', beside the money of these years under plan '
        || standing.plan_id || '; say what ends in ref_initiative_moves.csv, or in ref_initiative_lineage.csv'
        || ' (continues_as or merged_into); where both stand, write there that it is apart_from an initiative of plan '
        || standing.plan_id as finding,
        standing.seed_file,
        standing.seed_line
    from standing
    left join said_apart
        on
            standing.initiative_id = said_apart.initiative_id
            and standing.plan_id = said_apart.plan_id
    where said_apart.plan_id is null
    group by
        standing.plan_name_da,
        standing.initiative_id,
        standing.earlier_plan_id,
        standing.relation,
        standing.plan_id,
        standing.seed_file,
        standing.seed_line

)

select * from final
