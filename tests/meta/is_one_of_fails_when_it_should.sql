-- Tests the test is_one_of: another case or a blank is another value; NULL passes.
with bad (kind, seed_file, seed_line) as (

    values ('year', 'bad.csv', 2), ('Year', 'bad.csv', 3), ('year ', 'bad.csv', 4), (null, 'bad.csv', 5)

),

good (kind, seed_file, seed_line) as (

    values ('year', 'good.csv', 2), (null, 'good.csv', 3)

),

in_bad as (
    {{ check_is_one_of('bad', 'kind', ['year', 'other']) }}
),

in_good as (
    {{ check_is_one_of('good', 'kind', ['year', 'other']) }}
),

{{ expect_lines('is_one_of', [3, 4]) }}
