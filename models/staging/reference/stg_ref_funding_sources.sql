with source as (

    select
        *,
        {{ seed_position('reference/ref_funding_sources') }}
    from {{ ref('ref_funding_sources') }}

),

final as (

    select
        {{ clean_text('funding_source_id') }} as funding_source_id,
        {{ clean_text('funding_source_name_da') }} as funding_source_name_da,
        {{ clean_text('funding_source_name_en') }} as funding_source_name_en,
        seed_file,
        seed_line
    from source

)

select * from final
