{% test is_readable(model, columns, seed, only='true') -%}
with placed as (

    select
        *,
        {{ seed_position(seed, is_entered=model.identifier is defined) }}
    from {{ model }}

),

asked as (

    select * from placed
    where {{ only }}

)

{#- Each text is read once: most stand in many rows, and reading takes longer than finding them again. max() is of
    equal texts; without it the engine would read them before it groups them, in every row. -#}
{%- for column in columns %},

{{ column }}_texts as (

    select
        {{ column }} as entered,
        {{ clean_text('max(' ~ column ~ ')') }} as {{ column }}
    from asked
    group by {{ column }}

)
{%- endfor %}

{% for column, kind in columns.items() -%}
select
    '{{ column }}: "' || texts.{{ column }} || '" is not ' || {{ refusal_of(kind, 'texts.' ~ column) }} as finding,
    asked.seed_file,
    asked.seed_line
from asked
inner join {{ column }}_texts as texts
    on asked.{{ column }} = texts.entered
where {{ refusal_of(kind, 'texts.' ~ column) }} is not null
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
    {%- elif kind == 'row_numbers' -%} {{ row_numbers_refusal(column) }}
    {%- elif kind == 'unit' -%} {{ unit_refusal(column) }}
    {%- elif kind == 'mark' -%} {{ mark_refusal(column) }}
    {%- elif kind == 'footnote_marks' -%} {{ footnote_marks_refusal(column) }}
    {%- elif kind == 'link' -%} {{ link_refusal(column) }}
    {%- elif kind == 'agenda_link' -%} {{ agenda_link_refusal(column) }}
    {%- else -%} {{ exceptions.raise_compiler_error('is_readable knows no kind of text named ' ~ kind) }}
    {%- endif -%}
{%- endmacro %}
