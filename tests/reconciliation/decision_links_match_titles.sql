-- Protects int_decisions__reaching: a link says of a decision only what its title says, by the rules' own words.
-- The title names the plan (`til forebyggelse af` stands for `mod`), or the initiative by the rule that asks for it;
-- a rule for one year takes the title's, or without one the year of the decision, from October on the year after;
-- a rule for all years takes none; an initiative is one that the document states under the plan of the link.
with links as (

    select * from {{ ref('stg_ref_decision_links') }}

),

decisions as (

    select
        *,
        lower(replace({{ folded('title_printed') }}, 'til forebyggelse af', 'mod')) as title,
        coalesce(
            try_cast(regexp_extract(title_printed, ' i (20\d{2})$', 1) as integer),
            -- three months on, October to December are in the year after
            extract(year from decided_on + interval 3 month)
        ) as title_year
    from {{ ref('stg_raw_decisions') }}

),

plan_names as (

    select * from {{ ref('stg_ref_plan_names') }}

),

initiative_names as (

    select * from {{ ref('stg_ref_initiative_names') }}

),

stated as (

    select distinct
        cells.document_id,
        cells.plan_id,
        cells.initiative_id
    from links
    inner join {{ ref('int_cells__located') }} as cells
        on
            links.document_id = cells.document_id
            and links.plan_id = cells.plan_id
            and links.initiative_id = cells.initiative_id

),

named as (

    select
        links.*,
        decisions.title,
        decisions.title_printed,
        (links.year is null or links.year <> decisions.title_year) as is_of_another_year,
        decisions.seed_line as title_line,
        coalesce(bool_or(contains(decisions.title, lower({{ folded('plan_names.plan_name_da') }}))), false)
            as is_plan_named,
        coalesce(bool_or(contains(decisions.title, lower({{ folded('initiative_names.initiative_name_da') }}))), false)
            as is_initiative_named,
        coalesce(bool_or(contains(lower({{ folded('initiative_names.initiative_name_da') }}), 'nye indsatser')), false)
            as is_named_new,
        coalesce(bool_or(stated.initiative_id is not null), false) as is_stated
    from links
    inner join decisions
        on
            links.document_id = decisions.document_id
            and links.decision_id = decisions.decision_id
    left join plan_names
        on links.plan_id = plan_names.plan_id
    left join initiative_names
        on links.initiative_id = initiative_names.initiative_id
    left join stated
        on
            links.document_id = stated.document_id
            and links.plan_id = stated.plan_id
            and links.initiative_id = stated.initiative_id
    group by all

),

disagreements as (

    select
        *,
        case
            when not is_plan_named and (rule <> 'names_initiative' or not is_initiative_named)
                then 'names neither the plan ' || plan_id || ' nor the initiative of the link'
            when rule in ('puts_to_use', 'undefined_theme') and is_of_another_year
                then 'is not of the year ' || coalesce(cast(year as string), 'left empty')
            when rule not in ('puts_to_use', 'undefined_theme') and year is not null
                then 'is by this rule of all years, not of ' || year
            when rule = 'names_initiative' and not is_initiative_named
                then 'does not name the initiative of the link'
            when rule in ('adopts_plan', 'undefined_theme', 'none') and initiative_id is not null
                then 'is by this rule of no single initiative'
            when rule = 'puts_to_use' and contains(title, 'nye indsatser') <> (initiative_id is not null)
                then 'announces new efforts or does not, and the initiative of the link says otherwise'
            when rule = 'puts_to_use' and initiative_id is not null and not is_named_new
                then 'announces new efforts, and the initiative of the link has another name'
            when initiative_id is not null and not is_stated
                then
                    'is linked to initiative ' || initiative_id || ', which document ' || document_id
                    || ' does not state under plan ' || plan_id
        end as disagreement
    from named

),

final as (

    select
        'decision ' || decision_id || ': the title "' || title_printed || '" (raw_decisions.csv line ' || title_line
        || ') ' || disagreement as finding,
        seed_file,
        seed_line
    from disagreements
    where disagreement is not null

)

select * from final
