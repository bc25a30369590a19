-- Tests the test is_readable: a glued mark, a letter for a zero and a bad year are found; blanks around do not matter.
with bad (amount_printed, year_printed) as (

    values ('5.800', '2024'), ('5.8001', '2024'), ('5.8OO', '24'), (null, null)

),

good (amount_printed, year_printed) as (

    values (' 5.800 ', '2024 p/l'), ('-', null), (null, '2099')

),

in_bad as (
    {{ test_is_readable('bad', {'amount_printed': 'amount', 'year_printed': 'year'}, 'raw/bad') }}
),

in_good as (
    {{ test_is_readable('good', {'amount_printed': 'amount', 'year_printed': 'year'}, 'raw/good') }}
),

{{ expect_lines('is_readable', [3, 4, 4]) }}
