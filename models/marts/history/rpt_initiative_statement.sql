with restatements as (

    select * from {{ ref('rpt_restatement') }}

),

allocations as (

    select * from {{ ref('fct_allocation') }}

),

documents as (

    select * from {{ ref('dim_document') }}

),

printed as (

    select * from {{ ref('int_initiative_years__printed') }}

),

-- a document that restates a year says what it changes; the first that states it changes nothing
statements as (

    select
        restatement_id,
        initiative_id,
        year,
        to_document_id as document_id,
        after_dkk as amount_dkk
    from restatements
    union all
    select
        cast(null as string) as restatement_id,
        earlier.initiative_id,
        earlier.year,
        earlier.from_document_id as document_id,
        earlier.before_dkk as amount_dkk
    from restatements as earlier
    left join restatements as itself
        on
            earlier.initiative_id = itself.initiative_id
            and earlier.year = itself.year
            and earlier.from_document_id = itself.to_document_id
    where
        earlier.before_dkk is not null
        and itself.restatement_id is null
    union all
    select
        cast(null as string) as restatement_id,
        allocations.initiative_id,
        allocations.year,
        allocations.document_id,
        {{ total_dkk('allocations.amount_dkk') }} as amount_dkk
    from allocations
    left join restatements
        on
            allocations.initiative_id = restatements.initiative_id
            and allocations.year = restatements.year
    where restatements.restatement_id is null
    group by allocations.initiative_id, allocations.year, allocations.document_id

),

final as (

    select
        statements.document_id || '.' || statements.initiative_id || '.y' || statements.year as statement_id,
        statements.initiative_id,
        statements.year,
        statements.document_id,
        documents.issued_on,
        statements.restatement_id,
        printed.printed_cell_id,
        statements.amount_dkk,
        printed.responsible_printed
    from statements
    inner join documents
        on statements.document_id = documents.document_id
    left join printed
        on
            statements.initiative_id = printed.initiative_id
            and statements.year = printed.year
            and statements.document_id = printed.document_id

)

select * from final
