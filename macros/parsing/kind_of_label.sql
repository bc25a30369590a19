{#- What a row is by its label, if it is no initiative: a total, what pays for others, or what comes in or is saved. The last
    three may be initiatives too. -#}
{% macro kind_of_label(text) -%}
    {%- set whence = 'kasse|pulje|reserve|råderum|buffer|ramme|overførsler|mindreforbrug|eksisterende|lån|stat|fond|budget' -%}
    {%- set of_treasury = '((heraf )?(finansier(es|et|ing)|dækkes|tages|betales) (af|fra|via|ved|over|på) |(træk|forbrug) (på|af) )?'
        ~ '((den|kommunens) )?(kasse(n|beholdning(en)?|træk(ket)?|finansiering|finansieret|virkning)?|kommunekassen'
        ~ '|likvid(itet(en|svirkning)?|e (aktiver|midler|beholdning(er)?)))[^a-zæøå]*' -%}
    case
        when {{ fits(
            'lower(' ~ text ~ ')',
            '((udgifter|budget|beløb|bevilling) )?(i alt|ialt|total|totalt|sum|samlet( (budget|beløb|bevilling|udgift))?)[^a-zæøå]*'
            ~ '|(del|mellem|sub)-?(sum|total)([^a-zæøå].*)?'
            ~ '|(samlede|totale) (udgifter|omkostninger|bevillinger|beløb|midler)[^a-zæøå]*'
        ) }}
            then 'total'
        when {{ fits('lower(' ~ text ~ ')', '.* (i alt|ialt)[^a-zæøå]*|(i alt|ialt|sum af) .*') }}
            then 'total_of_rows'
        when {{ fits('lower(' ~ text ~ ')', '(saldo|difference|differens|afvigelse|forskel)[^a-zæøå]*') }}
            then 'worked_out'
        when {{ fits('lower(' ~ text ~ ')', of_treasury) }} then 'treasury'
        when {{ fits(
            'lower(' ~ text ~ ')',
            '(heraf )?finansier(es|et|ing) (af|fra|via|ved|over|på) (' ~ whence ~ ').*'
            ~ '|((manglende|samlet|ikke afklaret|udestående) )?finansiering(sbehov)?[^a-zæøå]*'
            ~ '|(kassetræk|kassefinansiering|kassefinansieret|låneoptagelse|træk på kassen)([^a-zæøå].*)?'
        ) }}
            then 'pays'
        when {{ fits(
            'lower(' ~ text ~ ')',
            '(indtægt(er)?|statsrefusion|momsrefusion|refusion|brugerbetaling)([^a-zæøå].*)?'
            ~ '|(effektivisering(er)?|besparelser?|mindreudgift(er)?|mindreforbrug|rationalisering(er)?)[^a-zæøå]*'
        ) }}
            then 'comes_in'
        when {{ fits(
            'lower(' ~ text ~ ')',
            '(heraf )?(antal( .*)?|(årsværk|fuldtidsstillinger|børnetal|elevtal|deltagertal)[^a-zæøå]*)'
            ~ '|.*[(,] ?(i )?(antal|årsværk|pct[.]?|procent|%|stk[.]?|timer|fuldtidsstillinger)[^a-zæøå]*'
            ~ '|(.*[(,] ?|(takst|pris|udgift|beløb|kr)[.]? )pr[.]? (' ~ counted_units() ~ ')[^a-zæøå]*'
        ) }}
            then 'no_money'
        when {{ fits(
            'lower(' ~ text ~ ')',
            '(ansøgt|søgt|ønsket|foreslået|indstillet)( (beløb|bevilling|tilskud|ramme|i alt))?[^a-zæøå]*|budgetforslag[^a-zæøå]*'
        ) }}
            then 'asked_for'
        when {{ fits(
            'lower(' ~ text ~ ')',
            '(statens|kommunens|regionens|fondens|egen) andel[^a-zæøå]*|((statslig|kommunal|ekstern|egen) )?medfinansiering[^a-zæøå]*'
            ~ '|egenfinansiering[^a-zæøå]*|statstilskud[^a-zæøå]*|(statsligt )?tilskud( fra staten)[^a-zæøå]*'
        ) }}
            then 'share'
        when {{ fits('lower(' ~ text ~ ')', '(normering|personalenormering)[^a-zæøå]*') }}
            then 'staffing'
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
