-- Tests the test holds: false fails, and so does NULL.
with bad (first_year, last_year, seed_file, seed_line) as (

    values (1, 2, 'bad.csv', 2), (2, 1, 'bad.csv', 3), (null, 1, 'bad.csv', 4)

),

good (first_year, last_year, seed_file, seed_line) as (

    values (1, 1, 'good.csv', 2)

),

in_bad as (
    {{ test_holds('bad', 'first_year <= last_year', 'first before last', ['first_year', 'last_year']) }}
),

in_good as (
    {{ test_holds('good', 'first_year <= last_year', 'first before last', ['first_year', 'last_year']) }}
),

{{ expect_lines('holds', [3, 4]) }}
