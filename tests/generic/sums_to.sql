{% test sums_to(model, amount, to, to_amount, by, only='true', to_only='true') -%}
{{ check_sums_to(model, amount, to, to_amount, by, only, to_only) }}
{%- endtest %}
