-- Tests the test not_null: once for each NULL.
with bad (name, amount, seed_file, seed_line) as (

    values ('a', 1, 'bad.csv', 2), (null, 1, 'bad.csv', 3), (null, null, 'bad.csv', 4)

),

good (name, amount, seed_file, seed_line) as (

    values ('a', 0, 'good.csv', 2)

),

in_bad as (
    {{ test_not_null('bad', columns=['name', 'amount']) }}
),

in_good as (
    {{ test_not_null('good', columns=['name', 'amount']) }}
),

{{ expect_lines('not_null', [3, 4, 4]) }}
