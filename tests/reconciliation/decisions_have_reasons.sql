-- Protects audit_trace.decision_reason_da: what is stated, inferred or unknown says why.
with graded as (

    select * from {{ ref('int_components__graded') }}

),

unknown_reasons as (

    select 'ref_unknown_reasons.csv lines ' || min(seed_line) || ' to ' || max(seed_line) as reasons_at
    from {{ ref('stg_ref_unknown_reasons') }}

),

final as (

    select
        'component ' || graded.allocation_id || ': its decision is ' || graded.decision_evidence
        || ' and no row says why (' || coalesce(unknown_reasons.reasons_at, 'ref_unknown_reasons.csv') || ')'
            as finding,
        graded.seed_file,
        graded.seed_line
    from graded
    cross join unknown_reasons
    where
        graded.decision_reason_da is null
        or graded.decision_reason_en is null

)

select * from final
