{% test sums_to(model, amount, to, to_amount, by, only='true', to_only='true') -%}
with here as (

    select
        {{ by | join(',\n        ') }},
        coalesce(sum({{ amount }}), 0) as amount
    from {{ model }}
    where {{ only }}
    group by {{ by | join(', ') }}

),

there as (

    select
        {{ by | join(',\n        ') }},
        coalesce(sum({{ to_amount }}), 0) as amount
    from {{ to }}
    where {{ to_only }}
    group by {{ by | join(', ') }}

),

compared as (

    select
        {% for column in by -%}
        coalesce(here.{{ column }}, there.{{ column }}) as {{ column }},
        {% endfor -%}
        here.amount as here_amount,
        there.amount as there_amount
    from here
    full outer join there
        on
            {% for column in by -%}
            {{ 'and ' if not loop.first }}here.{{ column }} = there.{{ column }}
            {%- if not loop.last %}
            {% endif %}
            {%- endfor %}

)

select
    {{ values_of(by) }}
    || ': {{ model.identifier or model }}.{{ amount }} adds up to ' || coalesce(cast(here_amount as string), 'nothing')
    || ', {{ to.identifier or to }}.{{ to_amount }} to ' || coalesce(cast(there_amount as string), 'nothing')
    || ', difference ' || (coalesce(here_amount, 0) - coalesce(there_amount, 0)) as finding,
    {{ place(key=by[0]) }}
from compared
where coalesce(here_amount, 0) <> coalesce(there_amount, 0)
{%- endtest %}
