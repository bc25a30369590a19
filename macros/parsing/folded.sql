{#-
    A text as it is compared, never as it is shown: printing habits that change no word are folded away. Ligatures are
    letters, dashes are hyphens, a mark over a letter is part of it, blanks of any kind and number are one, and
    characters without width (soft hyphen, joiners) are none.
-#}
{% macro folded(text) -%}
    {%- set blanks = wide_blanks() + [10, 13, 8232, 8233] -%}
    {%- set unseen = unseen_characters() + [173, 8204, 8205, 8288] -%}
    {%- set ligatures = {64256: 'ff', 64257: 'fi', 64258: 'fl', 64259: 'ffi', 64260: 'ffl', 64261: 'st', 64262: 'st'} -%}
    {%- set found = namespace(
        text='translate(' ~ composed(text) ~ ", '" ~ dashes() ~ "' || " ~ characters(blanks + unseen)
        ~ ", '" ~ '-' * (dashes() | length) ~ ' ' * (blanks | length) ~ "')"
    ) -%}
    {%- for ligature, letters in ligatures.items() -%}
        {%- set found.text = 'replace(' ~ found.text ~ ', ' ~ characters([ligature]) ~ ", '" ~ letters ~ "')" -%}
    {%- endfor -%}
    trim({{ with_replaced(found.text, ' +', ' ') }})
{%- endmacro %}


{#-
    The end of a finding that shows two texts: where they first differ and in which characters, when that is hard to see.
    It is when few characters differ, or when one holds a character that no Danish keyboard has. Else an empty text.
-#}
{% macro told_apart(a, b) -%}
    {%- set at = first_difference(a, b) -%}
    {%- set strange = '.*[^ -~¡-ɏ‘-‟§«»…–].*' -%}
    coalesce(
        case
            when
                {{ a }} <> {{ b }}
                and (levenshtein({{ a }}, {{ b }}) <= 3 or {{ fits(a ~ ' || ' ~ b, strange) }})
                then
                    '; they differ first at character ' || {{ at }} || ', '
                    || {{ named_character(a, at) }} || ' and ' || {{ named_character(b, at) }}
        end,
        ''
    )
{%- endmacro %}


{#- The character at a place of a text, with its code point. -#}
{% macro named_character(text, at) -%}
    {%- set character = 'substr(' ~ text ~ ', ' ~ at ~ ', 1)' -%}
    case
        when {{ at }} > length({{ text }}) then 'the end'
        else '"' || {{ character }} || '" (' || {{ code_point_of(character) }} || ')'
    end
{%- endmacro %}
