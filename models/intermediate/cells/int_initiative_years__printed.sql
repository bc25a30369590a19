with cells as (

    select * from {{ ref('int_cells__located') }}

),

printed as (

    select
        initiative_id,
        year,
        document_id,
        min(printed_cell_id) as printed_cell_id
    from cells
    group by initiative_id, year, document_id

),

responsible as (

    select
        initiative_id,
        year,
        document_id,
        {{ joined_once('responsible_printed', '; ') }} as responsible_printed
    from cells
    -- lists are what an engine keeps in memory
    where responsible_printed is not null
    group by initiative_id, year, document_id

),

final as (

    select
        printed.initiative_id,
        printed.year,
        printed.document_id,
        printed.printed_cell_id,
        responsible.responsible_printed
    from printed
    left join responsible
        on
            printed.initiative_id = responsible.initiative_id
            and printed.year = responsible.year
            and printed.document_id = responsible.document_id

)

select * from final
