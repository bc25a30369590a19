{#-
    What a client shows first to somebody who has only the file. It is published as main.about, where `{checks}` is the
    number of checks that ran, `{empty}` the tables without rows and `{build}` the build: the release knows them, the
    warehouse does not. The line of empty tables is left out when there are none.
-#}
{{ config(schema='main', alias='about') }}

with documents as (

    select * from {{ ref('dim_document') }}

),

named as (

    select
        {{ joined("title_da || ' (' || issued_on || ')'", '; ', 'document_no') }} as names_da,
        {{ joined("title_en || ' (' || issued_on || ')'", '; ', 'document_no') }} as names_en
    from documents

),

final as (

    select
        1 as line_no,
        'what' as topic,
        'Hvilke penge kommunale handleplaner har fået og har nu, efter initiativ, år og kilde, i kroner.' as text_da,
        'What money municipal action plans have had and have now, by initiative, year and source, in kroner.' as text_en
    union all
    select
        2 as line_no,
        'documents' as topic,
        names_da as text_da,
        names_en as text_en
    from named
    union all
    select
        3 as line_no,
        'begin' as topic,
        'marts.rpt_plan_overview er overblikket; marts.fct_allocation er pengene, én gang; '
        || 'audit.audit_trace fører hvert tal tilbage til brevets celle.' as text_da,
        'marts.rpt_plan_overview is the overview; marts.fct_allocation is the money, once; '
        || 'audit.audit_trace leads each figure back to the printed cell.' as text_en
    union all
    select
        4 as line_no,
        'caution' as topic,
        'Prisniveauer er blandede, som i brevene: summer er nominelle. Tilsagn (marts.fct_grant_commitment) '
        || 'lægges ikke til de afsatte midler.' as text_da,
        'Price levels are mixed, as in the letters: sums are nominal. Grant commitments (marts.fct_grant_commitment) '
        || 'are not added to allocations.' as text_en
    union all
    select
        5 as line_no,
        'proof' as topic,
        '{checks} kontroller er kørt uden fejl; se audit.audit_checks.' as text_da,
        '{checks} checks ran without a failure; see audit.audit_checks.' as text_en
    union all
    select
        6 as line_no,
        'empty' as topic,
        'Tomme for nu, fordi intet dokument endnu har noget til dem: {empty}.' as text_da,
        'Empty for now, since no document has anything for them yet: {empty}.' as text_en
    union all
    select
        7 as line_no,
        'build' as topic,
        '{build}' as text_da,
        '{build}' as text_en

)

select * from final
