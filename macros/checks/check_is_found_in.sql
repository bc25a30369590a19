{#-
    Fails on a row whose columns are found in no row of `to` (`to_columns`: the names there, the same by default).
    A row with NULL in one of the columns points nowhere and passes.
-#}
{% macro check_is_found_in(model, columns, to, to_columns=none, only='true', key=none) -%}
{%- set to_columns = to_columns or columns -%}
select
    {% if key %}{{ values_of([key], 'here') }} || ': ' || {% endif -%}
    {{ values_of(columns, 'here') }} || ' is not found in {{ to.identifier or to }}' as finding,
    {{ place(key, 'here') }}
from {{ model }} as here
left join {{ to }} as there
    on
        {% for column in columns -%}
        {{ 'and ' if not loop.first }}here.{{ column }} = there.{{ to_columns[loop.index0] }}
        {%- if not loop.last %}
        {% endif %}
        {%- endfor %}
where
    there.{{ to_columns[0] }} is null
    {%- for column in columns %}
    and here.{{ column }} is not null
    {%- endfor %}
    and {{ only }}
{%- endmacro %}
