-- Protects rpt_restatement: what an initiative's year had first and all its changes since are its current money.
with restatements as (

    select * from {{ ref('rpt_restatement') }}

),

allocations as (

    select * from {{ ref('fct_allocation') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

led_to as (

    select
        restatements.initiative_id,
        restatements.year,
        min_by(coalesce(restatements.before_dkk, 0), documents.document_rank)
        + sum(restatements.change_dkk) as amount_dkk
    from restatements
    inner join documents
        on restatements.to_document_id = documents.document_id
    group by restatements.initiative_id, restatements.year

),

sums as (

    select
        initiative_id,
        year,
        sum(amount_dkk) as amount_dkk
    from allocations
    group by initiative_id, year

),

final as (

    select
        'initiative ' || led_to.initiative_id || ', year ' || led_to.year || ': its restatements lead to '
        || led_to.amount_dkk || ' kr., current are ' || coalesce(sums.amount_dkk, 0) || ' kr.' as finding,
        cast(null as string) as seed_file,
        cast(null as integer) as seed_line
    from led_to
    left join sums
        on
            led_to.initiative_id = sums.initiative_id
            and led_to.year = sums.year
    where led_to.amount_dkk <> coalesce(sums.amount_dkk, 0)

)

select * from final
