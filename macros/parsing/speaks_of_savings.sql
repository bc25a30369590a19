{% macro speaks_of_savings(text) -%}
    {#- The same words stand in scripts/handleplan/reading/words.py. -#}
    {{ fits(
        'lower(' ~ text ~ ')',
        '.*(bespar|effektiviser|nedskær|nedjuster|reduktion|reducer|mindreudgift|mindreforbrug|indtægt|refusion|saving|reduction|cutback).*'
        ~ '|(.*[^a-zæøå])?(spare.*|cuts?([^a-zæøå].*)?)'
    ) }}
{%- endmacro %}


{#- What comes in makes what a plan costs less, as savings do. -#}
{% macro speaks_of_income(text) -%}
    {{ fits('lower(' ~ text ~ ')', '.*(indtægt|refusion).*') }}
{%- endmacro %}


{% macro speaks_of_changes_before(text) -%}
    {{ fits(
        'lower(' ~ text ~ ')',
        '(.*[^a-zæøå])?(rettelse(r|n|sblad)?|berigtigelse|akkumuleret|akkumulerede)([^a-zæøå].*)?'
        ~ '|.*(erstatter|siden (det )?(vedtag|oprindelig|budgetvedtag)).*'
    ) }}
{%- endmacro %}


{#- What a row is by its label, if it is no initiative: a total, what pays for others, or what comes in or is saved. -#}
{% macro kind_of_label(text) -%}
    {%- set whence = 'kasse|pulje|reserve|råderum|buffer|ramme|overførsler|mindreforbrug|eksisterende|lån|stat|fond|budget' -%}
    case
        when {{ fits(
            'lower(' ~ text ~ ')',
            '((udgifter|budget|beløb|bevilling) )?(i alt|ialt|total|totalt|sum|samlet( (budget|beløb|bevilling|udgift))?)[^a-zæøå]*'
        ) }}
            then 'total'
        when {{ fits(
            'lower(' ~ text ~ ')',
            '(heraf )?finansier(es|et|ing) (af|fra|via|ved|over|på) (' ~ whence ~ ').*'
            ~ '|(kassetræk|kassefinansiering|kassefinansieret|låneoptagelse|træk på kassen)([^a-zæøå].*)?'
        ) }}
            then 'pays'
        when {{ fits(
            'lower(' ~ text ~ ')',
            '(indtægt(er)?|statsrefusion|momsrefusion|refusion|brugerbetaling)([^a-zæøå].*)?'
            ~ '|(effektivisering(er)?|besparelser?|mindreudgift(er)?|mindreforbrug|rationalisering(er)?)[^a-zæøå]*'
        ) }}
            then 'comes_in'
    end
{%- endmacro %}
