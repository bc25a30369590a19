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
