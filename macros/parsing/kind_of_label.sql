{#- What a row is by its label, if it is no initiative. From `asked_for` on it may be one all the same. -#}
{% macro kind_of_label(text) -%}
    {%- set whence = 'kasse|pulje|reserve|råderum|buffer|ramme|overførsler|mindreforbrug|eksisterende|lån|stat|fond|budget' -%}
    {%- set kinds = [
        ('year', '((b|bo|budget|år|budgetår|(budget)?overslag(sår)?) ?)?20[0-9][0-9]'
            ~ '( ?(og frem|ff[.]?|[/' ~ dashes() ~ '] ?(20)?[0-9][0-9]))?'),
        ('accounts_of_a_year', words_of_accounts() ~ '( (for|i|pr[.]))* 20[0-9][0-9].*'),
        ('accounts', words_of_accounts() ~ '( pr[.] .*|[^a-zæøå]*)'),
        ('total', '((udgifter|budget|beløb|bevilling) )?'
            ~ '(i alt|ialt|total|totalt|sum|samlet( (budget|beløb|bevilling|udgift))?)[^a-zæøå]*'
            ~ '|(del|mellem|sub)-?(sum|total)([^a-zæøå].*)?'
            ~ '|(samlede|totale) (udgifter|omkostninger|bevillinger|beløb|midler)[^a-zæøå]*'),
        ('total_of_rows', '.* (i alt|ialt)[^a-zæøå]*|(i alt|ialt|sum af) .*'),
        ('worked_out', '(saldo|difference|differens|afvigelse|forskel|gennemsnit|resultat|nettoeffekt)[^a-zæøå]*'),
        ('treasury', '((heraf )?(finansier(es|et|ing)|dækkes|tages|betales) (af|fra|via|ved|over|på) |(træk|forbrug) (på|af) )?'
            ~ '((den|kommunens) )?(kasse(n|beholdning(en)?|træk(ket)?|finansiering|finansieret|virkning)?|kommunekassen'
            ~ '|likvid(itet(en|svirkning)?|e (aktiver|midler|beholdning(er)?)))[^a-zæøå]*'),
        ('pays', '(heraf )?finansier(es|et|ing) (af|fra|via|ved|over|på) (' ~ whence ~ ').*'
            ~ '|((manglende|samlet|ikke afklaret|udestående) )?finansiering(sbehov|skilder)?[^a-zæøå]*'
            ~ '|(kassetræk|kassefinansiering|kassefinansieret|låneoptagelse|træk på kassen)([^a-zæøå].*)?'),
        ('comes_in', '([a-zæøå]*indtægt(er)?|statsrefusion|momsrefusion|refusion|brugerbetaling|egenbetaling)([^a-zæøå].*)?'
            ~ '|(effektivisering(er)?|[a-zæøå]*besparelser?|mindreudgift(er)?|mindreforbrug|rationalisering(er)?)[^a-zæøå]*'),
        ('no_money', '(heraf )?(antal( .*)?|(årsværk|fuldtidsstillinger|børnetal|elevtal|deltagertal)[^a-zæøå]*)'
            ~ '|.*[(,] ?(i )?(antal|årsværk|pct[.]?|procent|%|stk[.]?|timer|fuldtidsstillinger)[^a-zæøå]*'
            ~ '|(.*[(,] ?|(takst|pris|udgift|beløb|kr)[.]? )pr[.]? (' ~ counted_units() ~ ')[^a-zæøå]*'),
        ('full_year', '(.*[^a-zæøå])?helårs?(virkning|effekt)(en)?[^a-zæøå0-9]*'),
        ('asked_for', '(ansøgt|søgt|ønsket|foreslået|indstillet)( (beløb|bevilling|tilskud|ramme|i alt))?[^a-zæøå]*'
            ~ '|budgetforslag[^a-zæøå]*'),
        ('budget', '(' ~ stages_of_a_budget('|eksisterende|hidtidigt?') ~ ' )?budget(ramme)?( (før|efter) .*)?[^a-zæøå]*'
            ~ '|(allerede|tidligere) (afsat|bevilget)[^a-zæøå]*'
            ~ '|(heraf )?afsat i (det )?(vedtagne )?budget(tet)?[^a-zæøå]*'),
        ('appropriation', '(service|anlægs|drifts|overførsels)(udgift(er)?|ramme)[^a-zæøå]*'),
        ('alternative', '(.*[^a-zæøå])?(alternativ|scenari[eo]|model|variant|option) ?([a-d]|[1-9])([^a-zæøå0-9].*)?'),
        ('scaled', '(.*[^a-zæøå])?(skalering|skaleret|skaleres|skalerbar)([^a-zæøå].*)?'),
        ('share', '(statens|kommunens|regionens|fondens|egen) andel[^a-zæøå]*'
            ~ '|((statslig|kommunal|ekstern|egen) )?medfinansiering[^a-zæøå]*|egenfinansiering[^a-zæøå]*'
            ~ '|statstilskud[^a-zæøå]*|(statsligt )?tilskud( fra staten)[^a-zæøå]*'
            ~ '|(fonds|eu-?|satspulje|låne)(midler|bidrag|finansiering)[^a-zæøå]*|(statslige|eksterne) midler[^a-zæøå]*'
            ~ '|lån[^a-zæøå]*'),
        ('staffing', '(normering|personalenormering)[^a-zæøå]*'),
    ] -%}
    case
        {% for kind, pattern in kinds -%}
        when {{ fits('lower(' ~ text ~ ')', pattern) }} then '{{ kind }}'
        {% endfor -%}
    end
{%- endmacro %}


{#- What a kind of label keeps a row from being, and what to enter instead. -#}
{% macro objection_to_kind(said) -%}
    {%- set name = ', or, if it is an initiative, give it a name that says which, and write into label_reason why' -%}
    {%- set objections = [
        (['year'], 'is a year and no initiative; enter its amounts as a column of that year, with the initiatives as rows'),
        (['accounts', 'accounts_of_a_year'], 'is what was spent, which is no allocation; enter it as memo'),
        (['total', 'total_of_rows'],
            'adds up other rows, and would be counted beside them; enter it as the totals of columns, or as a subtotal'),
        (['worked_out'], 'is worked out of other rows, and would be counted beside them; enter it as memo'),
        (['treasury', 'pays'],
            'pays for other rows, and would be counted among them; enter it as financing, or as shortfall if it is what has no'
            ~ ' cover'),
        (['comes_in'], 'comes in or is saved, and would be added; enter it as memo'),
        (['no_money'], 'is of numbers, shares or the price of one, which are no allocations; enter it as memo'),
        (['full_year'], 'is what others come to in a full year, and would be counted beside them; enter it as memo'),
        (['asked_for'], 'is what is asked for, and would be counted as given; enter it as memo' ~ name),
        (['budget'], 'is a budget of other rows or of all, and would be counted beside them; enter it as memo' ~ name),
        (['appropriation'], 'is a kind of appropriation of other rows, and would be counted beside them; enter it as memo' ~ name),
        (['alternative', 'scaled'],
            'is one of several alternatives, and would be counted beside the others; enter what is not decided as memo, or'
            ~ ' write status proposed' ~ name),
        (['share'],
            'is what pays for a part of other rows, and would be counted among them; enter it as financing or memo' ~ name),
        (['staffing'], 'is of numbers of staff, and would be counted as money; enter it as memo' ~ name),
    ] -%}
    case
        {% for kinds, objection in objections -%}
        when {{ said }} in ('{{ kinds | join("', '") }}') then '{{ objection }}'
        {% endfor -%}
    end
{%- endmacro %}


{#- A name with a word behind it that withdraws it; one with a year ends then, and has money until then. -#}
{% macro is_withdrawn(text) -%}
    {%- set withdrawn = 'udgår|udgået|bortfald(er|et)|nedlægges|nedlagt|slette[st]|annulleret' -%}
    {{ fits('lower(' ~ text ~ ')', '.*[(,-] ?(' ~ withdrawn ~ ')([^a-zæøå0-9][^0-9]*)?') }}
{%- endmacro %}


{#- A label without what tells two prints of one amount apart: before and after tax or income. -#}
{% macro without_its_side(text) -%}
    {{ with_replaced(
        'lower(' ~ text ~ ')', '[ ,(-]*(brutto|netto|(ekskl|inkl|eksklusive|inklusive|excl|incl|uden|med)[.]? moms)[)]?', ''
    ) }}
{%- endmacro %}
