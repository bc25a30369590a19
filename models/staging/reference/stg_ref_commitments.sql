with source as (

    select
        *,
        {{ seed_position('reference/ref_commitments') }}
    from {{ ref('ref_commitments') }}

),

final as (

    select
        {{ clean_text('commitment_id') }} as commitment_id,
        {{ clean_text('plan_id') }} as plan_id,
        {{ clean_text('funding_source_id') }} as funding_source_id,
        {{ clean_text('granted_by_en') }} as granted_by_en,
        {{ clean_text('purpose_en') }} as purpose_en,
        seed_file,
        seed_line
    from source

)

select * from final
