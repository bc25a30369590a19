{#-
    A printed amount as DECIMAL(18, 2), in the unit it is printed in. The one grammar for all documents:
    `.` before groups of exactly three digits is the thousands separator; a last `,` or `.` before one or two digits
    is the decimal mark; a leading minus or dash of any kind (`dashes`) is negative. NULL for an empty cell and for a dash alone
    (`content_of` tells the two apart); anything else is refused.
-#}
{% macro parse_amount(column) -%}
    {%- set plain = with_replaced(with_replaced(column, '^[' ~ dashes() ~ ']', '-'), '\.(\d{3})', '(1)') -%}
    {{ value_or_refuse(
        column,
        amount_refusal(column),
        "case when " ~ content_of(column) ~ " = 'amount' then cast(replace(" ~ plain ~ ", ',', '.') as decimal(18, 2)) end"
    ) }}
{%- endmacro %}


{#- NULL for a text that the grammar of amounts holds, a dash or nothing; else what was expected. -#}
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


{#- What a printed cell holds: `amount`, `dash` (printed as none) or `empty` (nothing printed). -#}
{% macro content_of(column) -%}
    case
        when {{ column }} is null then 'empty'
        when {{ fits(column, '[' ~ dashes() ~ ']') }} then 'dash'
        else 'amount'
    end
{%- endmacro %}


{#-
    What looks like a minus or a dash, as the characters of a pattern's class: Word, Excel and PDF readers write any of
    them. The hyphen stands first: elsewhere it would make a range.
-#}
{% macro dashes() -%}
    {{ return('-‐‑‒–—―−') }}
{%- endmacro %}
