with names as (

    select * from {{ ref('stg_ref_plan_names') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

ordered as (

    select
        names.*,
        row_number() over (partition by names.plan_id order by documents.document_rank desc) as newest_no
    from names
    inner join documents
        on names.document_id = documents.document_id

),

final as (

    select
        plan_id,
        plan_name_da,
        plan_name_en
    from ordered
    where newest_no = 1

)

select * from final
