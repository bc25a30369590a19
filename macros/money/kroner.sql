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


{% macro printed_in_kroner(cells, printed_columns='printed_columns') -%}
    case {{ cells }}.content
        when 'amount' then {{ cell_in_kroner(cells, printed_columns) }}
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


{% macro cell_in_kroner(cells, printed_columns='printed_columns') -%}
    {{ in_kroner(cells ~ '.amount', unit_of(cells, printed_columns), cells ~ '.amount_printed', cells) }}
{%- endmacro %}


{#- A heading that repeats the unit of its table may repeat a misprint. -#}
{% macro unit_of(cells, printed_columns='printed_columns') -%}
    coalesce(
        {{ cells }}.own_unit_dkk,
        nullif({{ printed_columns }}.heading_unit_dkk, coalesce(printed_tables.printed_unit_dkk, printed_tables.unit_dkk)),
        printed_tables.unit_dkk
    )
{%- endmacro %}
