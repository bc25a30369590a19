with cells_in_force as (

    select * from {{ ref('int_cells__in_force') }}

),

final as (

    -- two printed rows may map to one initiative
    select
        plan_id,
        initiative_id,
        year,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        -- NULL when nothing is printed
        bool_and(case when content <> 'empty' then content = 'dash' end) as is_dash
    from cells_in_force
    where is_current
    group by plan_id, initiative_id, year

)

select * from final
