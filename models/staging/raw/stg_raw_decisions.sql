with source as (

    select
        *,
        {{ seed_position('raw/raw_decisions') }}
    from {{ ref('raw_decisions') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        decision_no,
        {{ clean_text('decision_id') }} as decision_id,
        {{ clean_text('decided_on_printed') }} as decided_on_printed,
        {{ clean_text('title_printed') }} as title_printed,
        {{ clean_text('url') }} as url,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        decision_no,
        decision_id,
        decided_on_printed,
        {{ parse_date('decided_on_printed') }} as decided_on,
        title_printed,
        url,
        {{ link_date('url') }} as link_decided_on,
        {{ link_part('url', 'committee') }} as link_committee,
        cast({{ link_part('url', 'item') }} as integer) as link_agenda_item,
        seed_file,
        seed_line
    from trimmed

)

select * from final
