#!/bin/sh
# Guess: a trigger that writes each change into a journal either writes its row or makes the statement fail; a plain INSERT in it means ABORT.
# Happens: OR IGNORE and OR REPLACE of the statement that fires the trigger hold for the statements within it. With UPDATE OR IGNORE the grid is
#   changed and the journal's row left out where its key is taken; with UPDATE OR REPLACE the journal's older row is replaced. Neither is an error.
# Versions: SQLite 3.40.1 (Debian 12), 3.46.1 (Debian 13)
# Seen: a plain UPDATE is refused; OR IGNORE changes the grid, the journal is as before; OR REPLACE puts another operation in the place of the first
# Matters: a history of edits kept by triggers loses entries by the word that a stranger's script uses on another table. RAISE(ABORT) in a trigger
#   is not overruled.
# Download: 8 MB for Debian 12, 5 MB for 13
set -eu
packages_12='sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2'
packages_13='sqlite3=3.46.1-7+deb13u2 libsqlite3-0=3.46.1-7+deb13u2'
. "$(dirname "$0")/lib.sh"

seen() {
    run sqlite3 :memory: <<'END' 2>&1 || true
create table grid(id integer primary key, name text, edit integer);
create table journal(seq integer primary key, op text);
create trigger kept after update on grid begin insert into journal values (new.edit, 'renamed ' || new.name); end;
insert into grid values (7, 'East', 0);
insert into journal values (1, 'split');
update grid set name = 'plain', edit = 1;
select 'after plain', name, op from grid, journal;
update or ignore grid set name = 'ignore', edit = 1;
select 'after or ignore', name, op from grid, journal;
update or replace grid set name = 'replace', edit = 1;
select 'after or replace', name, op from grid, journal;
END
}

expected() {
    cat <<'END'
Runtime error near line 6: UNIQUE constraint failed: journal.seq (19)
after plain|East|split
after or ignore|ignore|split
after or replace|replace|renamed replace
END
}

compare "$@"
