-- Upgrade: places have names in other languages and old and short ones, buildings have floors.

alter table places add column floors integer not null default 0;       -- buildings: floors above ground; 0: not known
alter table places add column other_names text not null default '';    -- lines KEY=NAME: en, zh, alt, old, ref …
