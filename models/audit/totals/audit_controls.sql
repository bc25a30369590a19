with expected as (

    select
        *,
        {{ count_control_id() }} as control_id
    from {{ ref('stg_raw_controls') }}

),

counted as (

    select * from {{ ref('int_controls__counted') }}

),

final as (

    select
        coalesce(expected.control_id, counted.control_id) as control_id,
        coalesce(expected.document_id, counted.document_id) as document_id,
        coalesce(expected.table_no, counted.table_no) as table_no,
        coalesce(expected.control_kind, counted.control_kind) as control_kind,
        coalesce(expected.item, counted.item) as item,
        expected.expected,
        counted.counted,
        -- a control without a count, or a count without a control, does not hold
        coalesce(expected.expected = counted.counted, false) as holds,
        expected.seed_line as control_seed_line,
        counted.seed_file as counted_seed_file,
        counted.first_seed_line,
        counted.last_seed_line
    from expected
    full outer join counted
        on expected.control_id = counted.control_id

)

select * from final
