{% test is_readable(model, columns, seed, only='true') -%}
with placed as (

    select
        *,
        {{ seed_position(seed, is_entered=model.identifier is defined) }}
    from {{ model }}

),

trimmed as (

    select
        {% for column in columns -%}
        {{ clean_text(column) }} as {{ column }},
        {% endfor -%}
        seed_file,
        seed_line
    from placed
    where {{ only }}

)

{% for column, kind in columns.items() -%}
select
    '{{ column }}: "' || {{ column }} || '" is not ' || {{ refusal_of(kind, column) }} as finding,
    seed_file,
    seed_line
from trimmed
where {{ refusal_of(kind, column) }} is not null
{%- if not loop.last %}
union all
{% endif %}
{%- endfor %}
{%- endtest %}


{% macro refusal_of(kind, column) -%}
    {%- if kind == 'amount' -%} {{ amount_refusal(column) }}
    {%- elif kind == 'cell' -%} {{ amount_refusal(without_brackets(column), reading_hint()) }}
    {%- elif kind == 'date' -%} {{ date_refusal(column) }}
    {%- elif kind == 'year' -%} {{ year_refusal(column) }}
    {%- elif kind == 'heading' -%} {{ heading_refusal(column) }}
    {%- elif kind == 'unit' -%} {{ unit_refusal(column) }}
    {%- elif kind == 'mark' -%} {{ mark_refusal(column) }}
    {%- elif kind == 'footnote_marks' -%} {{ footnote_marks_refusal(column) }}
    {%- elif kind == 'link' -%} {{ link_refusal(column) }}
    {%- elif kind == 'agenda_link' -%} {{ agenda_link_refusal(column) }}
    {%- else -%} {{ exceptions.raise_compiler_error('is_readable knows no kind of text named ' ~ kind) }}
    {%- endif -%}
{%- endmacro %}
