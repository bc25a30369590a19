-- Protects audit_controls: what was counted on the page is what the rows hold.
with entered as (

    select
        document_id,
        min(seed_line) as first_line,
        max(seed_line) as last_line
    from {{ ref('stg_raw_controls') }}
    group by document_id

),

failing as (

    select
        audit_controls.*,
        entered.first_line as first_control_line,
        entered.last_line as last_control_line
    from {{ ref('audit_controls') }} as audit_controls
    left join entered
        on audit_controls.document_id = entered.document_id
    where not audit_controls.holds

),

final as (

    select
        'control ' || control_id
        || ': counted on the page ' || coalesce(replace(cast(expected as string), '.00', ''), 'nothing')
        || ', the rows hold ' || coalesce(replace(cast(counted as string), '.00', ''), 'nothing')
        || coalesce(
            '; look at ' || counted_seed_file || ' lines ' || first_seed_line || ' to ' || last_seed_line, ''
        )
        || coalesce(
            '; the control stands in raw_controls.csv line ' || control_seed_line,
            '; no such control in raw_controls.csv lines ' || first_control_line || ' to ' || last_control_line,
            ''
        ) as finding,
        coalesce(counted_seed_file, 'seeds/raw/raw_controls.csv') as seed_file,
        coalesce(first_seed_line, control_seed_line) as seed_line
    from failing

)

select * from final
