-- Upgrade: an import keeps what it was made of and can be taken back in one step.

alter table imports add column system text not null default '';  -- coordinate system the numbers were read in; "FITTED:{…}" holds a fit
alter table imports add column columns text not null default ''; -- the file's columns joined by "|": mapping and system are remembered by them

create table import_changes (
    import_id integer primary key references imports (id), -- of which import
    changes blob not null                     -- changeset of SQLite's session extension: what the import did, row by row
);

create table import_undone (
    import_id integer primary key references imports (id), -- which import was taken back
    time_us bigint not null,                  -- when
    account_id bigint references accounts (id), -- by which account; null: none signed on
    seat text not null                        -- at which seat
);

create table undoing (
    import_id bigint not null                 -- holds a row only inside the transaction that takes an import back
);

-- An import that is taken back takes its own rows with it and opens again what it closed; nothing else is exempt.
drop trigger incident_events_no_delete;
create trigger incident_events_no_delete before delete on incident_events
    when not (old.kind = 'imported' and exists (select 1 from undoing))
    begin select raise(abort, 'the history of an incident is never deleted'); end;
drop trigger grids_closed_once;
create trigger grids_closed_once before update on grids
    when old.valid_to_us is not null and not exists (select 1 from undoing)
        and (new.valid_to_us is not old.valid_to_us or new.geom is not old.geom
        or new.code is not old.code or new.level is not old.level)
    begin select raise(abort, 'a closed grid is never changed'); end;
