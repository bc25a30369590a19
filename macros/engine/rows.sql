{#- Rows out of values and values out of rows, where DuckDB and Spark say it in different words. -#}

{% macro each_word(text) -%}
    {{ adapter.dispatch('each', 'handleplan')("split(" ~ text ~ ", ' ')") }}
{%- endmacro %}


{% macro each_number(first, last) -%}
    {{ adapter.dispatch('each_number', 'handleplan')(first, last) }}
{%- endmacro %}

{% macro duckdb__each_number(first, last) -%}
    {{ duckdb__each('range(' ~ first ~ ', ' ~ last ~ ' + 1)') }}
{%- endmacro %}

{% macro spark__each_number(first, last) -%}
    {{ spark__each('sequence(' ~ first ~ ', ' ~ last ~ ')') }}
{%- endmacro %}


{% macro duckdb__each(list) -%}
    unnest({{ list }})
{%- endmacro %}

{% macro spark__each(list) -%}
    explode({{ list }})
{%- endmacro %}


{% macro joined(text, separator, order_by, only=none) -%}
    {{ adapter.dispatch('joined', 'handleplan')(text, separator, order_by, only) }}
{%- endmacro %}

{% macro duckdb__joined(text, separator, order_by, only) -%}
    string_agg({{ text }}, '{{ separator }}' order by {{ order_by }}){% if only %} filter (where {{ only }}){% endif %}
{%- endmacro %}

{% macro spark__joined(text, separator, order_by, only) -%}
    listagg({{ text }}, '{{ separator }}') within group (order by {{ order_by }}){% if only %} filter (where {{ only }}){% endif %}
{%- endmacro %}


{% macro joined_once(text, separator) -%}
    {{ adapter.dispatch('joined_once', 'handleplan')(text, separator) }}
{%- endmacro %}

{% macro duckdb__joined_once(text, separator) -%}
    nullif(array_to_string(list_sort(list_distinct(list({{ text }}))), '{{ separator }}'), '')
{%- endmacro %}

{% macro spark__joined_once(text, separator) -%}
    nullif(array_join(sort_array(collect_set({{ text }})), '{{ separator }}'), '')
{%- endmacro %}


{% macro entered_no() -%}
    {{ adapter.dispatch('entered_no', 'handleplan')() }}
{%- endmacro %}

{% macro duckdb__entered_no() -%}
    row_number() over ()
{%- endmacro %}

{% macro spark__entered_no() -%}
    row_number() over (order by monotonically_increasing_id())
{%- endmacro %}
