{#-
    Text without the blanks around it; a text of blanks alone is NULL.
    Word and Danish Excel write no-break (160, 8239), figure (8199) and thin (8201) spaces by habit;
    65279 is the byte-order mark that some editors leave in front of a file.
-#}
{% macro clean_text(column) -%}
    nullif(trim({{ column }}, ' ' || chr(9) || chr(160) || chr(8199) || chr(8201) || chr(8239) || chr(65279)), '')
{%- endmacro %}
