-- Upgrade: drafts and editions of the boundaries are kept in the workspace; a published boundary never changes.
-- A draft is a journal that only grows; an edition is what a published draft made of the boundaries, valid from an instant on. The areas
-- of edition E are the rows of `grids` with coalesce(from_edition, 0) <= E and (to_edition is null or to_edition > E). Decision 0085.

create table drafts (
    id integer primary key autoincrement,     -- key
    name text not null,                       -- as people call it; of the open ones each has its own
    edition_id bigint references editions (id), -- the edition it was begun on; null: the boundaries before the first
    base_digest text not null,                -- SHA-256 over the boundaries it was begun on, hexadecimal
    created_us bigint not null,               -- when it was begun
    account_id bigint references accounts (id), -- by which account; null: none signed on
    post_id bigint references posts (id),     -- at which post; null: none
    seat text not null,                       -- at which seat
    state text not null check (state in ('open', 'published', 'discarded')), -- what became of it
    ended_us bigint                           -- when it was published or discarded; null: open
);
create unique index drafts_open on drafts (name) where state = 'open';

create table draft_entries (
    draft_id bigint not null references drafts (id), -- of which draft
    seq integer not null check (seq >= 1),    -- 1, 2 … without a gap
    time_us bigint not null,                  -- when it was done
    account_id bigint references accounts (id), -- by which account; null: none signed on
    post_id bigint references posts (id),     -- at which post; null: none
    seat text not null,                       -- at which seat
    op text not null,                         -- split, merge, undo …: as in a script
    subject text not null,                    -- what it was done to, in words
    script text not null,                     -- the line of JSON that made it
    delta blob,                               -- what it changed, packed; null: nothing of its own (undo, redo)
    of_seq integer,                           -- undo and redo: the edit taken back or done again; else null
    primary key (draft_id, seq)               -- one row an edit
);

create table draft_holders (
    draft_id integer primary key references drafts (id), -- a draft that somebody holds
    process bigint not null,                  -- id of the process that may write it; once it is gone nobody holds the draft
    process_start text not null,              -- boot and start of that process: tells it from a later one of the same id
    seat text not null,                       -- at which seat
    account_id bigint references accounts (id), -- by which account; null: none signed on
    since_us bigint not null                  -- since when
);

create table editions (
    id integer primary key autoincrement,     -- key; grows with each
    name text not null unique,                -- that of its draft
    draft_id bigint not null references drafts (id), -- whose boundaries these are
    valid_from_us bigint not null,            -- from when on they are in force
    published_us bigint not null,             -- when it was published
    account_id bigint references accounts (id), -- by which account; null: none signed on
    post_id bigint references posts (id),     -- at which post; null: none
    seat text not null,                       -- at which seat
    communities text not null,                -- ids of the communities whose grids it changed, "12,15"; 0: of none
    crosswalk text not null,                  -- old code to new code with shares, CSV
    applied_us bigint                         -- since when incidents and cameras have their grids by it; null: not yet. Set once
);

alter table grids add column from_edition bigint references editions (id); -- the edition that brought it; null: there before the first
alter table grids add column to_edition bigint references editions (id);   -- the edition that ended it; null: none

-- The journal only grows, and only while its draft is open.
create trigger draft_entries_in_order before insert on draft_entries
    when new.seq <> (select coalesce(max(seq), 0) + 1 from draft_entries where draft_id = new.draft_id)
        or not exists (select 1 from drafts where id = new.draft_id and state = 'open')
    begin select raise(abort, 'a draft grows by one edit after the other, while it is open'); end;
-- "insert or replace" takes the row that is in its way without asking the triggers for deletes.
create trigger draft_entries_no_replace before insert on draft_entries
    when exists (select 1 from draft_entries where rowid = new.rowid or (draft_id = new.draft_id and seq = new.seq))
    begin select raise(abort, 'the journal of a draft is never changed'); end;
create trigger draft_entries_no_update before update on draft_entries
    begin select raise(abort, 'the journal of a draft is never changed'); end;
create trigger draft_entries_no_delete before delete on draft_entries
    begin select raise(abort, 'the journal of a draft is never deleted'); end;
create trigger drafts_no_delete before delete on drafts
    begin select raise(abort, 'a draft is never deleted, only discarded'); end;
create trigger drafts_no_replace before insert on drafts
    when exists (select 1 from drafts where id = new.id or (state = 'open' and name = new.name and new.state = 'open'))
    begin select raise(abort, 'of a draft only its end is written'); end;
create trigger drafts_no_update before update on drafts
    when old.state <> 'open' or new.id is not old.id or new.name is not old.name or new.edition_id is not old.edition_id
        or new.base_digest is not old.base_digest or new.created_us is not old.created_us or new.seat is not old.seat
    begin select raise(abort, 'of a draft only its end is written'); end;

-- An edition and its rows are never changed, and neither are the boundaries before the first. Only an area that is still there gets
-- its end, by a newer edition: also one whose end was set for later. What an import ended before is of no edition, and free.
create trigger editions_no_delete before delete on editions
    begin select raise(abort, 'an edition is never deleted'); end;
create trigger editions_no_replace before insert on editions
    when exists (select 1 from editions where id = new.id or name = new.name)
    begin select raise(abort, 'an edition is never changed'); end;
create trigger editions_no_update before update on editions
    when old.applied_us is not null or new.applied_us is null or new.id is not old.id or new.name is not old.name
        or new.draft_id is not old.draft_id or new.valid_from_us is not old.valid_from_us or new.published_us is not old.published_us
        or new.account_id is not old.account_id or new.post_id is not old.post_id or new.seat is not old.seat
        or new.communities is not old.communities or new.crosswalk is not old.crosswalk
    begin select raise(abort, 'an edition is never changed'); end;
create trigger grids_of_editions_no_insert before insert on grids
    when exists (select 1 from editions)
        and not (new.from_edition is (select max(id) from editions) and new.to_edition is null)
        and not (new.from_edition is null and new.to_edition is (select min(id) from editions)
            and new.valid_to_us < (select min(valid_from_us) from editions))
    begin select raise(abort, 'the boundaries are kept in editions: change them in a draft'); end;
create trigger grids_of_editions_no_replace before insert on grids
    when exists (select 1 from editions)
        and exists (select 1 from grids g where g.id = new.id
            and not (g.from_edition is null and g.to_edition is (select min(id) from editions) and g.valid_to_us < (select min(valid_from_us) from editions))
            and (new.level is not g.level or new.parent_id is not g.parent_id or new.code is not g.code or new.name is not g.name or new.kind is not g.kind
                or new.households is not g.households or new.residents is not g.residents or new.unit_id is not g.unit_id
                or new.valid_from_us is not g.valid_from_us or new.valid_to_us is not g.valid_to_us or new.geom is not g.geom
                or new.from_edition is not g.from_edition or new.to_edition is not g.to_edition))
    begin select raise(abort, 'a grid of an edition is never changed: change it in a draft'); end;
create trigger grids_of_editions_no_update before update on grids
    when exists (select 1 from editions)
        and not (old.from_edition is null and old.to_edition is (select min(id) from editions) and old.valid_to_us < (select min(valid_from_us) from editions))
        and (new.id is not old.id or new.level is not old.level or new.parent_id is not old.parent_id or new.code is not old.code
            or new.name is not old.name or new.kind is not old.kind or new.households is not old.households
            or new.residents is not old.residents or new.unit_id is not old.unit_id or new.valid_from_us is not old.valid_from_us
            or new.geom is not old.geom or new.from_edition is not old.from_edition
            or (new.to_edition is not old.to_edition and old.to_edition is not null)
            or (new.valid_to_us is not old.valid_to_us and (old.to_edition is not null or new.to_edition is null)))
    begin select raise(abort, 'a grid of an edition is never changed: change it in a draft'); end;
create trigger grids_of_editions_no_delete before delete on grids
    when exists (select 1 from editions)
        and not (old.from_edition is null and old.to_edition is (select min(id) from editions) and old.valid_to_us < (select min(valid_from_us) from editions))
    begin select raise(abort, 'a grid of an edition is never deleted'); end;
-- An area whose end is still to come is not closed yet.
drop trigger grids_closed_once;
create trigger grids_closed_once before update on grids
    when old.valid_to_us is not null and old.valid_to_us <= cast(strftime('%s', 'now') as integer) * 1000000
        and not exists (select 1 from undoing) and not (old.to_edition is null and new.to_edition is not null)
        and (new.valid_to_us is not old.valid_to_us or new.geom is not old.geom
        or new.code is not old.code or new.level is not old.level)
    begin select raise(abort, 'a closed grid is never changed'); end;

insert into revisions values ('drafts', 0), ('draft_holders', 0), ('editions', 0);
create trigger revision_of_drafts_i after insert on drafts begin update revisions set value = value + 1 where name = 'drafts'; end;
create trigger revision_of_drafts_u after update on drafts begin update revisions set value = value + 1 where name = 'drafts'; end;
create trigger revision_of_draft_holders_i after insert on draft_holders begin update revisions set value = value + 1 where name = 'draft_holders'; end;
create trigger revision_of_draft_holders_u after update on draft_holders begin update revisions set value = value + 1 where name = 'draft_holders'; end;
create trigger revision_of_draft_holders_d after delete on draft_holders begin update revisions set value = value + 1 where name = 'draft_holders'; end;
create trigger revision_of_editions_i after insert on editions begin update revisions set value = value + 1 where name = 'editions'; end;
create trigger revision_of_editions_u after update on editions begin update revisions set value = value + 1 where name = 'editions'; end;
