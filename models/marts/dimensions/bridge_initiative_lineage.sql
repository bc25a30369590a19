with lineage as (

    select * from {{ ref('stg_ref_initiative_lineage') }}

),

final as (

    select
        document_id || '.' || initiative_id || '.' || kind || '.' || other_initiative_id
        || coalesce('.y' || year, '') as initiative_lineage_id,
        initiative_id,
        kind,
        other_initiative_id,
        document_id,
        year
    from lineage

)

select * from final
