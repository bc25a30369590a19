{#- After every document: a join that only compares columns is done by hash, one with a coalesce is not. -#}
{%- set never = 2147483647 -%}

with names as (

    select * from {{ ref('stg_ref_initiative_names') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

dated as (

    select
        names.initiative_id,
        names.initiative_name_da,
        names.initiative_name_en,
        names.description_da,
        names.description_en,
        documents.document_rank as first_rank,
        lead(documents.document_rank, 1, {{ never }}) over (
            partition by names.initiative_id order by documents.document_rank
        ) as next_rank
    from names
    inner join documents
        on names.document_id = documents.document_id

),

final as (

    select
        *,
        next_rank = {{ never }} as is_newest
    from dated

)

select * from final
