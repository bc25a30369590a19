with commitments as (

    select * from {{ ref('stg_raw_grant_commitments') }}

),

commitments_known as (

    select * from {{ ref('stg_ref_commitments') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

ordered as (

    select
        commitments.commitment_id,
        cast(documents.document_no as bigint) * 100 + commitments.commitment_no as commitment_key,
        documents.municipality_id,
        commitments_known.plan_id,
        commitments_known.funding_source_id,
        commitments.document_id,
        commitments.first_year,
        commitments.last_year,
        commitments.amount_dkk,
        commitments.granted_by_printed as granted_by,
        commitments_known.granted_by_en,
        commitments.purpose_printed as purpose,
        commitments_known.purpose_en,
        row_number() over (partition by commitments.commitment_id order by documents.document_rank desc) as newest_no
    from commitments
    inner join commitments_known
        on commitments.commitment_id = commitments_known.commitment_id
    inner join documents
        on commitments.document_id = documents.document_id

),

final as (

    select
        commitment_id,
        commitment_key,
        municipality_id,
        plan_id,
        funding_source_id,
        document_id,
        first_year,
        last_year,
        amount_dkk,
        granted_by,
        granted_by_en,
        purpose,
        purpose_en
    from ordered
    where newest_no = 1

)

select * from final
