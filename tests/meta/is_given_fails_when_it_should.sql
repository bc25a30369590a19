-- Tests the test is_given: once for each NULL.
with bad (name, amount, seed_file, seed_line) as (

    values ('a', 1, 'bad.csv', 2), (null, 1, 'bad.csv', 3), (null, null, 'bad.csv', 4)

),

good (name, amount, seed_file, seed_line) as (

    values ('a', 0, 'good.csv', 2)

),

in_bad as (
    {{ check_is_given('bad', ['name', 'amount']) }}
),

in_good as (
    {{ check_is_given('good', ['name', 'amount']) }}
),

{{ expect_lines('is_given', [3, 4, 4]) }}
