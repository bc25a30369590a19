with footnotes as (

    select * from {{ ref('stg_raw_footnotes') }}

),

final as (

    select
        document_id || '.t' || table_no || '.n' || footnote_no as footnote_id,
        document_id,
        table_no,
        footnote_no,
        amount_printed,
        unit_dkk,
        amount_dkk,
        year_printed,
        source_printed,
        decided_on_printed,
        committee_printed,
        price_level_printed,
        seed_file,
        seed_line
    from footnotes

)

select * from final
