with source as (

    select
        *,
        {{ seed_position('reference/ref_municipalities') }}
    from {{ ref('ref_municipalities') }}

),

final as (

    select
        {{ clean_text('municipality_id') }} as municipality_id,
        {{ clean_text('municipality_name_da') }} as municipality_name_da,
        {{ clean_text('municipality_name_en') }} as municipality_name_en,
        seed_file,
        seed_line
    from source

)

select * from final
