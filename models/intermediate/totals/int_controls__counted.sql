{#- The register of controls: what is counted, over which rows, for which table and item, and what each row adds. -#}
{% set controls = [
    ('tables', 'stg_raw_tables', 'null', 'null', '1'),
    ('unit_dkk', 'stg_raw_tables', 'table_no', 'null', 'unit_dkk'),
    ('table_pl_year', 'stg_raw_tables', 'table_no', 'null', 'pl_year'),
    ('symbols', 'stg_raw_symbols', 'null', 'null', '1'),
    ('source_of_symbol', 'stg_raw_symbols', 'null', "symbol || ' ' || source_printed", '1'),
    ('document_issued_on', 'stg_raw_documents', 'null', 'null', 'extract(year from issued_on) * 10000 + extract(month from issued_on) * 100 + extract(day from issued_on)'),
    ('price_level_rule', 'stg_raw_documents', 'null', 'price_level_rule',
        'case when price_level_rule is not null then 1 end'),
    ('column_year', 'stg_raw_table_columns', 'table_no', 'column_no', 'coalesce(year, 0)'),
    ('column_is_change', 'stg_raw_table_columns', 'table_no', 'column_no', "case when states in ('change', 'reduction') then 1 end"),
    ('column_pl_year', 'stg_raw_table_columns', 'table_no', 'column_no', 'pl_year'),
    ('row_pl_year', 'stg_raw_table_rows', 'table_no', 'row_no', 'pl_year'),
    ('row_nos_by_symbol', 'int_rows__symbolised', 'table_no', 'symbols_printed', 'row_no'),
    ('rows_by_symbol', 'int_rows__symbolised', 'table_no', 'symbols_printed', '1'),
    ('cells_amount', 'stg_raw_allocations', 'table_no', 'null', "case when content in ('amount', 'open', 'outside') then 1 else 0 end"),
    ('cells_dash', 'stg_raw_allocations', 'table_no', 'null', "case content when 'dash' then 1 else 0 end"),
    ('cells_empty', 'stg_raw_allocations', 'table_no', 'null', "case content when 'empty' then 1 else 0 end"),
    ('footnote_marks', 'stg_raw_allocations', 'table_no', 'null',
        "coalesce(length(footnote_marks) - length(replace(footnote_marks, ' ', '')) + 1, 0)"),
    ('partly_unallocated_cells', 'stg_raw_allocations', 'table_no', 'null',
        'case when is_partly_unallocated then 1 else 0 end'),
    ('partly_unallocated_row_nos', 'stg_raw_allocations', 'table_no', 'null',
        'case when is_partly_unallocated then row_no else 0 end'),
    ('partly_unallocated_column_nos', 'stg_raw_allocations', 'table_no', 'null',
        'case when is_partly_unallocated then column_no else 0 end'),
    ('footnote_amount_dkk', 'stg_raw_footnotes', 'table_no', 'footnote_no', 'amount_dkk'),
    ('footnotes_by_source', 'stg_raw_footnotes', 'table_no', "coalesce(source_printed, 'none')", '1'),
    ('footnotes_by_committee', 'stg_raw_footnotes', 'table_no', "coalesce(committee_printed, 'none')", '1'),
    ('footnote_row', 'int_footnotes__placed', 'table_no', 'footnote_no', 'row_no'),
    ('footnote_year', 'int_footnotes__placed', 'table_no', 'footnote_no', 'year'),
    ('footnote_pl_year', 'stg_raw_footnotes', 'table_no', 'footnote_no', 'pl_year'),
    ('footnote_decision_year', 'stg_raw_footnotes', 'table_no', 'footnote_no', 'extract(year from decided_on)'),
    ('footnotes', 'stg_raw_footnotes', 'table_no', 'null', '1'),
    ('footnotes_sum_dkk', 'stg_raw_footnotes', 'table_no', 'null', 'amount_dkk'),
    ('printed_totals', 'stg_raw_printed_totals', 'table_no', 'null', '1'),
    ('decisions', 'stg_raw_decisions', 'null', 'null', '1'),
    ('grant_commitments', 'stg_raw_grant_commitments', 'null', 'null', '1'),
    ('commitment_amount_dkk', 'stg_raw_grant_commitments', 'null', 'commitment_id', 'amount_dkk'),
    ('commitment_table_no', 'stg_raw_grant_commitments', 'null', 'commitment_id', 'table_no'),
    ('commitment_first_year', 'stg_raw_grant_commitments', 'null', 'commitment_id', 'first_year'),
    ('commitment_last_year', 'stg_raw_grant_commitments', 'null', 'commitment_id', 'last_year'),
] %}

with things as (

    {% for control_kind, counted_in, table_no, item, counted in controls %}
        select
            document_id,
            cast({{ table_no }} as integer) as table_no,
            '{{ control_kind }}' as control_kind,
            cast({{ item }} as string) as item,
            cast({{ counted }} as decimal(18, 2)) as counted,
            seed_file,
            seed_line
        from {{ ref(counted_in) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        {{ count_control_id() }} as control_id,
        document_id,
        table_no,
        control_kind,
        item,
        {{ total_dkk('counted') }} as counted,
        min(seed_file) as seed_file,
        min(seed_line) as first_seed_line,
        max(seed_line) as last_seed_line
    from things
    -- what a table, a footnote or a commitment does not print is not counted: there is nothing on the page to count
    where counted is not null
    group by document_id, table_no, control_kind, item

)

select * from final
