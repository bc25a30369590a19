{% macro parse_link(column) -%}
    {{ value_or_refuse(column, link_refusal(column), column) }}
{%- endmacro %}


{% macro link_refusal(column) -%}
    case
        when
            {{ column }} is null
            or {{ fits(column, 'https?://[^\s\p{Z}\p{C}<>"@/?#\\x5c]+([/?#][^\s\p{Z}\p{C}<>"\\x5c]*)?') }}
            then null
        else 'a link that begins with https:// or http:// and holds no blank'
    end
{%- endmacro %}


{% macro link_part(column, part) -%}
    {%- set groups = {'committee': 1, 'day': 2, 'month': 3, 'year': 4, 'item': 5} -%}
    regexp_extract(
        url_decode({{ column }}),
        '^https://[^/]+/dagsordener-og-referater/([^/]+)/møde-(\d{2})(\d{2})(\d{4})(?:-\d+)?/(?:referat|dagsorden)/punkt-(\d+)$',
        {{ groups[part] }}
    )
{%- endmacro %}


{% macro link_date(column) -%}
    {{ value_or_refuse(column, agenda_link_refusal(column), 'try_cast(' ~ link_date_as_iso(column) ~ ' as date)') }}
{%- endmacro %}


{% macro agenda_link_refusal(column) -%}
    case
        when {{ column }} is null or try_cast({{ link_date_as_iso(column) }} as date) is not null then null
        else 'a link to an agenda item (.../committee/møde-ddmmyyyy/referat/punkt-n)'
    end
{%- endmacro %}


{% macro link_date_as_iso(column) -%}
    {{ link_part(column, 'year') }} || '-' || {{ link_part(column, 'month') }} || '-' || {{ link_part(column, 'day') }}
{%- endmacro %}
