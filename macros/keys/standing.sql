{% macro never() -%}
    2147483647
{%- endmacro %}


{% macro stands_from(cells) -%}
    case when {{ cells }}.statement_kind = 'level' then {{ cells }}.document_rank else {{ cells }}.document_rank + 1 end
{%- endmacro %}


{% macro stands_until(cells) -%}
    coalesce({{ cells }}.replaced_by_rank, {{ never() }})
{%- endmacro %}


{% macro money_in_force(cells, periods) -%}
    select
        plan_id,
        initiative_id,
        year as first_year,
        year as last_year,
        'year' as spread,
        document_rank,
        statement_kind,
        replaced_by_rank,
        is_current,
        amount_dkk
    from {{ cells }}
    union all
    select
        plan_id,
        initiative_id,
        first_year,
        coalesce(last_year, {{ never() }}) as last_year,
        spread,
        document_rank,
        statement_kind,
        replaced_by_rank,
        is_current,
        amount_dkk
    from {{ periods }}
    where status = 'allocated'
{%- endmacro %}


{#- Initiatives that are said to stand beside another, with the plans whose money that has. -#}
{% macro said_apart(lineage, money) -%}
    select distinct
        apart.initiative_id,
        money.plan_id
    from (
        select
            initiative_id,
            other_initiative_id
        from {{ lineage }}
        where kind = 'apart_from'
        union all
        select
            other_initiative_id as initiative_id,
            initiative_id as other_initiative_id
        from {{ lineage }}
        where kind = 'apart_from'
    ) as apart
    inner join {{ money }} as money
        on apart.other_initiative_id = money.initiative_id
{%- endmacro %}
