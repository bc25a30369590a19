{% macro parse_year(column) -%}
    {{ value_or_refuse(
        column, year_refusal(column), 'cast(substr(' ~ year_first(column) ~ ', 1, 4) as integer)'
    ) }}
{%- endmacro %}


{% macro year_refusal(column) -%}
    case
        when
            {{ column }} is null
            or {{ fits(column, '20\d{2}([ -]?[Pp]/?[Ll])?|[Pp]/?[Ll][ -]?20\d{2}') }}
            then null
        else 'a year from 2000 to 2099, such as 2026 or 2023 p/l'
    end
{%- endmacro %}


{% macro year_first(column) -%}
    {{ with_replaced(column, '^[Pp]/?[Ll][ -]?(20)', '(1)') }}
{%- endmacro %}
