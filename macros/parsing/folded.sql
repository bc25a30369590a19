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


{% macro named_character(text, at) -%}
    {%- set character = 'substr(' ~ text ~ ', ' ~ at ~ ', 1)' -%}
    case
        when {{ at }} > length({{ text }}) then 'the end'
        else '"' || {{ character }} || '" (' || {{ code_point_of(character) }} || ')'
    end
{%- endmacro %}
