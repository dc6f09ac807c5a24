-- Upgrade: history and session log are chained by hashes, so that whoever rewrites them is found out; labels to sign on with are unique.
-- The hash of a row is BLAKE2b-256 over the hash before it of the same seat and the row itself; docs/SECURITY.md says how, decision 0093 why.

create table incident_event_hashes (
    id integer primary key,                   -- of the row of incident_events
    hash text not null                        -- 64 hexadecimal digits
);
create table session_log_hashes (
    id integer primary key,                   -- of the row of session_log
    hash text not null                        -- 64 hexadecimal digits
);
create table chains (
    table_name text not null,                 -- incident_events or session_log
    seat text not null,                       -- whose rows these are
    last_id bigint not null,                  -- of the newest of them
    row_count bigint not null,                -- how many there ever were
    hash text not null,                       -- of the newest
    primary key (table_name, seat)            -- one chain a seat and table: seats need not wait for one another
);
create table taken_back (
    import_id bigint not null references imports (id), -- an import that was taken back
    first_id bigint not null,                 -- its rows of incident_events, which went with it: from this one
    last_id bigint not null,                  -- to this one
    seat text not null                        -- whose they were
);

create trigger incident_event_hashes_no_update before update on incident_event_hashes
    begin select raise(abort, 'the history of an incident is never changed'); end;
create trigger incident_event_hashes_no_delete before delete on incident_event_hashes
    begin select raise(abort, 'the history of an incident is never deleted'); end;
create trigger incident_event_hashes_no_replace before insert on incident_event_hashes
    when exists (select 1 from incident_event_hashes where id = new.id)
    begin select raise(abort, 'the history of an incident is never changed'); end;
create trigger session_log_hashes_no_update before update on session_log_hashes
    begin select raise(abort, 'the session log is never changed'); end;
create trigger session_log_hashes_no_delete before delete on session_log_hashes
    begin select raise(abort, 'the session log is never deleted'); end;
create trigger session_log_hashes_no_replace before insert on session_log_hashes
    when exists (select 1 from session_log_hashes where id = new.id)
    begin select raise(abort, 'the session log is never changed'); end;
create trigger taken_back_no_update before update on taken_back
    begin select raise(abort, 'what was taken back is never changed'); end;
create trigger taken_back_no_delete before delete on taken_back
    begin select raise(abort, 'what was taken back is never deleted'); end;

-- "insert or replace" takes the row that is in its way without asking the triggers for deletes.
create trigger incident_events_no_replace before insert on incident_events
    when exists (select 1 from incident_events where id = new.id)
    begin select raise(abort, 'the history of an incident is never changed'); end;
create trigger session_log_no_replace before insert on session_log
    when exists (select 1 from session_log where id = new.id)
    begin select raise(abort, 'the session log is never changed'); end;
create trigger imports_no_replace before insert on imports
    when exists (select 1 from imports where id = new.id)
    begin select raise(abort, 'the record of an import is never changed'); end;

-- Two of one label came from two programs that looked at the same time.
update accounts set label = label || ' (' || id || ')' where id not in (select min(id) from accounts group by label);
create unique index accounts_label on accounts (label);

create table pin_failures (
    account_id integer primary key references accounts (id), -- whose PIN was wrong
    wrong bigint not null                     -- so many times since its right one came; whoever else signs on leaves it
);
