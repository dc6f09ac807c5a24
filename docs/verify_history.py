#!/usr/bin/env python3
"""Whether the history of a Gridwatch workspace is what was written, without Gridwatch.

    python3 verify_history.py city.sqlite

Follows the chains of hashes of docs/SECURITY.md, "History": of each row BLAKE2b-256 over the hash before it of the same seat and the row's
fields. Prints one JSON object, {"whole", "first_changed", "history", "rows", "taken_back"}; exits with 1 where something was changed. The
workspace is opened to read only. Needs Python 3.6 and nothing else.
"""

import hashlib
import json
import sqlite3
import sys

TABLES = (
    ("incident_events", "incident_event_hashes", "incident_id, time_us, kind, text, account_id, post_id"),
    ("session_log", "session_log_hashes", "time_us, account_id, post_id, kind, subject, detail"),
)


def field(value):
    """A field with its length before it, so that none can flow into the next; nothing at all is "-"."""
    if value is None:
        return b"-"
    text = value.encode("utf-8") if isinstance(value, str) else str(value).encode("ascii")
    return str(len(text)).encode("ascii") + b":" + text


def digest(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def first_changed(database, table, hashes, columns, taken_back, counts):
    """The first row that is not what was chained, as {"table", "id", "why"}; None where all are."""
    ends = {}  # of each seat: how many rows, their last hash
    rows = database.execute("select id, seat, %s from %s order by id" % (columns, table))
    chained = database.execute("select id, hash from %s order by id" % hashes)
    row, link = rows.fetchone(), chained.fetchone()
    while row or link:
        counts["rows"] += 1
        if link and (not row or link[0] < row[0]):
            seat = next((s for first, last, s in taken_back if table == "incident_events" and first <= link[0] <= last), None)
            if seat is None:
                return {"table": table, "id": link[0], "why": "was taken away"}
            counts["taken_back"] += 1
            ends[seat] = (ends.get(seat, (0, ""))[0] + 1, link[1])
            link = chained.fetchone()
            continue
        if not link or row[0] < link[0]:
            return {"table": table, "id": row[0], "why": "was added by another program"}
        count, before = ends.get(row[1], (0, ""))
        found = digest(before.encode("ascii") + b"".join(field(value) for value in row))
        if found != link[1]:
            return {"table": table, "id": row[0], "why": "is not what was written"}
        ends[row[1]] = (count + 1, found)
        row, link = rows.fetchone(), chained.fetchone()
    for seat, last, count, end in database.execute("select seat, last_id, row_count, hash from chains where table_name = ? order by seat", (table,)):
        if ends.get(seat, (0, "")) != (count, end):
            return {"table": table, "id": last, "why": "was the last one of its seat and is not any more"}
    return None


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    database = sqlite3.connect("file:%s?mode=ro" % sys.argv[1].replace("%", "%25").replace("?", "%3f").replace("#", "%23"), uri=True)
    taken_back = database.execute("select first_id, last_id, seat from taken_back").fetchall()
    counts = {"rows": 0, "taken_back": 0}
    changed = [first_changed(database, *table, taken_back, counts) for table in TABLES]
    changed = [one for one in changed if one]
    ends = b""
    for table, _, _ in TABLES:
        for seat, count, end in database.execute("select seat, row_count, hash from chains where table_name = ? order by seat", (table,)):
            ends += field(table) + field(seat) + field(count) + field(end)
    print(json.dumps({"whole": not changed, "first_changed": changed[0] if changed else None, "history": digest(ends), **counts}))
    sys.exit(1 if changed else 0)


if __name__ == "__main__":
    main()
