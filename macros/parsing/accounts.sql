{#- What accounts are called, alone or with a word before, as a pattern; and what else is meant. -#}
{% macro words_of_accounts(others='') -%}
    {{ return(
        '((forventet|faktisk|realiseret|skønnet|foreløbigt|endeligt|årets|samlet|afholdt) )*'
        ~ '(regnskab|forbrug|merforbrug|mer-? ?(/|og|eller) ?mindreforbrug|årsregnskab|årsresultat' ~ others ~ ')'
    ) }}
{%- endmacro %}


{% macro is_of_accounts(column) -%}
    {%- set others = '|realiseret|afholdt|bogført|udbetalt|restbudget|restbevilling|restbeløb|f?r ?20[0-9][0-9]' -%}
    {{ fits('lower(' ~ column ~ ')', words_of_accounts(others) ~ '.*') }}
{%- endmacro %}


{#- The year that a title says the accounts to be of, or that of its paper where it says none; NULL for any other title. -#}
{% macro year_of_accounts(text, issued_year) -%}
    case
        when {{ fits('lower(' ~ text ~ ')', '.*(budget|bevil|afsat).*') }} then null
        when {{ fits('lower(' ~ text ~ ')', words_of_accounts() ~ '( (for|i|pr[.]))* 20[0-9][0-9]([^0-9].*)?') }}
            then cast({{ with_replaced(text, '^[^0-9]*(20[0-9][0-9]).*$', '(1)') }} as integer)
        when {{ fits('lower(' ~ text ~ ')', words_of_accounts() ~ '[^a-zæøå0-9]*') }} then {{ issued_year }}
    end
{%- endmacro %}
