with source as (

    select
        *,
        {{ seed_position('reference/ref_initiatives') }}
    from {{ ref('ref_initiatives') }}

),

final as (

    select
        {{ clean_text('initiative_id') }} as initiative_id,
        {{ clean_text('municipality_id') }} as municipality_id,
        seed_file,
        seed_line
    from source

)

select * from final
