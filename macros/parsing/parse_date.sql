{#- A printed Danish date (`02-03-2026`, `11.12 2023`, `11. december 2023`) as DATE; NULL stays NULL, all else is refused. -#}
{% macro parse_date(column) -%}
    {%- set months = [
        'januar', 'februar', 'marts', 'april', 'maj', 'juni',
        'juli', 'august', 'september', 'oktober', 'november', 'december',
    ] -%}
    {%- set text = 'lower(' ~ clean_text(column) ~ ')' -%}
    {%- set month = "regexp_extract(" ~ text ~ ", '^\d{1,2}\W+(\w+)', 1)" -%}
    {%- set iso -%}
        regexp_extract({{ text }}, '(\d{4})$', 1)
        || '-' || coalesce(cast(list_position({{ months }}, {{ month }}) as varchar), {{ month }})
        || '-' || regexp_extract({{ text }}, '^(\d{1,2})', 1)
    {%- endset -%}
    case
        when {{ text }} is null then null
        when
            not regexp_full_match({{ text }}, '\d{1,2}([-./] ?\d{1,2}[-./ ] ?|\. ?({{ months | join("|") }}) )\d{4}')
            or try_cast({{ iso }} as date) is null
            then {{ refuse(column, 'a date such as 02-03-2026, 11.12 2023 or 11. december 2023') }}
        else try_cast({{ iso }} as date)
    end
{%- endmacro %}
