{% macro value_or_refuse(column, refusal, value, name=none) -%}
    case
        when {{ refusal }} is null then {{ value }}
        else {{ stop_with(
            "seed_file || ' line ' || seed_line || ', " ~ (name or column) ~ ": \"' || " ~ column ~ " || '\" is not ' || " ~ refusal
        ) }}
    end
{%- endmacro %}
