{% macro parse_amount(column) -%}
    {%- set plain = with_replaced(with_replaced(column, '^[' ~ dashes() ~ ']', '-'), '\.(\d{3})', '(1)') -%}
    {{ value_or_refuse(
        column,
        amount_refusal(column),
        "case when " ~ content_of(column) ~ " = 'amount' then cast(replace(" ~ plain ~ ", ',', '.') as decimal(18, 2)) end"
    ) }}
{%- endmacro %}


{% macro amount_refusal(column) -%}
    case
        when
            {{ content_of(column) }} <> 'amount'
            or (
                {{ fits(column, '[' ~ dashes() ~ ']?(\d+|\d{1,3}(\.\d{3})+)([.,]\d{1,2})?') }}
                -- more digits would not fit DECIMAL(18, 2)
                and length({{ with_replaced(column, '\D', '') }}) <= 15
            )
            then null
        when {{ fits(column, '[' ~ dashes() ~ ']?\d{1,3}(\.\d{3})*\.\d{4,5}') }}
            then 'an amount; a footnote mark may be glued to the figure: it goes into footnote_marks'
        else 'an amount such as 5.800, 3000, 3.1 or 6,8 (of 15 digits at most), nor - or empty'
    end
{%- endmacro %}


{% macro content_of(column) -%}
    case
        when {{ column }} is null then 'empty'
        when {{ fits(column, '[' ~ dashes() ~ ']') }} then 'dash'
        else 'amount'
    end
{%- endmacro %}


{% macro dashes() -%}
    {{ return('-‐‑‒–—―−') }}
{%- endmacro %}
