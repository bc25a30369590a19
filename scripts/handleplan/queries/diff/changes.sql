-- Of the tables of figures `old` and `new`, in the order of the letter.
select
    case when old.says is null then 'new' when new.says is null then 'gone' else 'changed' end as kind,
    document_id || ', ' || coalesce(new.figure, old.figure) as figure,
    old.says as old_says,
    new.says as new_says,
    coalesce(new.place, old.place) as place
from old
full outer join new using (document_id, figure_id)
where (old.figure, old.says) is distinct from (new.figure, new.says)
order by document_id, figure_id
