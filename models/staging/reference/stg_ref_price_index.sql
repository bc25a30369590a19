with source as (

    select
        *,
        {{ seed_position('reference/ref_price_index') }}
    from {{ ref('ref_price_index') }}

),

trimmed as (

    select
        {{ clean_text('price_series') }} as price_series,
        year,
        rate_percent,
        is_municipal,
        {{ clean_text('publisher_da') }} as publisher_da,
        {{ clean_text('publisher_en') }} as publisher_en,
        published_on,
        {{ clean_text('url') }} as url,
        {{ clean_text('covers_da') }} as covers_da,
        {{ clean_text('covers_en') }} as covers_en,
        seed_file,
        seed_line
    from source

),

final as (

    select
        price_series,
        year,
        rate_percent,
        is_municipal,
        publisher_da,
        publisher_en,
        published_on,
        {{ parse_link('url') }} as url,
        covers_da,
        covers_en,
        seed_file,
        seed_line
    from trimmed

)

select * from final
