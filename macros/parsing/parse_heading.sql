{% macro parse_heading(column) -%}
    {{ value_or_refuse(
        column, heading_refusal(column), 'cast(substr(' ~ year_first(heading_without_budget(column)) ~ ', 1, 4) as integer)'
    ) }}
{%- endmacro %}


{% macro heading_refusal(column) -%}
    case
        when {{ year_refusal(heading_without_budget(column)) }} is null then null
        when {{ fits(column, '.*20\d{2} ?/ ?(20)?\d{2}.*') }}
            then 'one year; write the year that the column is counted in into first_year'
        when not {{ fits(column, '.*\d.*') }}
            then 'a year; write the year that the column is counted in into first_year, or the column_kind that it is'
        else 'a year from 2000 to 2099, such as 2026, B2027, Budget 2027 or BO 2028; of any other heading of a year,'
            || ' write the year into first_year'
    end
{%- endmacro %}


{% macro heading_without_budget(column) -%}
    {{ with_replaced(column, '^(?:[Bb]|BO|[Bb]udget|BUDGET|[Bb]udgetår|(?:[Bb]udget)?[Oo]verslag(?:sår)?) ?(20)', '(1)') }}
{%- endmacro %}


{#- The year of a price level (`2026-PL`), which that of the money is not. -#}
{% macro is_price_level(column) -%}
    {{ fits(column, '20[0-9][0-9][ -]?[Pp]/?[Ll]|[Pp]/?[Ll][ -]?20[0-9][0-9]') }}
{%- endmacro %}


{#- Two years in a row may be one that is counted from summer to summer. -#}
{% macro is_of_several_years(column) -%}
    {%- set to_year = ' ?(?:til|[' ~ dashes() ~ ']) ?(?:20)?' -%}
    case
        when {{ fits(
            'lower(' ~ column ~ ')',
            '.*20[0-9][0-9][^a-zæøå]*(og )?(frem|fremover|fremefter|følgende|efterfølgende|ff)([^a-zæøå].*)?'
        ) }}
            then true
        when {{ fits(
            'lower(' ~ column ~ ')',
            '(helårs?(virkning|effekt)|varigt?|fremover|herefter|(efterfølgende|følgende|senere|tidligere|kommende|øvrige) år'
            ~ '|(ved )?(fuld|fuldt) (indfasning|indfaset|virkning|effekt))[^a-zæøå0-9]*|fra( og med)? 20[0-9][0-9][^a-zæøå0-9]*'
            ~ '|20[0-9][0-9] ?[' ~ dashes() ~ ']'
        ) }}
            then true
        when {{ fits(column, '.*20[0-9][0-9]' ~ to_year ~ '[0-9][0-9]([^0-9].*)?') }}
            then
                cast({{ with_replaced(column, '^.*20[0-9][0-9]' ~ to_year ~ '([0-9][0-9]).*$', '(1)') }} as integer)
                - cast({{ with_replaced(column, '^.*20([0-9][0-9])' ~ to_year ~ '[0-9][0-9].*$', '(1)') }} as integer) > 1
        else false
    end
{%- endmacro %}


{#- In how many parts like its own a heading divides its year; NULL where it names no part. A day is one of two. -#}
{% macro parts_of_its_year(column) -%}
    {%- set month = '(' ~ danish_months() | join('|') ~ '|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)[.]?' -%}
    {%- set before = '(.*[^a-zæøå0-9])?' -%}
    {%- set after = '([^a-zæøå0-9].*)?' -%}
    case
        when {{ fits('lower(' ~ column ~ ')', before ~ '((kvartal|kvt)' ~ after ~ '|q[1-4]([ /.,)].*)?)') }} then 4
        when {{ fits('lower(' ~ column ~ ')', before ~ 'tertial' ~ after) }} then 3
        when {{ fits(
            'lower(' ~ column ~ ')',
            before ~ '(halvår|halvdel( af)? 20[0-9][0-9]|rest(en)? af|([2-9]|1[01]) ?(måneder|måneders|mdr))' ~ after
            ~ '|' ~ before ~ '(h[12]|[12]h)([ /.,)].*)?'
            ~ '|' ~ before ~ month ~ ' ?(til|/|[' ~ dashes() ~ ']) ?' ~ month ~ after
            ~ '|' ~ month ~ ' 20[0-9][0-9]'
            ~ '|((saldo|status|beholdning|stade) )?((pr|per)[.]? )?(ultimo|primo|medio)' ~ after
            ~ '|((saldo|status|beholdning|stade) )?(pr|per)[.]? [0-3]?[0-9]' ~ after
        ) }} then 2
    end
{%- endmacro %}


{#- The tables with levels of a part of a year that lacks other parts there; of all parts columns_of_a_year_are_parts asks
    whether they add up. -#}
{% macro years_in_part(printed_columns, printed_tables) -%}
    select
        document_id,
        table_no,
        min(heading_printed) as heading_printed,
        min(year) as year
    from (
        select
            printed_columns.document_id,
            printed_columns.table_no,
            printed_columns.year,
            min(printed_columns.heading_printed) as heading_printed
        from {{ printed_columns }} as printed_columns
        inner join {{ printed_tables }} as printed_tables
            on
                printed_columns.document_id = printed_tables.document_id
                and printed_columns.table_no = printed_tables.table_no
        where
            printed_columns.column_kind = 'year'
            and {{ states_of() }} = 'level'
            and {{ parts_of_its_year('printed_columns.heading_printed') }} is not null
        group by printed_columns.document_id, printed_columns.table_no, printed_columns.year
        having count(*) < max({{ parts_of_its_year('printed_columns.heading_printed') }})
    ) as years
    group by document_id, table_no
{%- endmacro %}


{% macro counted_units() -%}
    {{ return('plads|borger|barn|elev|deltager|person|forløb|enhed|stk|time|døgn|uge|måned') }}
{%- endmacro %}


{% macro is_of_no_money(text) -%}
    {{ fits(
        'lower(' ~ text ~ ')',
        '(antal|årsværk|takst(er)?|enhedspris(er)?)([^a-zæøå].*)?|.*(%|[^a-zæøå](pct|procent)([^a-zæøå].*)?)'
        ~ '|(.*[^a-zæøå])?pr[.]? (' ~ counted_units() ~ ').*'
    ) }}
{%- endmacro %}


{#- What a heading says that keeps its column from being the money of its year; NULL where it says nothing of the kind. -#}
{% macro heading_against_a_year(column) -%}
    case
        when {{ fits('lower(' ~ column ~ ')', '(i alt|ialt|total|totalt|sum|samlet)[^a-zæøå0-9]*') }}
            then 'adds up other columns; write column_kind row_total'
        when {{ fits('lower(' ~ column ~ ')', '.*kumuler.*') }}
            then 'adds up the years before; write column_kind other'
        when {{ fits('lower(' ~ column ~ ')', '((heraf|herunder|hvoraf) )?frigiv(es|et|else|elser).*') }}
            then 'is released of what is set aside, and is no more money; write column_kind other'
        when {{ fits(
            'lower(' ~ column ~ ')', '(månedlig|ugentlig|kvartalsvis|halvårlig)t?e? (beløb|udgift|ydelse|betaling|tilskud|støtte).*'
        ) }}
            then 'is of a month or another part of the year that comes again; write column_kind other'
    end
{%- endmacro %}


{#- A column that by its heading has what others have together, if there are others. -#}
{% macro is_sum_of_columns(column) -%}
    {{ fits(
        'lower(' ~ column ~ ')',
        '((samlet|samlede|total|totalt|totale) )?((projekt|anlægs|bevillings|total)sum(men)?|(budget|bevilling|beløb|udgifter) i alt)'
        ~ '[^a-zæøå0-9]*|(samlet|samlede|total|totale) (budget|bevilling|økonomi|beløb|udgift(er)?|ramme)[^a-zæøå0-9]*'
    ) }}
{%- endmacro %}


{% macro is_asked_for(column) -%}
    {{ fits('lower(' ~ column ~ ')', '(ansøg(t|te|es|ning)|ønske(t|r)?|budgetforslag|forslag|foreslå(et|s)|indstillet)([^a-zæøå].*)?') }}
{%- endmacro %}


{#- A level behind a change is what the change makes of it. -#}
{% macro is_what_a_change_makes(levels, changes) -%}
    (
        {{ levels }}.column_no > {{ changes }}.column_no
        or {{ fits('lower(' ~ changes ~ '.heading_printed)', '(heraf|herunder|hvoraf|deraf)([^a-zæøå].*)?') }}
    )
    and not {{ fits('lower(' ~ levels ~ '.heading_printed)', '.*(vedtag|oprindelig|nuværende|hidtidig|gældende|før).*') }}
{%- endmacro %}


{#- Money that is carried over from one year to another, by a word for it and a year. -#}
{% macro carries_money(text) -%}
    {{ fits(
        'lower(' ~ text ~ ')',
        '.*overfør(t|te|es|sel|sler|ing|inger) (.* )?((fra|til) 20[0-9][0-9]|fra (tidligere|foregående|forrige|sidste) år).*'
    ) }}
{%- endmacro %}


{% macro carried_year(text, word) -%}
    case
        when {{ fits('lower(' ~ text ~ ')', '.* ' ~ word ~ ' 20[0-9][0-9].*') }}
            then cast({{ with_replaced('lower(' ~ text ~ ')', '^.* ' ~ word ~ ' (20[0-9][0-9]).*$', '(1)') }} as integer)
    end
{%- endmacro %}
