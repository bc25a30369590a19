{% macro short_name(name, among) -%}
    {#- Two names that begin alike stay whole: grouped by what is left of them, their money would be added. -#}
    case
        when length({{ name }}) <= 40 or count(*) over (partition by {{ among }}, {{ cut_name(name) }}) > 1 then {{ name }}
        else {{ cut_name(name) }}
    end
{%- endmacro %}


{% macro cut_name(name) -%}
    {{ with_replaced(name, '^(.{1,38}[^ ,;:(])[ ,;:(].*$', '(1)…') }}
{%- endmacro %}
