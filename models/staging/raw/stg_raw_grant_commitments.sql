with source as (

    select
        *,
        {{ seed_position('raw/raw_grant_commitments') }}
    from {{ ref('raw_grant_commitments') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        commitment_no,
        {{ clean_text('commitment_id') }} as commitment_id,
        table_no,
        {{ clean_text('amount_printed') }} as amount_printed,
        unit_dkk,
        {{ clean_text('first_year_printed') }} as first_year_printed,
        {{ clean_text('last_year_printed') }} as last_year_printed,
        {{ clean_text('granted_by_printed') }} as granted_by_printed,
        {{ clean_text('purpose_printed') }} as purpose_printed,
        seed_file,
        seed_line
    from source

),

parsed as (

    select
        *,
        {{ parse_amount('amount_printed') }} as amount
    from trimmed

),

final as (

    select
        document_id,
        commitment_no,
        commitment_id,
        table_no,
        amount_printed,
        {{ in_kroner('amount', 'coalesce(' ~ unit_in('amount_printed') ~ ', unit_dkk)', 'amount_printed') }}
            as amount_dkk,
        coalesce({{ unit_in('amount_printed') }}, unit_dkk) as unit_dkk,
        first_year_printed,
        {{ parse_year('first_year_printed') }} as first_year,
        last_year_printed,
        {{ parse_year('last_year_printed') }} as last_year,
        granted_by_printed,
        purpose_printed,
        seed_file,
        seed_line
    from parsed

)

select * from final
