select funding_source_name_en, sum(amount_dkk) as amount_dkk
from marts.rpt_allocation
group by funding_source_name_en
order by amount_dkk desc
