with municipalities as (

    select * from {{ ref('stg_ref_municipalities') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

newest_documents as (

    select
        municipality_id,
        -- a proposal for next year does not make it the current one
        cast(
            extract(year from coalesce(max(case when not is_proposal then issued_on end), max(issued_on))) as integer
        ) as current_year
    from documents
    group by municipality_id

),

final as (

    select
        municipalities.municipality_id,
        municipalities.municipality_name_da,
        municipalities.municipality_name_en,
        newest_documents.current_year
    from municipalities
    inner join newest_documents
        on municipalities.municipality_id = newest_documents.municipality_id

)

select * from final
