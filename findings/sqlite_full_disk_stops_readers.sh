#!/bin/sh
# Guess: on a full file system a SQLite database can still be read, and what cannot be written says SQLITE_FULL, "database or disk is full".
# Happens: one with a write-ahead log that nobody has open cannot even be read: the first to open it makes the file that all share (-shm, 32 KiB), and
#   where there is no room for that every statement, SELECT too, fails with SQLITE_IOERR, "disk I/O error". immutable=1 reads it. With a rollback
#   journal reading works, and writing says "full".
# Versions: SQLite 3.40.1 (Debian 12), 3.46.1 (Debian 13)
# Seen: I/O error (10) for select and insert with the log; 1 and "full" (13) with a journal
# Matters: a program that tells its user of a broken disk, or takes only SQLITE_FULL for "no space", sends him to the wrong remedy: freeing 32 KiB
#   is all that is needed. A program that has the database open already goes on reading.
# Download: 8 MB for Debian 12, 5 MB for 13
set -eu
packages_12='sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2'
packages_13='sqlite3=3.46.1-7+deb13u2 libsqlite3-0=3.46.1-7+deb13u2'
# A small file system of its own, seen by nobody else.
if [ -z "${small_disk:-}" ] && unshare --user --map-root-user --mount true 2>/dev/null; then
    small_disk=1 exec unshare --user --map-root-user --mount "$0" "$@"
fi
. "$(dirname "$0")/lib.sh"

say() {
    # "Error: in prepare, …" and "Runtime error near line 1: …" by release
    run sqlite3 "$1" "$2" 2>&1 | sed 's/^.*: *\(in prepare, \|stepping, \)*//'
}

seen() {
    [ -n "${small_disk:-}" ] || skip "no mount namespace of one's own here"
    small=$work/small
    mkdir -p "$small"
    mount -t tmpfs -o size=256k none "$small"
    say "$small/a.sqlite" "pragma journal_mode = wal; create table t (x); insert into t values (1);"
    dd if=/dev/zero of="$small/rest" bs=4k 2>"$work/dd" || true
    say "$small/a.sqlite" "select x from t"
    say "$small/a.sqlite" "insert into t values (2)"
    say "file:$small/a.sqlite?immutable=1" "select x from t"
    rm "$small/rest"
    say "$small/a.sqlite" "pragma journal_mode = delete"
    dd if=/dev/zero of="$small/rest" bs=4k 2>"$work/dd" || true
    say "$small/a.sqlite" "select x from t"
    say "$small/a.sqlite" "insert into t values (3)"
    umount "$small"
}

expected() {
    cat <<'END'
wal
disk I/O error (10)
disk I/O error (10)
1
delete
1
database or disk is full (13)
END
}

compare "$@"
