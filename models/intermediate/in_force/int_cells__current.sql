with cells as (

    select
        plan_id,
        initiative_id,
        year,
        content,
        amount_dkk,
        is_current
    from {{ ref('int_cells__in_force') }}
    union all
    -- what the parts of a pool take out of it
    select
        plan_id,
        initiative_id,
        year,
        'amount' as content,
        amount_dkk,
        is_current
    from {{ ref('int_components__in_force') }}
    where is_given_out

),

final as (

    -- two printed rows may map to one initiative, and changes are added to the level
    select
        plan_id,
        initiative_id,
        year,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        -- NULL when nothing is printed
        bool_and(case when content <> 'empty' then content = 'dash' end) as is_dash
    from cells
    where is_current
    group by plan_id, initiative_id, year

)

select * from final
