{#- The tables whose title or unit says of which years their one column is, or that its amounts are of each of them, where
    the column is entered otherwise. -#}
{% macro spans_by_title(printed_columns, printed_tables) -%}
    select
        document_id,
        table_no,
        min(text_printed) as text_printed,
        min(heading_printed) as heading_printed,
        min(year) as year
    from (
        select
            printed_columns.document_id,
            printed_columns.table_no,
            printed_columns.heading_printed,
            printed_columns.year,
            case
                when
                    printed_columns.spread = 'in_all'
                    and {{ is_of_each_year('printed_tables.unit_printed') }}
                    then printed_tables.unit_printed
                when
                    printed_columns.spread = 'in_all'
                    and {{ is_of_each_year('printed_tables.title_printed') }}
                    then printed_tables.title_printed
                when
                    printed_columns.column_kind = 'year'
                    and printed_columns.columns_count = 1
                    and printed_columns.appropriation_type is null
                    and not {{ fits('printed_columns.heading_printed', '.*[0-9].*') }}
                    and {{ is_of_several_years('printed_tables.title_printed') }}
                    then printed_tables.title_printed
            end as text_printed
        from (
            select
                *,
                count(*) over (partition by document_id, table_no) as columns_count
            from {{ printed_columns }}
            where column_kind in ('year', 'period')
        ) as printed_columns
        inner join {{ printed_tables }} as printed_tables
            on
                printed_columns.document_id = printed_tables.document_id
                and printed_columns.table_no = printed_tables.table_no
    ) as spans
    where text_printed is not null
    group by document_id, table_no
{%- endmacro %}


{% macro is_of_each_year(text) -%}
    {{ fits('lower(' ~ text ~ ')', '(.*[^a-zæøå])?((pr[.]|per|hvert) år|årligt?|årlige)([^a-zæøå].*)?') }}
{%- endmacro %}
