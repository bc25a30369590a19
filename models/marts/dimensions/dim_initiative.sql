with initiatives as (

    select * from {{ ref('stg_ref_initiatives') }}

),

names as (

    select * from {{ ref('int_initiative_names__newest') }}

),

plan_initiatives as (

    select * from {{ ref('int_plan_initiatives__ordered') }}

),

final as (

    select
        initiatives.initiative_id,
        initiatives.municipality_id,
        plan_initiatives.plan_id,
        names.initiative_name_da,
        names.initiative_name_en,
        names.description_da,
        names.description_en,
        plan_initiatives.display_order,
        {{ short_name('names.initiative_name_da', 'initiatives.municipality_id') }} as initiative_short_name_da,
        {{ short_name('names.initiative_name_en', 'initiatives.municipality_id') }} as initiative_short_name_en
    from initiatives
    inner join names
        on initiatives.initiative_id = names.initiative_id
    inner join plan_initiatives
        on initiatives.initiative_id = plan_initiatives.initiative_id
    where plan_initiatives.is_newest_plan

)

select * from final
