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
    ({{ fits(
        'lower(' ~ text ~ ')',
        '(.*[^a-zæøå])?(rettelse(r|n|sblad)?|berigtigelse|akkumuleret|akkumulerede)([^a-zæøå].*)?'
        ~ '|.*(erstatter|siden (det )?(vedtag|oprindelig|budgetvedtag)).*'
    ) }} or {{ speaks_of_released(text) }})
{%- endmacro %}


{#- Released money is set aside already. -#}
{% macro speaks_of_released(text, before='(.*[^a-zæøå])?') -%}
    {{ fits('lower(' ~ text ~ ')', before ~ 'frigiv(es|et|else|elsen|elser)([^a-zæøå].*)?') }}
{%- endmacro %}


{#- What is given or taken beside what stands, by the first words of a title or heading. -#}
{% macro speaks_of_changes(text) -%}
    {{ fits(
        'lower(' ~ text ~ ')',
        '((nye?|(sag|ansøgning|indstilling|anmodning) om|forslag til|oversigt over) )?(budgetneutrale? )?'
        ~ '((tillægs|mer|mindre)bevilling|budget(regulering|udvidelse)|(budget)?(ændring|omplacering|omprioritering|korrektion))'
        ~ '(er)?([^a-zæøå].*)?'
    ) }}
{%- endmacro %}


{#- What a budget is called at each of its stages, as a pattern; and what else is meant. -#}
{% macro stages_of_a_budget(others='') -%}
    {{ return('(vedtaget|oprindeligt?|korrigeret|revideret|nyt?|nuværende|gældende|ajourført|godkendt' ~ others ~ ')') }}
{%- endmacro %}


{#- What there is in all, by the stage of a budget. -#}
{% macro speaks_of_levels(text) -%}
    {{ fits('lower(' ~ text ~ ')', stages_of_a_budget() ~ ' budget(ramme)?([^a-zæøå].*)?') }}
{%- endmacro %}


{#- Whether a table gives a reason, which may be one of several. -#}
{% macro gives_reason(states_reason, reason) -%}
    coalesce('+' || {{ states_reason }} || '+' like '%+{{ reason }}+%', false)
{%- endmacro %}
