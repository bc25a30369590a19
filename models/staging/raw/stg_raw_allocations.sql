with source as (

    select
        *,
        {{ seed_position('raw/raw_allocations') }}
    from {{ ref('raw_allocations') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        row_no,
        column_no,
        {{ clean_text('amount_printed') }} as amount_printed,
        {{ without_brackets(clean_text('amount_printed')) }} as amount_inside,
        {{ clean_text('footnote_marks') }} as footnote_marks,
        {{ clean_text('partly_unallocated') }} as partly_unallocated,
        {{ clean_text('amount_read') }} as amount_read,
        {{ clean_text('reading_reason') }} as reading_reason,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        table_no,
        row_no,
        column_no,
        amount_printed,
        case
            when amount_inside <> amount_printed then 'outside'
            else {{ content_of('coalesce(amount_read, amount_printed)') }}
        end as content,
        case
            when amount_read is null then {{ parse_amount('amount_inside', reading_hint(), 'amount_printed') }}
            else {{ parse_amount('amount_read') }}
        end as amount,
        coalesce({{ unit_in('amount_read') }}, {{ unit_in('amount_inside') }}) as own_unit_dkk,
        {{ parse_footnote_marks('footnote_marks') }} as footnote_marks,
        {{ parse_mark('partly_unallocated') }} as is_partly_unallocated,
        amount_read,
        reading_reason,
        {{ amount_refusal('amount_inside') }} is null as is_read_as_printed,
        {{ reading_digits('amount_printed', 'amount_read') }} as reading_digits,
        -- a figure beside the words is what the year keeps, or, if the reading follows the words, what leaves it
        {{ amount_in_words('amount_printed') }} is not null
        and (
            not {{ has_other_figures('amount_printed') }}
            or ({{ figure_carried('amount_printed') }} is not null and coalesce(reading_reason, '') = 'in_words')
        ) as is_in_words,
        seed_file,
        seed_line
    from trimmed

)

select * from final
