{#- A link, as printed; NULL stays NULL, and what a browser would not open over http or https is refused. -#}
{% macro parse_link(column) -%}
    {{ value_or_refuse(column, link_refusal(column), column) }}
{%- endmacro %}


{#- NULL for a link of http or https, or nothing; else what was expected. A browser reads a backslash as a slash. -#}
{% macro link_refusal(column) -%}
    case
        when
            {{ column }} is null
            or {{ fits(column, 'https?://[^\s\p{Z}\p{C}<>"@/?#\\x5c]+([/?#][^\s\p{Z}\p{C}<>"\\x5c]*)?') }}
            then null
        else 'a link that begins with https:// or http:// and holds no blank'
    end
{%- endmacro %}


{#-
    What a link to an agenda item carries: the committee, the meeting's date and the item's number
    (`.../<committee>/møde-11122023/referat/punkt-9`, percent-encoded as printed).
-#}
{% macro link_part(column, part) -%}
    {%- set groups = {'committee': 1, 'day': 2, 'month': 3, 'year': 4, 'item': 5} -%}
    regexp_extract(
        url_decode({{ column }}),
        '^https://[^/]+/dagsordener-og-referater/([^/]+)/møde-(\d{2})(\d{2})(\d{4})(?:-\d+)?/(?:referat|dagsorden)/punkt-(\d+)$',
        {{ groups[part] }}
    )
{%- endmacro %}


{#- The date of the meeting that a link leads to, as DATE; a link without one is refused. -#}
{% macro link_date(column) -%}
    {{ value_or_refuse(column, agenda_link_refusal(column), 'try_cast(' ~ link_date_as_iso(column) ~ ' as date)') }}
{%- endmacro %}


{#- NULL for a link that carries a date and an item, or nothing; else what was expected. -#}
{% macro agenda_link_refusal(column) -%}
    case
        when {{ column }} is null or try_cast({{ link_date_as_iso(column) }} as date) is not null then null
        else 'a link to an agenda item (.../committee/møde-ddmmyyyy/referat/punkt-n)'
    end
{%- endmacro %}


{% macro link_date_as_iso(column) -%}
    {{ link_part(column, 'year') }} || '-' || {{ link_part(column, 'month') }} || '-' || {{ link_part(column, 'day') }}
{%- endmacro %}
