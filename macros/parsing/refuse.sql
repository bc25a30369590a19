{#-
    Stops the build at a text that cannot be read: it never becomes NULL. The message names the file, the line,
    the column, what stands there and what was expected. Needs `seed_file` and `seed_line` in the FROM.
-#}
{% macro refuse(column, expected) -%}
    error(
        seed_file || ' line ' || seed_line || ', {{ column }}: "' || {{ column }} || '" is not {{ expected }}'
    )
{%- endmacro %}
