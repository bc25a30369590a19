{#- Fails on every row but the first of those that agree in all the columns; NULL equals NULL. -#}
{% macro check_is_unique_by(model, columns, only='true', key=none) -%}
select
    {{ values_of(columns) }} || ' stands here again'
    {%- if not key %} || ', first on line ' || first_seed_line{% endif %} as finding,
    {{ place(key) }}
from (
    select
        *,
        {% if not key %}min(seed_line) over same_row as first_seed_line,{% endif %}
        row_number() over (same_row order by {{ key or 'seed_line' }}) as copy_no
    from {{ model }}
    where {{ only }}
    window same_row as (partition by {{ columns | join(', ') }})
) as copies
where copy_no > 1
{%- endmacro %}
