-- Tests the test unique: every copy after the first; `only` narrows it.
with bad (name, seed_file, seed_line) as (

    values ('a', 'bad.csv', 2), ('b', 'bad.csv', 3), ('a', 'bad.csv', 4), ('skip', 'bad.csv', 5), ('skip', 'bad.csv', 6)

),

good (name, seed_file, seed_line) as (

    values ('a', 'good.csv', 2), ('b', 'good.csv', 3)

),

in_bad as (
    {{ test_unique('bad', 'name', only="name <> 'skip'") }}
),

in_good as (
    {{ test_unique('good', 'name') }}
),

{{ expect_lines('unique', [4]) }}
