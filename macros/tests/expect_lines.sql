{% macro expect_lines(check, lines) -%}
final as (

    select
        '{{ check }} was to find lines {{ lines | join(", ") or "none" }} and found '
        || coalesce(
            (select {{ joined("coalesce(cast(in_bad.seed_line as string), in_bad.finding)", ', ', 'in_bad.seed_line') }} from in_bad),
            'none'
        )
        || '; in the good rows it found ' || (select count(*) from in_good) as finding,
        cast(null as string) as seed_file,
        cast(null as integer) as seed_line
    where
        (select {{ joined("cast(in_bad.seed_line as string)", ', ', 'in_bad.seed_line') }} from in_bad)
        is distinct from {{ "'" ~ lines | join(", ") ~ "'" if lines else 'null' }}
        or (select count(*) from in_good) > 0

)

select * from final
{%- endmacro %}
