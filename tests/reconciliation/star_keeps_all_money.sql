-- Protects rpt_allocation: joining the fact to all its dimensions neither loses nor doubles a row or a krone.
with allocations as (

    select * from {{ ref('fct_allocation') }}

),

joined as (

    select
        allocation_id,
        count(*) as row_count,
        sum(amount_dkk) as amount_dkk
    from {{ ref('rpt_allocation') }}
    group by allocation_id

),

final as (

    select
        'allocation ' || coalesce(allocations.allocation_id, joined.allocation_id)
        || ': ' || coalesce(cast(allocations.amount_dkk as string), 'nothing') || ' kr. in the fact, '
        || coalesce(cast(joined.amount_dkk as string), 'nothing') || ' kr. in '
        || coalesce(joined.row_count, 0) || ' rows of the joined star' as finding,
        cast(null as string) as seed_file,
        cast(null as integer) as seed_line
    from allocations
    full outer join joined
        on allocations.allocation_id = joined.allocation_id
    where
        allocations.amount_dkk is distinct from joined.amount_dkk
        or joined.row_count is distinct from 1

)

select * from final
