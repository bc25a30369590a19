{% macro allocated_over_period(amount) -%}
    {{ total_dkk(amount) }}
{%- endmacro %}


{% macro allocated_now(amount, year, current_year) -%}
    {{ total_dkk('case when ' ~ year ~ ' = ' ~ current_year ~ ' then ' ~ amount ~ ' else 0 end') }}
{%- endmacro %}


{% macro unknown_amount(amount, evidence) -%}
    {{ total_dkk('case when ' ~ evidence ~ " = 'unknown' then " ~ amount ~ ' else 0 end') }}
{%- endmacro %}


{% macro share_of(part, whole) -%}
    cast(case when {{ whole }} = 0 then 0 else {{ part }} / {{ whole }} end as decimal(9, 6))
{%- endmacro %}


{% macro total_dkk(amount) -%}
    cast(sum({{ amount }}) as decimal(18, 2))
{%- endmacro %}
