{% test relationships_by_columns(model, columns, to, fields=none, only='true', key=none) -%}
{%- set fields = fields or columns -%}
{%- set is_entered = to.identifier is defined and to.identifier.startswith('stg_') -%}
select
    {% if key %}{{ values_of([key], 'here') }} || ': ' || {% endif -%}
    {{ values_of(columns, 'here') }} || ' is not found in {{ (to.identifier or to) | replace('stg_', '') }}'
    {%- if is_entered %}
    || coalesce(
        (
            select ' (' || min(near.seed_file) || ' lines ' || min(near.seed_line) || ' to ' || max(near.seed_line) || ')'
            from {{ to }} as near
            {%- for column in columns[:-1] %}
            {{ 'where' if loop.first else 'and' }} near.{{ fields[loop.index0] }} = here.{{ column }}
            {%- endfor %}
        ),
        ''
    )
    {%- endif %} as finding,
    {{ place(key, 'here') }}
from {{ model }} as here
left join {{ to }} as there
    on
        {% for column in columns -%}
        {{ 'and ' if not loop.first }}here.{{ column }} = there.{{ fields[loop.index0] }}
        {%- if not loop.last %}
        {% endif %}
        {%- endfor %}
where
    there.{{ fields[0] }} is null
    {%- for column in columns %}
    and here.{{ column }} is not null
    {%- endfor %}
    and {{ only }}
{%- endtest %}
