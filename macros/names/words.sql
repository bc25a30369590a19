{% macro words(codes) -%}
    {{ return({
        'evidence': {
            'stated': {'da': 'oplyst', 'en': 'stated'},
            'inferred': {'da': 'udledt', 'en': 'inferred'},
            'unknown': {'da': 'ukendt', 'en': 'unknown'},
        },
        'statement_kind': {
            'level': {'da': 'niveau', 'en': 'level'},
            'change': {'da': 'ændring', 'en': 'change'},
        },
        'outcome': {
            'whole': {'da': 'afsat helt', 'en': 'allocated in full'},
            'part': {'da': 'afsat delvist', 'en': 'allocated in part'},
            'none': {'da': 'ikke afsat', 'en': 'not allocated'},
            'not_yet': {'da': 'ikke besvaret endnu', 'en': 'not answered yet'},
        },
        'change_kind': {
            'new': {'da': 'nyt', 'en': 'new'},
            'changed': {'da': 'ændret', 'en': 'changed'},
            'withdrawn': {'da': 'bortfaldet', 'en': 'withdrawn'},
            'moved': {'da': 'flyttet', 'en': 'moved'},
            'raised': {'da': 'hævet', 'en': 'raised'},
            'lowered': {'da': 'sænket', 'en': 'lowered'},
            'renamed': {'da': 'omdøbt', 'en': 'renamed'},
            'unchanged': {'da': 'uændret', 'en': 'unchanged'},
        },
        'role': {
            'cooperation': {'da': 'samarbejder', 'en': 'works with the municipality'},
            'delivery': {'da': 'udfører', 'en': 'carries it out'},
            'recipient': {'da': 'modtager støtte', 'en': 'gets the support'},
            'evaluation': {'da': 'evaluerer', 'en': 'evaluates it'},
        },
    }[codes]) }}
{%- endmacro %}


{% macro word_for(column, codes, language) -%}
    case {{ column }}
    {%- for code, said in words(codes).items() %}
        when '{{ code }}' then '{{ said[language] }}'
    {%- endfor %}
    end
{%- endmacro %}
