with printed as (

    select * from {{ ref('stg_raw_decisions') }}

),

known as (

    select * from {{ ref('stg_ref_decisions') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

-- a later letter may list a decision again: the newest listing gives its title, and the newest with a link its link
newest as (

    select
        printed.*,
        row_number() over (partition by printed.decision_id order by documents.document_rank desc) as listing_no,
        first_value(printed.url) over (
            partition by printed.decision_id
            order by printed.url is null asc, documents.document_rank desc
        ) as newest_url
    from printed
    inner join documents
        on printed.document_id = documents.document_id

),

final as (

    select
        newest.decision_id,
        known.municipality_id,
        newest.decided_on,
        known.committee_da,
        known.committee_en,
        known.agenda_item,
        newest.title_printed as title_da,
        known.title_en,
        newest.newest_url as url
    from newest
    inner join known
        on newest.decision_id = known.decision_id
    where newest.listing_no = 1

)

select * from final
