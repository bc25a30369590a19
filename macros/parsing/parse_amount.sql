{#-
    A printed amount as DECIMAL(18, 2), in the unit it is printed in. The one grammar for all documents:
    `.` before groups of exactly three digits is the thousands separator; a last `,` or `.` before one or two digits
    is the decimal mark; a leading `-`, `−` or `–` is negative. NULL for an empty cell and for a dash alone
    (`content_of` tells the two apart); anything else is refused.
-#}
{% macro parse_amount(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when {{ content_of(column) }} <> 'amount' then null
        when regexp_full_match({{ text }}, '[-−–]?(\d+|\d{1,3}(\.\d{3})+)([.,]\d{1,2})?')
            then cast(
                replace(
                    regexp_replace(regexp_replace({{ text }}, '^[−–]', '-'), '\.(\d{3})', '\1', 'g'), ',', '.'
                ) as decimal(18, 2)
            )
        when regexp_full_match({{ text }}, '[-−–]?\d{1,3}(\.\d{3})*\.\d{4,5}')
            then {{ refuse(column, 'an amount; a footnote mark may be glued to the figure: it goes into footnote_marks') }}
        else {{ refuse(column, 'an amount such as 5.800, 3000, 3.1 or 6,8, nor - or empty') }}
    end
{%- endmacro %}


{#- What a printed cell holds: `amount`, `dash` (printed as none) or `empty` (nothing printed). -#}
{% macro content_of(column) -%}
    case
        when {{ clean_text(column) }} is null then 'empty'
        when {{ clean_text(column) }} in ('-', '−', '–') then 'dash'
        else 'amount'
    end
{%- endmacro %}
