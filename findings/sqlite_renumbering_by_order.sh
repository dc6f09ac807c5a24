#!/bin/sh
# Guess: UNIQUE holds for what a statement leaves behind: one UPDATE may shift all codes by one, or swap two.
# Happens: SQLite checks row by row. A shift downwards passes, the same shift upwards fails, a swap fails, by the order in which rows are visited; and
#   an UPDATE has no way to name that order. A deferred foreign key is checked at COMMIT, UNIQUE never.
# Versions: SQLite 3.40.1 (Debian 12), 3.46.1 (Debian 13)
# Seen: up: "UNIQUE constraint failed", down: done, swap: failed, and all three done by way of numbers below zero
# Matters: renumbering the grids of a community works in a test with codes one way and fails in a city with codes the other way.
# Download: 8 MB for Debian 12, 5 MB for 13
set -eu
packages_12='sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2'
packages_13='sqlite3=3.46.1-7+deb13u2 libsqlite3-0=3.46.1-7+deb13u2'
. "$(dirname "$0")/lib.sh"

seen() {
    run sqlite3 :memory: <<'END' 2>&1 || true
create table grid(id integer primary key, code integer unique);
insert into grid values (1, 420106001001001), (2, 420106001001002), (3, 420106001001003);
update grid set code = code + 1;
select 'up', group_concat(code % 1000) from grid;
update grid set code = code - 1;
select 'down', group_concat(code % 1000) from grid;
update grid set code = case id when 1 then 420106001001001 when 2 then 420106001001000 else code end;
select 'swap', group_concat(code % 1000) from grid;
begin;
update grid set code = -code;
update grid set code = case id when 1 then 420106001001002 when 2 then 420106001001001 else -code + 1 end;
commit;
select 'in two', group_concat(code % 1000) from grid;
END
}

expected() {
    cat <<'END'
Runtime error near line 3: UNIQUE constraint failed: grid.code (19)
up|1,2,3
down|0,1,2
Runtime error near line 7: UNIQUE constraint failed: grid.code (19)
swap|0,1,2
in two|2,1,3
END
}

compare "$@"
