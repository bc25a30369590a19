{% test unique_combination_of_columns(model, columns, only='true', key=none) -%}
with copies as (

    select
        *,
        first_value({{ key or 'seed_line' }}) over same_row as first_place,
        row_number() over same_row as copy_no
    from {{ model }}
    where {{ only }}
    window same_row as (partition by {{ columns | join(', ') }} order by {{ key or 'seed_line' }})

)

select
    {{ values_of(columns) }} || ' stands here again, first on {{ key or "line" }} ' || first_place as finding,
    {{ place(key) }}
from copies
where copy_no > 1
{%- endtest %}
