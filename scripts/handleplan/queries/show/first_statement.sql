select min(stated_from) as stated_from
from marts.fct_allocation_statement
