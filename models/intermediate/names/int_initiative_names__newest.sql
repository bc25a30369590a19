with names as (

    select * from {{ ref('int_initiative_names__dated') }}

),

final as (

    select
        initiative_id,
        initiative_name_da,
        initiative_name_en,
        description_da,
        description_en
    from names
    where is_newest

)

select * from final
