{% macro parse_heading(column) -%}
    {{ value_or_refuse(
        column, heading_refusal(column), 'cast(substr(' ~ year_first(heading_without_budget(column)) ~ ', 1, 4) as integer)'
    ) }}
{%- endmacro %}


{% macro heading_refusal(column) -%}
    case
        when {{ year_refusal(heading_without_budget(column)) }} is null then null
        when {{ fits(column, '.*20\d{2} ?/ ?(20)?\d{2}.*') }}
            then 'one year; write the year that the column is counted in into first_year'
        when not {{ fits(column, '.*\d.*') }}
            then 'a year; write the year that the column is counted in into first_year, or the column_kind that it is'
        else 'a year from 2000 to 2099, such as 2026, 2023 p/l, B2027 or Budget 2027; of any other heading of a year,'
            || ' write the year into first_year'
    end
{%- endmacro %}


{% macro heading_without_budget(column) -%}
    {{ with_replaced(column, '^(?:[Bb]|[Bb]udget|BUDGET) ?(20)', '(1)') }}
{%- endmacro %}
