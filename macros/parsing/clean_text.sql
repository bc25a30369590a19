{#-
    Text without the blanks around it; a text of blanks alone is NULL. Word and Danish Excel write no-break (160, 8239),
    figure (8199), thin (8201) and other spaces by habit; 8203 and 65279 (the byte-order mark) have no width at all.
-#}
{% macro clean_text(column) -%}
    nullif({{ trimmed_of(column, wide_blanks() + unseen_characters()) }}, '')
{%- endmacro %}


{#- The code points of blanks that can be seen. -#}
{% macro wide_blanks() -%}
    {{ return([32, 9, 160, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8239, 8287, 12288]) }}
{%- endmacro %}


{#- The code points of blanks without width. -#}
{% macro unseen_characters() -%}
    {{ return([8203, 65279]) }}
{%- endmacro %}
