{% macro in_kroner(amount, unit_dkk, printed, place=none) -%}
    {%- set prefix = place ~ '.' if place else '' -%}
    {#- the product of two DECIMAL(18) is one of 18 digits too, and would overflow without a line -#}
    {%- set dkk = 'cast(' ~ amount ~ ' as decimal(30, 2)) * ' ~ unit_dkk -%}
    case
        when abs({{ dkk }}) < 10000000000000000 then cast({{ dkk }} as decimal(18, 2))
        when {{ amount }} is not null
            then {{ stop_with(
                prefix ~ "seed_file || ' line ' || " ~ prefix ~ "seed_line || ', " ~ printed.split(".")[-1] ~ ": \"' || "
                ~ printed ~ " || '\" in units of ' || " ~ unit_dkk ~ " || ' kr. is not an amount of at most 16 digits'"
            ) }}
    end
{%- endmacro %}


{% macro printed_in_kroner(cells) -%}
    case {{ cells }}.content
        when 'amount' then {{ cell_in_kroner(cells) }}
        when 'dash' then cast(0 as decimal(18, 2))
    end
{%- endmacro %}


{#- What a table prints as taken away, without a minus, is below 0. -#}
{% macro as_stated(dkk, states) -%}
    cast(case {{ states }} when 'reduction' then -1 else 1 end * {{ dkk }} as decimal(18, 2))
{%- endmacro %}


{% macro states_of(printed_columns='printed_columns', printed_tables='printed_tables') -%}
    coalesce({{ printed_columns }}.states, {{ printed_tables }}.states)
{%- endmacro %}


{% macro cell_in_kroner(cells) -%}
    {{ in_kroner(
        cells ~ '.amount', 'coalesce(' ~ cells ~ '.own_unit_dkk, printed_tables.unit_dkk)', cells ~ '.amount_printed', cells
    ) }}
{%- endmacro %}
