-- Tests the test is_unique_by: every copy after the first; NULL equals NULL; `only` narrows it.
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
    {{ check_is_unique_by('bad', ['name', 'number']) }}
),

in_good as (
    {{ check_is_unique_by('good', ['name', 'number'], only="name <> 'skip'") }}
),

{{ expect_lines('is_unique_by', [3, 5, 7]) }}
