with cells as (

    select
        plan_id,
        initiative_id,
        year,
        document_rank,
        coalesce(replaced_by_rank, {{ never() }}) as ended_rank,
        amount_dkk,
        statement_kind
    from {{ ref('int_cells__in_force') }}
    union all
    -- what the parts of a pool take out of it
    select
        plan_id,
        initiative_id,
        year,
        document_rank,
        coalesce(replaced_by_rank, {{ never() }}) as ended_rank,
        amount_dkk,
        statement_kind
    from {{ ref('int_components__in_force') }}
    where is_given_out

),

documents as (

    select
        *,
        max(case when is_proposal is not true then document_rank end) over (
            partition by municipality_id
            order by document_rank
            rows between unbounded preceding and 1 preceding
        ) as rank_before
    from {{ ref('int_documents__ordered') }}

),

names as (

    select * from {{ ref('int_initiative_names__dated') }}

),

-- a document states an initiative's year by printing it, or by leaving it out of the whole plan-year
stated as (

    select
        initiative_id,
        year,
        document_rank
    from cells
    union
    select
        initiative_id,
        year,
        ended_rank as document_rank
    from cells
    where ended_rank <> {{ never() }}

),

-- what stands once the document is out
standing as (

    select
        stated.initiative_id,
        stated.year,
        stated.document_rank,
        coalesce(min(case when cells.amount_dkk <> 0 then cells.plan_id end), min(cells.plan_id)) as plan_id,
        {{ total_dkk('cells.amount_dkk') }} as amount_dkk,
        bool_and(cells.statement_kind = 'change') filter (
            where cells.document_rank = stated.document_rank
        ) as is_change
    from stated
    left join cells
        on
            stated.initiative_id = cells.initiative_id
            and stated.year = cells.year
            and stated.document_rank >= cells.document_rank
            and stated.document_rank < cells.ended_rank
    group by stated.initiative_id, stated.year, stated.document_rank

),

-- against the document before that states the year, or, where none does, the municipality's document before that
-- allocates money
paired as (

    select
        initiative_id,
        year,
        document_rank as to_rank,
        plan_id as plan_id_after,
        amount_dkk as after_dkk,
        coalesce(is_change, false) as is_change,
        lag(document_rank) over in_turn as stated_rank_before,
        lag(plan_id) over in_turn as plan_id_before,
        lag(amount_dkk) over in_turn as before_dkk
    from standing
    window in_turn as (partition by initiative_id, year order by document_rank)

),

compared as (

    select
        paired.*,
        to_documents.document_id as to_document_id,
        to_documents.issued_on as to_issued_on,
        from_documents.document_id as from_document_id,
        from_documents.issued_on as from_issued_on,
        names_before.initiative_name_da as initiative_name_da_before,
        names_before.initiative_name_en as initiative_name_en_before,
        names_after.initiative_name_da as initiative_name_da_after,
        names_after.initiative_name_en as initiative_name_en_after,
        coalesce(paired.plan_id_before <> paired.plan_id_after, false) as is_moved,
        coalesce(names_before.initiative_name_da <> names_after.initiative_name_da, false) as is_renamed,
        cast(coalesce(paired.after_dkk, 0) - coalesce(paired.before_dkk, 0) as decimal(18, 2)) as change_dkk
    from paired
    inner join documents as to_documents
        on paired.to_rank = to_documents.document_rank
    inner join documents as from_documents
        on coalesce(paired.stated_rank_before, to_documents.rank_before) = from_documents.document_rank
    left join names as names_before
        on
            paired.initiative_id = names_before.initiative_id
            and from_documents.document_rank >= names_before.first_rank
            and from_documents.document_rank < names_before.next_rank
    inner join names as names_after
        on
            paired.initiative_id = names_after.initiative_id
            and paired.to_rank >= names_after.first_rank
            and paired.to_rank < names_after.next_rank

),

final as (

    select
        to_document_id || '.' || initiative_id || '.y' || year as restatement_id,
        initiative_id,
        year,
        from_document_id,
        from_issued_on,
        to_document_id,
        to_issued_on,
        plan_id_before,
        plan_id_after,
        initiative_name_da_before,
        initiative_name_da_after,
        initiative_name_en_before,
        initiative_name_en_after,
        before_dkk,
        after_dkk,
        change_dkk,
        -- money first: with none before and none after only the name or the plan can have changed
        case
            when coalesce(before_dkk, 0) = 0 and coalesce(after_dkk, 0) <> 0 then 'new'
            when is_change and change_dkk <> 0 then 'changed'
            when coalesce(before_dkk, 0) <> 0 and coalesce(after_dkk, 0) = 0 then 'withdrawn'
            when is_moved then 'moved'
            when change_dkk > 0 then 'raised'
            when change_dkk < 0 then 'lowered'
            when is_renamed then 'renamed'
            else 'unchanged'
        end as change_kind,
        is_moved,
        is_renamed,
        {{ word_for('change_kind', 'change_kind', 'da') }} as change_kind_label_da,
        {{ word_for('change_kind', 'change_kind', 'en') }} as change_kind_label_en
    from compared

)

select * from final
