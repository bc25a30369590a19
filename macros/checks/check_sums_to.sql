{#-
    Fails on a group (`by`) whose sum of `amount` is not that of `to_amount` in `to`. Full outer: a group that one
    side lacks fails; NULL amounts count as nothing, a sum of nothing but NULL as 0.
-#}
{% macro check_sums_to(model, amount, to, to_amount, by, only='true', to_only='true') -%}
select
    {{ values_of(by) }} || ': {{ model.identifier or model }}.{{ amount }} adds up to '
    || coalesce(cast(left_sum as varchar), 'nothing') || ', {{ to.identifier or to }}.{{ to_amount }} to '
    || coalesce(cast(right_sum as varchar), 'nothing') || ', difference '
    || (coalesce(left_sum, 0) - coalesce(right_sum, 0)) as finding,
    {{ place(key=by[0]) }}
from (
    select
        {{ by | join(',\n        ') }},
        coalesce(sum({{ amount }}), 0) as left_sum
    from {{ model }}
    where {{ only }}
    group by {{ by | join(', ') }}
) as here
full outer join (
    select
        {{ by | join(',\n        ') }},
        coalesce(sum({{ to_amount }}), 0) as right_sum
    from {{ to }}
    where {{ to_only }}
    group by {{ by | join(', ') }}
) as there
    using ({{ by | join(', ') }})
where left_sum is distinct from right_sum
{%- endmacro %}
