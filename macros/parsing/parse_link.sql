{#-
    What a link to an agenda item carries: the committee, the meeting's date and the item's number
    (`.../<committee>/møde-11122023/referat/punkt-9`, percent-encoded as printed). A link without them is refused.
-#}
{% macro link_part(column, part) -%}
    {%- set groups = {'committee': 1, 'day': 2, 'month': 3, 'year': 4, 'item': 5} -%}
    regexp_extract(
        url_decode({{ clean_text(column) }}),
        '^https://[^/]+/dagsordener-og-referater/([^/]+)/møde-(\d{2})(\d{2})(\d{4})(?:-\d+)?/(?:referat|dagsorden)/punkt-(\d+)$',
        {{ groups[part] }}
    )
{%- endmacro %}


{% macro link_date(column) -%}
    case
        when try_cast({{ link_part(column, 'year') }} || '-' || {{ link_part(column, 'month') }} || '-' || {{ link_part(column, 'day') }} as date) is null
            then {{ refuse(column, 'a link to an agenda item (.../committee/møde-ddmmyyyy/referat/punkt-n)') }}
        else try_cast({{ link_part(column, 'year') }} || '-' || {{ link_part(column, 'month') }} || '-' || {{ link_part(column, 'day') }} as date)
    end
{%- endmacro %}
