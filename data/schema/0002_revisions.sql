-- Upgrade: a second console on the same file follows what the first one changes; an upgrade can be undone.
-- What other connections must read again: a counter a table grows with every changed row, whoever changed it (a GIS too). What
-- happens to incidents is seen by their history, which only grows; `incidents` counts rows that were deleted (an import taken back).
create table revisions (
    name text not null primary key,           -- name of the table
    value bigint not null                     -- grows with every change
);
insert into revisions values ('grids', 0), ('places', 0), ('cameras', 0), ('incidents', 0), ('units', 0), ('accounts', 0), ('posts', 0),
    ('layers', 0), ('settings', 0);

create table upgrades (
    id integer primary key autoincrement,     -- key
    time_us bigint not null,                  -- when the workspace was upgraded
    from_schema integer not null,             -- from which schema
    to_schema integer not null,               -- to which one
    copy text not null,                       -- name of the copy made before, in the same folder
    mark bigint not null                      -- sum of all counters right afterwards: while it stands, nothing new would be lost
);

create trigger revision_of_grids_i after insert on grids begin update revisions set value = value + 1 where name = 'grids'; end;
create trigger revision_of_grids_u after update on grids begin update revisions set value = value + 1 where name = 'grids'; end;
create trigger revision_of_grids_d after delete on grids begin update revisions set value = value + 1 where name = 'grids'; end;
create trigger revision_of_places_i after insert on places begin update revisions set value = value + 1 where name = 'places'; end;
create trigger revision_of_places_u after update on places begin update revisions set value = value + 1 where name = 'places'; end;
create trigger revision_of_places_d after delete on places begin update revisions set value = value + 1 where name = 'places'; end;
create trigger revision_of_cameras_i after insert on cameras begin update revisions set value = value + 1 where name = 'cameras'; end;
create trigger revision_of_cameras_u after update on cameras begin update revisions set value = value + 1 where name = 'cameras'; end;
create trigger revision_of_cameras_d after delete on cameras begin update revisions set value = value + 1 where name = 'cameras'; end;
create trigger revision_of_incidents_d after delete on incidents begin update revisions set value = value + 1 where name = 'incidents'; end;
create trigger revision_of_units_i after insert on units begin update revisions set value = value + 1 where name = 'units'; end;
create trigger revision_of_units_u after update on units begin update revisions set value = value + 1 where name = 'units'; end;
create trigger revision_of_units_d after delete on units begin update revisions set value = value + 1 where name = 'units'; end;
create trigger revision_of_accounts_i after insert on accounts begin update revisions set value = value + 1 where name = 'accounts'; end;
create trigger revision_of_accounts_u after update on accounts begin update revisions set value = value + 1 where name = 'accounts'; end;
create trigger revision_of_accounts_d after delete on accounts begin update revisions set value = value + 1 where name = 'accounts'; end;
create trigger revision_of_posts_i after insert on posts begin update revisions set value = value + 1 where name = 'posts'; end;
create trigger revision_of_posts_u after update on posts begin update revisions set value = value + 1 where name = 'posts'; end;
create trigger revision_of_posts_d after delete on posts begin update revisions set value = value + 1 where name = 'posts'; end;
create trigger revision_of_layers_i after insert on layers begin update revisions set value = value + 1 where name = 'layers'; end;
create trigger revision_of_layers_u after update on layers begin update revisions set value = value + 1 where name = 'layers'; end;
create trigger revision_of_layers_d after delete on layers begin update revisions set value = value + 1 where name = 'layers'; end;
create trigger revision_of_settings_i after insert on settings begin update revisions set value = value + 1 where name = 'settings'; end;
create trigger revision_of_settings_u after update on settings begin update revisions set value = value + 1 where name = 'settings'; end;
create trigger revision_of_settings_d after delete on settings begin update revisions set value = value + 1 where name = 'settings'; end;
