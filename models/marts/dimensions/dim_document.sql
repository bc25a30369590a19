with documents as (

    select * from {{ ref('int_documents__ordered') }}

),

final as (

    select
        document_id,
        document_no,
        municipality_id,
        issued_on,
        title_printed as title_da,
        title_en,
        issued_by_printed as issued_by,
        question_url
    from documents

)

select * from final
