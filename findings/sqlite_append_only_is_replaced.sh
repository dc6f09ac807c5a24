#!/bin/sh
# Guess: a table whose triggers abort each UPDATE and each DELETE is append-only: what was written stays.
# Happens: INSERT OR REPLACE over an existing key takes the old row away without firing the trigger of DELETE, so the row is changed and nothing
#   is refused. Only PRAGMA recursive_triggers = 1, which each connection must set for itself, makes the trigger fire.
# Versions: SQLite 3.40.1 (Debian 12), 3.46.1 (Debian 13)
# Seen: UPDATE and DELETE refused; then "1|another", and refused with the pragma
# Matters: a journal of edits or a published edition guarded by triggers alone is overwritten by any tool that writes with REPLACE, an upsert of the
#   old kind among them. A trigger BEFORE INSERT that looks for the key holds.
# Download: 8 MB for Debian 12, 5 MB for 13
set -eu
packages_12='sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2'
packages_13='sqlite3=3.46.1-7+deb13u2 libsqlite3-0=3.46.1-7+deb13u2'
. "$(dirname "$0")/lib.sh"

seen() {
    run sqlite3 :memory: <<'END' 2>&1 || true
create table journal(seq integer primary key, op text);
create trigger no_update before update on journal begin select raise(abort, 'append only'); end;
create trigger no_delete before delete on journal begin select raise(abort, 'append only'); end;
insert into journal values (1, 'split');
update journal set op = 'another';
delete from journal;
insert or replace into journal values (1, 'another');
select * from journal;
pragma recursive_triggers = 1;
insert or replace into journal values (1, 'a third');
select * from journal;
create trigger no_second before insert on journal when exists (select 1 from journal where seq = new.seq) begin select raise(abort, 'taken'); end;
pragma recursive_triggers = 0;
insert or replace into journal values (1, 'a fourth');
select * from journal;
END
}

expected() {
    cat <<'END'
Runtime error near line 5: append only (19)
Runtime error near line 6: append only (19)
1|another
Runtime error near line 10: append only (19)
1|another
Runtime error near line 14: taken (19)
1|another
END
}

compare "$@"
