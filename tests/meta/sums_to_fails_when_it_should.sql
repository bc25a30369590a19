-- Tests the test sums_to: a sum that differs and a group that either side lacks fail; NULL or 0 against none holds.
with bad (name, amount) as (

    values ('equal', 1), ('equal', 2), ('off', 5), ('only here', 7), ('null here', null)

),

good (name, amount) as (

    values ('equal', 3), ('zero', null)

),

whole (name, amount) as (

    values ('equal', 3), ('off', 4), ('only there', 7), ('zero', 0)

),

in_bad as (

    select
        finding,
        case substr(finding, 6, 4) when 'off:' then 1 when 'only' then 2 else 3 end as seed_line
    from ({{ test_sums_to('bad', 'amount', 'whole', 'amount', ['name']) }}) as findings

),

in_good as (
    {{ test_sums_to('good', 'amount', 'whole', 'amount', ['name'], to_only="name in ('equal', 'zero')") }}
),

{{ expect_lines('sums_to', [1, 2, 2]) }}
