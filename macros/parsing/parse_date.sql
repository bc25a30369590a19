{% macro parse_date(column) -%}
    {{ value_or_refuse(column, date_refusal(column), 'try_cast(' ~ danish_date_as_iso(column) ~ ' as date)') }}
{%- endmacro %}


{% macro date_refusal(column) -%}
    case
        when
            {{ column }} is null
            or (
                {{ fits(
                    'lower(' ~ column ~ ')',
                    '\d{1,2}([-./] ?\d{1,2}[-./ ] ?|\. ?(' ~ danish_months() | join('|') ~ ') )\d{4}'
                ) }}
                and try_cast({{ danish_date_as_iso(column) }} as date) is not null
            )
            then null
        else 'a date such as 02-03-2026, 11.12 2023 or 11. december 2023'
    end
{%- endmacro %}


{% macro danish_date_as_iso(column) -%}
    {%- set text = 'lower(' ~ column ~ ')' -%}
    {%- set month = "regexp_extract(" ~ text ~ ", '^\d{1,2}\W+(\w+)', 1)" -%}
    regexp_extract({{ text }}, '(\d{4})$', 1)
    || '-' || case {{ month }}
        {%- for name in danish_months() %} when '{{ name }}' then '{{ loop.index }}' {%- endfor %} else {{ month }} end
    || '-' || regexp_extract({{ text }}, '^(\d{1,2})', 1)
{%- endmacro %}


{% macro danish_months() -%}
    {{ return([
        'januar', 'februar', 'marts', 'april', 'maj', 'juni',
        'juli', 'august', 'september', 'oktober', 'november', 'december',
    ]) }}
{%- endmacro %}
