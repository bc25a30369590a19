{% macro speaks_of_savings(text) -%}
    {#- The same words stand in scripts/handleplan/reading/words.py. -#}
    {{ fits(
        'lower(' ~ text ~ ')',
        '.*(bespar|effektiviser|nedskær|reduktion|reducer|mindreudgift|saving|reduction|cutback).*'
        ~ '|(.*[^a-zæøå])?(spare.*|cuts?([^a-zæøå].*)?)'
    ) }}
{%- endmacro %}
