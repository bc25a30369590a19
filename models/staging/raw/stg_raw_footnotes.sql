with source as (

    select
        *,
        {{ seed_position('raw/raw_footnotes') }}
    from {{ ref('raw_footnotes') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        footnote_no,
        {{ clean_text('amount_printed') }} as amount_printed,
        unit_dkk,
        {{ clean_text('year_printed') }} as year_printed,
        {{ clean_text('source_printed') }} as source_printed,
        {{ clean_text('decided_on_printed') }} as decided_on_printed,
        {{ clean_text('committee_printed') }} as committee_printed,
        {{ clean_text('price_level_printed') }} as price_level_printed,
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
        table_no,
        footnote_no,
        amount_printed,
        {{ in_kroner('amount', 'coalesce(' ~ unit_in('amount_printed') ~ ', unit_dkk)', 'amount_printed') }}
            as amount_dkk,
        coalesce({{ unit_in('amount_printed') }}, unit_dkk) as unit_dkk,
        year_printed,
        {{ parse_year('year_printed') }} as year,
        source_printed,
        decided_on_printed,
        {{ parse_date('decided_on_printed') }} as decided_on,
        committee_printed,
        price_level_printed,
        {{ parse_year('price_level_printed') }} as pl_year,
        seed_file,
        seed_line
    from parsed

)

select * from final
