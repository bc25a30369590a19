{% macro parse_amount(column, otherwise='', name=none) -%}
    {%- set bare = with_replaced(column, blank_of_unit() ~ '[mMtk].*$', '') -%}
    {%- set figure = with_replaced(with_replaced(bare, '[^\d.,]', ''), '[.,]$', '') -%}
    {%- set number = "cast(replace(" ~ with_replaced(figure, '\.(\d{3})', '(1)') ~ ", ',', '.') as decimal(18, 2))" -%}
    {%- set is_negative = fits(bare, '[' ~ dashes() ~ '(].*|.*\d[' ~ dashes() ~ ']') -%}
    {{ value_or_refuse(
        column,
        amount_refusal(column, otherwise),
        "case when " ~ content_of(column) ~ " = 'amount' then case when " ~ is_negative ~ " then -1 else 1 end * "
        ~ number ~ " end",
        name
    ) }}
{%- endmacro %}


{% macro amount_refusal(column, otherwise='') -%}
    {%- set dash = '[' ~ dashes() ~ ']' -%}
    {%- set number = '(\d+|\d{1,3}(\.\d{3})+|\d{1,3}([' ~ thin_blanks() ~ ']\d{3})+)([.,](\d{1,2}|' ~ dash ~ '))?' -%}
    {%- set signed = '(' ~ dash ~ '?' ~ number ~ '|\(' ~ number ~ '\)|' ~ number ~ dash ~ ')' -%}
    case
        when
            {{ content_of(column) }} <> 'amount'
            or (
                {{ fits(column, signed ~ '(' ~ unit_pattern('mio') ~ '|' ~ unit_pattern('t') ~ '|' ~ unit_pattern('kr') ~ ')?') }}
                and not {{ fits(column, '.*[.,]' ~ dash ~ dash) }}
                -- more digits would not fit DECIMAL(18, 2)
                and length({{ with_replaced(column, '\D', '') }}) <= 15
            )
            then null
        when {{ fits(column, dash ~ '?\d{1,3}(\.\d{3})*\.\d{4,5}') }}
            then 'an amount; a footnote mark may be glued to the figure: it goes into footnote_marks'
        when {{ amount_in_words(column) }} is not null
            then 'an amount; enter in amount_read what it then is, with reading_reason in_words'
        else 'an amount such as 5.800, 3000, 3.1 or 6,8 (of 15 digits at most), nor - or empty{{ otherwise }}'
    end
{%- endmacro %}


{% macro content_of(column) -%}
    case
        when {{ column }} is null then 'empty'
        when {{ fits(column, '[' ~ dashes() ~ ']') }} then 'dash'
        when {{ column }} = '?' then 'open'
        else 'amount'
    end
{%- endmacro %}


{#- What words in the place of an amount say becomes of it. A year that gets it may stand beside them, and other figures. -#}
{% macro amount_in_words(column) -%}
    case
        when {{ fits('lower(' ~ column ~ ')', '(uændret|uændr[.]?|uforandret|som (hidtil|før|nu)|unchanged)([^a-zæøå0-9][^0-9]*)?') }}
            then 'unchanged'
        when {{ fits('lower(' ~ column ~ ')', '(udgår|udgået|bortfald(er|et)|ophør(er|t)|slette[st])([^a-zæøå0-9][^0-9]*)?') }}
            then 'ended'
        when {{ fits(
            'lower(' ~ column ~ ')', '.*(overfør|udsky|udskud|flytte|fremfør)[^0-9]*( [0-9.]+[^0-9]*)? 20[0-9][0-9]([^0-9].*)?'
        ) }}
            and not {{ fits('lower(' ~ column ~ ')', '.* fra 20[0-9][0-9][^0-9]*') }}
            then 'carried'
    end
{%- endmacro %}


{% macro year_carried_to(column) -%}
    case
        when {{ amount_in_words(column) }} = 'carried'
            then cast({{ with_replaced(column, '^.*(20[0-9][0-9])[^0-9]*$', '(1)') }} as integer)
    end
{%- endmacro %}


{% macro has_other_figures(column) -%}
    {{ fits(with_replaced(column, '20[0-9][0-9]', ''), '.*[0-9].*') }}
{%- endmacro %}


{#- The figure beside words that carry money to another year, or the one after heraf, without a unit; NULL for others. -#}
{% macro figure_carried(column) -%}
    {%- set without_years = with_replaced('lower(' ~ column ~ ')', ' 20[0-9][0-9]', '') -%}
    {%- set figure = with_replaced(without_years, '^.*(heraf|hvoraf|deraf)', '') -%}
    case
        when {{ amount_in_words(column) }} = 'carried' and {{ fits(figure, '[^0-9]*[0-9]{1,3}([.]?[0-9]{3})*[^0-9]*') }}
            then
                case
                    when not {{ fits(figure, '.*(mio|mia|kr).*') }}
                        then cast({{ with_replaced(figure, '[^0-9]', '') }} as decimal(18, 2))
                end
    end
{%- endmacro %}


{% macro without_brackets(column) -%}
    {{ return(with_replaced(column, '^\[(.+)\]$', '(1)')) }}
{%- endmacro %}


{% macro unit_in(column) -%}
    case
        {% for unit, kroner in [('mio', 1000000), ('t', 1000), ('kr', 1)] -%}
        when {{ fits(column, '.*' ~ unit_pattern(unit)) }} then {{ kroner }}
        {% endfor -%}
    end
{%- endmacro %}


{% macro unit_pattern(unit) -%}
    {%- set kroner = 'kr\.?' -%}
    {%- set first = {'mio': '[mM]io\.?( ?' ~ kroner ~ ')?', 't': 't\. ?' ~ kroner ~ '|tkr\.?', 'kr': kroner}[unit] -%}
    {{ return(blank_of_unit() ~ '(' ~ first ~ ')') }}
{%- endmacro %}


{% macro blank_of_unit() -%}
    {{ return('[ ' ~ thin_blanks() ~ ']') }}
{%- endmacro %}


{% macro thin_blanks() -%}
    {{ return('\u00a0\u2007\u2009\u202f') }}
{%- endmacro %}


{% macro dashes() -%}
    {{ return('-‐‑‒–—―−') }}
{%- endmacro %}
