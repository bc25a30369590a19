-- Tests the test accepted_values: another case or a blank is another value; NULL passes.
with bad (kind, seed_file, seed_line) as (

    values ('year', 'bad.csv', 2), ('Year', 'bad.csv', 3), ('year ', 'bad.csv', 4), (null, 'bad.csv', 5)

),

good (kind, seed_file, seed_line) as (

    values ('year', 'good.csv', 2), (null, 'good.csv', 3)

),

in_bad as (
    {{ test_accepted_values('bad', 'kind', ['year', 'other']) }}
),

in_good as (
    {{ test_accepted_values('good', 'kind', ['year', 'other']) }}
),

{{ expect_lines('accepted_values', [3, 4]) }}
