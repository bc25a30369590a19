select topic, text_da, text_en
from main.about
order by line_no
