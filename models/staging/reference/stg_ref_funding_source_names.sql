with source as (

    select
        *,
        {{ seed_position('reference/ref_funding_source_names') }}
    from {{ ref('ref_funding_source_names') }}

),

final as (

    select
        {{ clean_text('source_printed') }} as source_printed,
        {{ clean_text('funding_source_id') }} as funding_source_id,
        seed_file,
        seed_line
    from source

)

select * from final
