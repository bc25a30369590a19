with names as (

    select * from {{ ref('stg_ref_initiative_names') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

ordered as (

    select
        names.*,
        row_number() over (partition by names.initiative_id order by documents.document_rank desc) as newest_no
    from names
    inner join documents
        on names.document_id = documents.document_id

),

final as (

    select
        initiative_id,
        initiative_name_da,
        initiative_name_en,
        description_da,
        description_en
    from ordered
    where newest_no = 1

)

select * from final
