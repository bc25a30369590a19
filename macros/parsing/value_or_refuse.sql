{#-
    The end of a parsing macro: the value, unless `refusal` (NULL, or what was expected instead) says that the text
    cannot be read. Then the query stops, and the message names file, line, column, what stands there and what was
    expected: a text never becomes NULL. The test `is_readable` finds all such texts before; this is the last line of
    defence. The column is trimmed already;
    `seed_file` and `seed_line` stand beside it.
-#}
{% macro value_or_refuse(column, refusal, value) -%}
    case
        when {{ refusal }} is null then {{ value }}
        else {{ stop_with(
            "seed_file || ' line ' || seed_line || ', " ~ column ~ ": \"' || " ~ column ~ " || '\" is not ' || " ~ refusal
        ) }}
    end
{%- endmacro %}
