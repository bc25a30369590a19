-- Protects audit_controls: what was counted on the page is what the rows hold.
with failing as (

    select * from {{ ref('audit_controls') }}
    where not holds

),

final as (

    select
        'control ' || control_id
        || ': counted on the page ' || coalesce(rtrim(rtrim(cast(expected as varchar), '0'), '.'), 'nothing')
        || ', the rows hold ' || coalesce(rtrim(rtrim(cast(counted as varchar), '0'), '.'), 'nothing')
        || coalesce(
            '; look at ' || counted_seed_file || ' lines ' || first_seed_line || ' to ' || last_seed_line, ''
        )
        || coalesce('; the control stands in raw_controls.csv line ' || control_seed_line, '') as finding,
        coalesce(counted_seed_file, 'seeds/raw/raw_controls.csv') as seed_file,
        coalesce(first_seed_line, control_seed_line) as seed_line
    from failing

)

select * from final
