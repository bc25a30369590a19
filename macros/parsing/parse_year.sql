{#- A printed year or price level (`2026`, `2023 p/l`) as INTEGER; NULL stays NULL, all else is refused. -#}
{% macro parse_year(column) -%}
    case
        when {{ clean_text(column) }} is null then null
        when regexp_full_match({{ clean_text(column) }}, '20\d{2}( ?p/l)?')
            then cast(substr({{ clean_text(column) }}, 1, 4) as integer)
        else {{ refuse(column, 'a year from 2000 to 2099, such as 2026 or 2023 p/l') }}
    end
{%- endmacro %}
