{% macro parse_unit(column) -%}
    {{ value_or_refuse(column, unit_refusal(column), unit_named(column)) }}
{%- endmacro %}


{% macro unit_refusal(column) -%}
    case
        when {{ column }} is not null and {{ unit_named(column) }} is null
            then 'a unit such as kr., 1.000 kr., t.kr. or mio. kr.'
    end
{%- endmacro %}


{% macro unit_named(column) -%}
    {#- A million names kroner too, and so does a thousand: the larger word goes first. Of billions none is carried. -#}
    {%- set words = [
        ('(.*[^a-zæøå])?(euro?|usd|dollars?|.*€)', 'null'),
        ('\D*(mia|mrd|milliard|milliarder)', 'null'),
        ('\D*(mio|mill|millioner)', 1000000),
        ('(\D*[^a-zæøå\d])?(1\.?000 ?kr|t\. ?kr|tkr|tusinde?)', 1000),
        ('(\D*[^a-zæøå\d])?(kr|kroner|dkk)', 1),
    ] -%}
    case
        {% for pattern, kroner in words -%}
        when {{ fits('lower(' ~ column ~ ')', pattern ~ '([^a-zæøå\d].*)?') }} then {{ kroner }}
        {% endfor -%}
    end
{%- endmacro %}


{#- Wherever it stands in a text: `i mio. kr.`, `(beløb i t.kr.)`. What a number stands before is an amount of that unit,
    as in `Pulje på 2 mio. kr.`; 1.000 kr. is a unit where a text speaks of one. -#}
{% macro unit_within(text) -%}
    {%- set before = '(^|[^a-zæøå])' -%}
    {%- set number = '([0-9½¼¾][0-9.,]*|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|tyve|hundrede?|halvanden|halv|få'
        ~ '|flere|mange|nogle)' -%}
    {%- set unit = '(mia|mrd|milliard|mio|mill|t[.] ?kr|tkr|tusind|kr|euro?|usd|dollar|€)' -%}
    {%- set opening = '([(/,:]|' ~ before ~ 'i( hele)?) ?' -%}
    {%- set thousands = with_replaced('lower(' ~ text ~ ')', opening ~ '1[.]?000 ?kr', ' i t.kr') -%}
    {%- set bare = with_replaced(thousands, before ~ number ~ ' ?' ~ unit, ' ') -%}
    {%- set words = [
        ('.*(' ~ opening ~ '|' ~ before ~ '(mio|mill|t|1000)[.]? ?)(euro?|usd|dollars?)|.*€', 0),
        ('.*' ~ before ~ '(mia|mrd|milliard(er)? kr)', 1000000000),
        ('.*' ~ before ~ '(mio|mill[.]|mill kr|millioner kr|i( hele)? millioner)', 1000000),
        ('.*' ~ before ~ '(t[.] ?kr|tkr|tusinde? kr|i( hele)? tusinde?)', 1000),
        ('.*' ~ opening ~ '(kr|kroner|dkk)', 1),
    ] -%}
    case
        {% for pattern, kroner in words -%}
        when {{ fits(bare, '(' ~ pattern ~ ')([^a-zæøå0-9].*)?') }} then {{ kroner }}
        {% endfor -%}
    end
{%- endmacro %}
