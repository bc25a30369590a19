-- Tests the test relationships_by_columns: all columns must agree in one row; a row with NULL passes.
with bad (name, number, seed_file, seed_line) as (

    values
    ('a', 1, 'bad.csv', 2),
    ('a', 2, 'bad.csv', 3),
    ('b', 1, 'bad.csv', 4),
    (null, 1, 'bad.csv', 5),
    ('c', 9, 'bad.csv', 6)

),

good (name, number, seed_file, seed_line) as (

    values ('a', 1, 'good.csv', 2), ('b', 2, 'good.csv', 3)

),

known (name, code) as (

    values ('a', 1), ('a', 1), ('b', 2)

),

in_bad as (
    {{ test_relationships_by_columns('bad', ['name', 'number'], 'known', ['name', 'code']) }}
),

in_good as (
    {{ test_relationships_by_columns('good', ['name', 'number'], 'known', ['name', 'code']) }}
),

{{ expect_lines('relationships_by_columns', [3, 4, 6]) }}
