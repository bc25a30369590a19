{#- Text, where DuckDB and Spark say it in different words. -#}

{% macro fits(text, pattern) -%}
    {{ adapter.dispatch('fits', 'handleplan')(text, pattern) }}
{%- endmacro %}

{% macro duckdb__fits(text, pattern) -%}
    regexp_full_match({{ text }}, '{{ pattern }}')
{%- endmacro %}

{% macro spark__fits(text, pattern) -%}
    {{ text }} rlike '^(?:{{ pattern }})$'
{%- endmacro %}


{% macro with_replaced(text, pattern, replacement) -%}
    {{ adapter.dispatch('with_replaced', 'handleplan')(text, pattern, replacement) }}
{%- endmacro %}

{% macro duckdb__with_replaced(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement | replace("(1)", "\\1") }}', 'g')
{%- endmacro %}

{% macro spark__with_replaced(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement | replace("(1)", "$1") }}')
{%- endmacro %}


{% macro trimmed_of(text, code_points) -%}
    {{ adapter.dispatch('trimmed_of', 'handleplan')(text, code_points) }}
{%- endmacro %}

{% macro duckdb__trimmed_of(text, code_points) -%}
    trim({{ text }}, chr({{ code_points | join(') || chr(') }}))
{%- endmacro %}

{#- Spark's char() stops at 255, so a character is written by its UTF-16 code. -#}
{% macro spark__trimmed_of(text, code_points) -%}
    {%- set characters = [] -%}
    {%- for code_point in code_points -%}
        {%- do characters.append("decode(unhex('" ~ "%04X" | format(code_point) ~ "'), 'UTF-16BE')") -%}
    {%- endfor -%}
    trim(both {{ characters | join(' || ') }} from {{ text }})
{%- endmacro %}


{% macro stop_with(message) -%}
    {{ adapter.dispatch('stop_with', 'handleplan')(message) }}
{%- endmacro %}

{% macro duckdb__stop_with(message) -%}
    error({{ message }})
{%- endmacro %}

{% macro spark__stop_with(message) -%}
    raise_error({{ message }})
{%- endmacro %}
