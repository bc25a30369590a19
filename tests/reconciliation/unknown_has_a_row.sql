-- Protects the dimensions that can be unknown: each has its row for that, so that an inner join loses no money.
with unknown_rows as (

    select 'dim_funding_source' as dimension
    from {{ ref('dim_funding_source') }}
    where funding_source_id = 'unknown'
    union all
    select 'dim_pl_year' as dimension
    from {{ ref('dim_pl_year') }}
    where pl_year = -1
    union all
    select 'dim_decision' as dimension
    from {{ ref('dim_decision') }}
    where decision_id = 'unknown'
    union all
    select 'dim_appropriation_type' as dimension
    from {{ ref('dim_appropriation_type') }}
    where appropriation_type_id = 'unknown'

),

needed (dimension, seed_file) as (

    values
    ('dim_funding_source', 'seeds/reference/ref_funding_sources.csv'),
    ('dim_pl_year', null),
    ('dim_decision', null),
    ('dim_appropriation_type', 'seeds/reference/ref_appropriation_types.csv')

),

final as (

    select
        'no row for the unknown in ' || needed.dimension as finding,
        needed.seed_file,
        cast(null as integer) as seed_line
    from needed
    left join unknown_rows
        on needed.dimension = unknown_rows.dimension
    where unknown_rows.dimension is null

)

select * from final
