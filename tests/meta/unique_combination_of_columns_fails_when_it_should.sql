-- Tests the test unique_combination_of_columns: every copy after the first; NULL equals NULL; `only` narrows it.
with bad (name, number, seed_file, seed_line) as (

    values
    ('a', 1, 'bad.csv', 2),
    ('a', 1, 'bad.csv', 3),
    ('a', null, 'bad.csv', 4),
    ('a', null, 'bad.csv', 5),
    ('b', 1, 'bad.csv', 6),
    ('a', 1, 'bad.csv', 7)

),

good (name, number, seed_file, seed_line) as (

    values ('a', 1, 'good.csv', 2), ('a', 2, 'good.csv', 3), ('skip', 1, 'good.csv', 4), ('skip', 1, 'good.csv', 5)

),

in_bad as (
    {{ test_unique_combination_of_columns('bad', ['name', 'number']) }}
),

in_good as (
    {{ test_unique_combination_of_columns('good', ['name', 'number'], only="name <> 'skip'") }}
),

{{ expect_lines('unique_combination_of_columns', [3, 5, 7]) }}
