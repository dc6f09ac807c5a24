# The list of docs/LICENCES.md for one Debian (-v release), from what licences.sh found: the files licences, starts, codec and parts.

BEGIN { FS = "\t" }

function term_kind(term,   n, alternative, i, name, two, three, open, apache) {
    n = split(term, alternative, / or /)
    for (i = 1; i <= n; ++i) {
        name = tolower(alternative[i])
        gsub(/[(),]/, "", name)
        if (name ~ /exception|syscall-note/) return name ~ /^lgpl-3/ ? "three" : ""
        if (name ~ /^gpl-?2(\.0)?(-only)?$/) two = 1
        else if (name ~ /^gpl-?3(\.0)?(-only)?$/) three = 1
        else if (name ~ /^gpl/ && name !~ /^gpl-?3/) open = 1
        else if (name ~ /^l?gpl-?3/) three = three ? three : 2
        else if (name ~ /apache/) apache = 1
        else if (name ~ /^bsd-?4|^bsd.*attribution|^openssl|advertising/) return n == 1 ? "advertising" : ""
        else return ""
    }
    if (open) return term ~ /[Ll][Gg][Pp][Ll]/ || apache ? "" : "open"
    if (two && three) return "both"
    if (two) return "two"
    if (three) return "three"
    return apache ? "apache" : ""
}

function classify(source, text, part,   n, term, i, kind) {
    n = split(text, term, /,? [Aa][Nn][Dd] |, /)
    for (i = 1; i <= n; ++i) {
        kind = term_kind(term[i])
        if (kind != "" && !((kind, source) in decided)) {
            decided[kind, source] = 1
            deciders[kind] = deciders[kind] (deciders[kind] == "" ? "" : ", ") source (part ? " (in part)" : "")
        }
    }
}

function group(kind, title) { if (deciders[kind] != "") print "| " title " | " deciders[kind] " |" }

function cell(text) { return text == "" ? "–" : text }

# Rows of one table: packages of one source with the same licence stand together. Items of a row are sorted as they came.
function rows(table,   i, key, keys, order, k) {
    for (i = 1; i <= parts; ++i) {
        if (at[i] != table) continue
        key = source[i] SUBSEP licence[source[i], package[i]] SUBSEP others[source[i], package[i]]
        if (!((table, key) in item)) order[++keys] = key
        add(item, table SUBSEP key, what[i])
        add(packed, table SUBSEP key, package[i] " " version[i])
        if (via[i] != "") through[table, key] = through[table, key] ", " via[i]
    }
    for (k = 1; k <= keys; ++k)
        print_row(table, order[k])
}

function add(list, key, text) {
    if (!index(", " list[key] ", ", ", " text ", "))
        list[key] = list[key] (list[key] == "" ? "" : ", ") text
}

function print_row(table, key,   piece, line) {
    split(key, piece, SUBSEP)
    line = "| " piece[1] " | " item[table, key] " | " piece[2] " | " cell(piece[3])
    if (table == "pulled") line = line " | " few(through[table, key])
    else line = line " | " packed[table, key]
    print line " |"
}

# At most four names, each once, and how many more.
function few(text,   n, name, i, known, shown, more, out) {
    n = split(substr(text, 3), name, ", ")
    for (i = 1; i <= n; ++i) {
        if (name[i] in known) continue
        known[name[i]] = 1
        if (shown < 4) { ++shown; out = out (out == "" ? "" : ", ") name[i] } else ++more
    }
    return more ? out " and " more " more" : out
}

FILENAME ~ /licences$/ {
    key = $1 SUBSEP $2
    licence[key] = licence[key] (licence[key] == "" ? "" : ", ") $3
    others[key] = $4
    next
}
FILENAME ~ /starts$/ { starts = starts (starts == "" ? "" : ", ") "`" $1 "`"; next }
FILENAME ~ /codec$/ { codec = $0; next }
{ line[++parts] = $0 }

END {
    # By table, then source, then item; a plain sort, the list is short.
    for (i = 2; i <= parts; ++i) {
        keep = line[i]
        split(keep, c, "\t"); mine = c[2] "\t" c[5]
        for (j = i - 1; j >= 1; --j) {
            split(line[j], c, "\t")
            if (c[2] "\t" c[5] <= mine) break
            line[j + 1] = line[j]
        }
        line[j + 1] = keep
    }
    for (i = 1; i <= parts; ++i) {
        split(line[i], c, "\t")
        at[i] = c[1]; source[i] = c[2]; package[i] = c[3]; version[i] = c[4]; what[i] = c[5]; via[i] = c[6]
        if (what[i] == "headers") what[i] = "headers of " package[i]
        if (at[i] == "linked") linked[source[i]] = 1
    }
    for (i = 1; i <= parts; ++i) {
        if (at[i] == "compiled" && source[i] in linked && what[i] ~ /^headers/) {
            # Said in one line: the licence stands in the row of the library.
            at[i] = ""
            if (!(source[i] in headers)) {
                headers[source[i]] = 1
                with_headers = with_headers (with_headers == "" ? "" : ", ") source[i]
            }
        }
        if (at[i] == "linked" || at[i] == "pulled") {
            classify(source[i], licence[source[i], package[i]], 0)
            classify(source[i], others[source[i], package[i]], 1)
        }
    }
    print "\nFFmpeg says of itself (`avcodec_license()`): *" codec "*."
    print "The program " (starts == "" ? "starts no other: it imports none of `popen`, `system`, `exec*`, `posix_spawn*`, `fork`, `vfork`." : "can start others: it imports " starts ".")
    print "\n### What decides, " release "\n"
    print "| Licences | Linked under them, by source package |\n|---|---|"
    group("open", "GPL, version 1 or 2 or later")
    group("both", "GPL, version 2 or 3, no later one")
    group("two", "GPL, version 2 only")
    group("three", "GPL or LGPL, version 3 or later")
    group("apache", "Apache-2.0")
    group("advertising", "BSD with the advertising clause, OpenSSL's old one")
    print "\n### Compiled in, " release "\n"
    print "| Source package | What | Licence | Others among its files | Package and version |\n|---|---|---|---|---|"
    rows("compiled")
    print "\nHeaders of linked libraries are compiled in too: " with_headers "."
    print "\n### Linked, " release "\n"
    print "| Source package | Libraries | Licence | Others among its files | Package and version |\n|---|---|---|---|---|"
    rows("linked")
    print "\n### Pulled in by those, " release "\n"
    print "| Source package | Libraries | Licence | Others among its files | Through |\n|---|---|---|---|---|"
    rows("pulled")
    print "\n### Opened at run time, " release "\n"
    print "| Source package | Packages | Licence | Others among its files | Package and version |\n|---|---|---|---|---|"
    rows("opened")
    print ""
}
