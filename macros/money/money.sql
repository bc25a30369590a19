{#-
    The words of the question, each defined here and nowhere else. All take amounts of current statements in kroner
    (`fct_allocation`) and add them as the letters do, across price levels.
-#}

{#- Allocated over the period: all years of the plan. -#}
{% macro allocated_over_period(amount) -%}
    {{ total_dkk(amount) }}
{%- endmacro %}


{#- Allocated now: the current year, which is that of the municipality's newest document. -#}
{% macro allocated_now(amount, year, current_year) -%}
    {{ total_dkk('case when ' ~ year ~ ' = ' ~ current_year ~ ' then ' ~ amount ~ ' else 0 end') }}
{%- endmacro %}


{#- Money of which one thing (source, decision or price level) is unknown. -#}
{% macro unknown_amount(amount, evidence) -%}
    {{ total_dkk('case when ' ~ evidence ~ " = 'unknown' then " ~ amount ~ ' else 0 end') }}
{%- endmacro %}


{#-
    A share of money, from 0 to 1; the share of nothing is 0. Both are sums of sizes (`abs`): with negative amounts among
    them plain sums would give shares below 0 or above 1. A share is no money: it may be rounded, to six decimals.
-#}
{% macro share_of(part, whole) -%}
    cast(case when {{ whole }} = 0 then 0 else {{ part }} / {{ whole }} end as decimal(9, 6))
{%- endmacro %}


{#- A sum of kroner in the type of kroner: DuckDB widens the type of a sum, and a contract holds it to this one. -#}
{% macro total_dkk(amount) -%}
    cast(sum({{ amount }}) as decimal(18, 2))
{%- endmacro %}
