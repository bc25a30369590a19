with source as (

    select
        *,
        {{ seed_position('reference/ref_appropriation_types') }}
    from {{ ref('ref_appropriation_types') }}

),

final as (

    select
        {{ clean_text('appropriation_type_id') }} as appropriation_type_id,
        {{ clean_text('appropriation_type_name_da') }} as appropriation_type_name_da,
        {{ clean_text('appropriation_type_name_en') }} as appropriation_type_name_en,
        {{ clean_text('word_printed') }} as word_printed,
        seed_file,
        seed_line
    from source

)

select * from final
