with documents as (

    select * from {{ ref('stg_raw_documents') }}

),

documents_known as (

    select * from {{ ref('stg_ref_documents') }}

),

-- a document whose tables all propose allocates nothing
proposals as (

    select document_id
    from {{ ref('stg_raw_tables') }}
    group by document_id
    having bool_and(status = 'proposed')

),

final as (

    select
        documents.document_id,
        documents.document_no,
        documents_known.municipality_id,
        documents.issued_on,
        -- of two letters of one date the one entered later is the newer
        cast(row_number() over (order by documents.issued_on, documents.document_no) as integer) as document_rank,
        documents.title_printed,
        documents_known.title_en,
        documents.issued_by_printed,
        documents.price_level_rule,
        documents.question_url,
        proposals.document_id is not null as is_proposal
    from documents
    inner join documents_known
        on documents.document_id = documents_known.document_id
    left join proposals
        on documents.document_id = proposals.document_id

)

select * from final
