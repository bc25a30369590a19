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
    trim({{ text }}, {{ characters(code_points) }})
{%- endmacro %}

{% macro spark__trimmed_of(text, code_points) -%}
    trim(both {{ characters(code_points) }} from {{ text }})
{%- endmacro %}


{#- As they are: DuckDB takes longer to put together calls of chr() than for the rest of a model of staging. -#}
{% macro characters(code_points) -%}
    {%- set found = [] -%}
    {%- for code_point in code_points -%}
        {%- do found.append('%c' | format(code_point)) -%}
    {%- endfor -%}
    '{{ found | join }}'
{%- endmacro %}


{% macro composed(text) -%}
    {{ adapter.dispatch('composed', 'handleplan')(text) }}
{%- endmacro %}

{% macro duckdb__composed(text) -%}
    nfc_normalize({{ text }})
{%- endmacro %}

{% macro spark__composed(text) -%}
    {%- set marks = {
        768: 'aàeèAÀEÈ', 769: 'aáeéiíoóuúAÁEÉIÍOÓUÚ', 776: 'aäeëiïoöuüAÄEËIÏOÖUÜ', 778: 'aåAÅ'
    } -%}
    {%- set found = namespace(text=text) -%}
    {%- for mark, letters in marks.items() -%}
        {%- for at in range(0, letters | length, 2) -%}
            {%- set found.text = "replace(" ~ found.text ~ ", '" ~ letters[at] ~ "' || " ~ characters([mark]) ~ ", '"
                ~ letters[at + 1] ~ "')" -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ found.text }}
{%- endmacro %}


{% macro first_difference(a, b) -%}
    {{ adapter.dispatch('first_difference', 'handleplan')(a, b) }}
{%- endmacro %}

{% macro duckdb__first_difference(a, b) -%}
    list_filter(
        range(1, greatest(length({{ a }}), length({{ b }})) + 1),
        lambda place: substr({{ a }}, place, 1) <> substr({{ b }}, place, 1)
    )[1]
{%- endmacro %}

{% macro spark__first_difference(a, b) -%}
    get(
        filter(
            sequence(1, greatest(length({{ a }}), length({{ b }}), 1)),
            place -> substr({{ a }}, place, 1) <> substr({{ b }}, place, 1)
        ),
        0
    )
{%- endmacro %}


{% macro code_point_of(character) -%}
    {{ adapter.dispatch('code_point_of', 'handleplan')(character) }}
{%- endmacro %}

{% macro duckdb__code_point_of(character) -%}
    'U+' || format('{:04X}', unicode({{ character }}))
{%- endmacro %}

{% macro spark__code_point_of(character) -%}
    'U+' || hex(encode({{ character }}, 'UTF-16BE'))
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
