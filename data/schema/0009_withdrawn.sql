-- Upgrade: an edition that is still to come can be withdrawn, or worked out anew behind one with an earlier date.
-- Nobody's camera or incident went by it yet: its areas go, those it would have ended stay, its draft is open again. Decision 0085.

create table withdrawn_editions (
    id integer primary key,                   -- what it had among the editions
    name text not null,                       -- that of its draft
    draft_id bigint not null references drafts (id), -- whose boundaries it was
    valid_from_us bigint not null,            -- from when on it would have been in force
    published_us bigint not null,             -- when it was published
    withdrawn_us bigint not null,             -- when it was withdrawn
    account_id bigint references accounts (id), -- by which account; null: none signed on
    post_id bigint references posts (id),     -- at which post; null: none
    seat text not null                        -- at which seat
);
create table edition_ends (
    grid_id bigint not null references grids (id), -- an area that had an end before an edition gave it another one
    edition_id bigint not null,               -- that edition
    valid_to_us bigint not null,              -- the end it had
    primary key (grid_id, edition_id)         -- one row an area and edition
);
create trigger withdrawn_editions_no_update before update on withdrawn_editions
    begin select raise(abort, 'what was withdrawn is never changed'); end;
create trigger withdrawn_editions_no_delete before delete on withdrawn_editions
    begin select raise(abort, 'what was withdrawn is never deleted'); end;
create trigger withdrawn_editions_only_to_come before insert on withdrawn_editions
    when exists (select 1 from withdrawn_editions where id = new.id)
        or not exists (select 1 from editions where id = new.id and id = (select max(id) from editions) and applied_us is null)
    begin select raise(abort, 'only the newest edition is withdrawn, and only while it is to come'); end;

-- From being withdrawn to being gone an edition's rows may go.
drop trigger editions_no_delete;
create trigger editions_no_delete before delete on editions
    when not exists (select 1 from withdrawn_editions where id = old.id)
    begin select raise(abort, 'an edition is never deleted'); end;
drop trigger grids_of_editions_no_delete;
create trigger grids_of_editions_no_delete before delete on grids
    when exists (select 1 from editions)
        and not exists (select 1 from withdrawn_editions where id = old.from_edition)
        and not (old.from_edition is null and old.to_edition is (select min(id) from editions) and old.valid_to_us < (select min(valid_from_us) from editions))
    begin select raise(abort, 'a grid of an edition is never deleted'); end;
drop trigger grids_of_editions_no_update;
create trigger grids_of_editions_no_update before update on grids
    when exists (select 1 from editions)
        and not (old.from_edition is null and old.to_edition is (select min(id) from editions) and old.valid_to_us < (select min(valid_from_us) from editions))
        and (new.id is not old.id or new.level is not old.level or new.parent_id is not old.parent_id or new.code is not old.code
            or new.name is not old.name or new.kind is not old.kind or new.households is not old.households
            or new.residents is not old.residents or new.unit_id is not old.unit_id or new.valid_from_us is not old.valid_from_us
            or new.geom is not old.geom or new.from_edition is not old.from_edition
            or (not (new.to_edition is null and exists (select 1 from withdrawn_editions where id = old.to_edition))
                and ((new.to_edition is not old.to_edition and old.to_edition is not null)
                    or (new.valid_to_us is not old.valid_to_us and (old.to_edition is not null or new.to_edition is null)))))
    begin select raise(abort, 'a grid of an edition is never changed: change it in a draft'); end;
drop trigger grids_closed_once;
create trigger grids_closed_once before update on grids
    when old.valid_to_us is not null and old.valid_to_us <= cast(strftime('%s', 'now') as integer) * 1000000
        and not exists (select 1 from undoing) and not (old.to_edition is null and new.to_edition is not null)
        and not exists (select 1 from withdrawn_editions where id = old.to_edition)
        and (new.valid_to_us is not old.valid_to_us or new.geom is not old.geom
        or new.code is not old.code or new.level is not old.level)
    begin select raise(abort, 'a closed grid is never changed'); end;
drop trigger drafts_no_update;
create trigger drafts_no_update before update on drafts
    when (old.state <> 'open' and not exists (select 1 from withdrawn_editions w join editions e on e.id = w.id where w.draft_id = old.id)
            and not (new.edition_id is null and exists (select 1 from withdrawn_editions where id = old.edition_id)
                and new.state is old.state and new.ended_us is old.ended_us))
        or new.id is not old.id or new.name is not old.name
        or (new.edition_id is not old.edition_id
            and not (old.state <> 'open' and new.edition_id is null and exists (select 1 from withdrawn_editions where id = old.edition_id)))
        or new.base_digest is not old.base_digest or new.created_us is not old.created_us or new.seat is not old.seat
    begin select raise(abort, 'of a draft only its end is written'); end;
create trigger revision_of_editions_d after delete on editions begin update revisions set value = value + 1 where name = 'editions'; end;
