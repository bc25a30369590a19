{% macro clean_text(column) -%}
    nullif({{ trimmed_of(column, wide_blanks() + unseen_characters()) }}, '')
{%- endmacro %}


{% macro wide_blanks() -%}
    {{ return([32, 9, 160, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8239, 8287, 12288]) }}
{%- endmacro %}


{% macro unseen_characters() -%}
    {{ return([8203, 65279]) }}
{%- endmacro %}
