-- Tests the test relationships: a value that is not found in the field fails; NULL points nowhere and passes.
with bad (name, seed_file, seed_line) as (

    values ('a', 'bad.csv', 2), ('c', 'bad.csv', 3), (null, 'bad.csv', 4)

),

good (name, seed_file, seed_line) as (

    values ('a', 'good.csv', 2), ('b', 'good.csv', 3)

),

known (code) as (

    values ('a'), ('a'), ('b')

),

in_bad as (
    {{ test_relationships('bad', 'name', 'known', 'code') }}
),

in_good as (
    {{ test_relationships('good', 'name', 'known', 'code') }}
),

{{ expect_lines('relationships', [3]) }}
