# Reads Debian's copyright files. Input: licences.table, then lines of SOURCE, PACKAGE and the path of a copyright file, separated by tabs.
# Output: SOURCE, PACKAGE, licence of the library, other licences among its files, separated by tabs. What cannot be read is said on
# stderr and ends with status 1.
#
# Debian's own short names are given as they stand. In a machine-readable file the licence is that of "Files: *"; stanzas whose files are
# all packaging, tests, documentation, tools or parts of the build system are left out, and licences.table says which stanzas are a
# library's where this is not enough.

function complain(text) { print "licences: " text > "/dev/stderr"; failed = 1 }

function trimmed(text) { sub(/^[ \t]+/, "", text); sub(/[ \t]+$/, "", text); return text }

function learn(line,   n, cell, i, name) {
    n = split(line, cell, "|")
    for (i = 1; i <= n; ++i)
        cell[i] = trimmed(cell[i])
    ++rules
    kind[rules] = cell[1]
    split(cell[2], name, " ")
    rule_source[rules] = "^" name[1] "$"
    rule_package[rules] = name[2] == "" ? "" : "^" name[2] "$"
    if (cell[1] == "from") {
        prefixes[rules] = cell[3]
        return
    }
    says[rules] = cell[3]
    families_of[rules] = cell[4]
    phrases[rules] = n - 4
    for (i = 5; i <= n; ++i)
        phrase[rules, i - 4] = cell[i]
}

function rule_for(source, package, which,   r) {
    for (r = 1; r <= rules; ++r)
        if (kind[r] == which && source ~ rule_source[r] && (rule_package[r] == "" || package ~ rule_package[r]))
            return r
    return 0
}

# The families of licences that a text names at all.
function families(text,   found) {
    if (text ~ /GNU General Public|[^L]GPL-[0-9]/) found = found " GPL"
    if (text ~ /(Lesser|Library) General Public/) found = found " LGPL"
    if (text ~ /Mozilla Public/) found = found " MPL"
    if (text ~ /Apache License|Apache-2/) found = found " Apache"
    if (text ~ /Artistic/) found = found " Artistic"
    if (text ~ /advertising materials/) found = found " advertising"
    return substr(found, 2)
}

function unlinked(name) {
    if (name ~ /^(debian|debian-src|doc|docs|m4|po|swig|win32|windows|vms|packaging)(\/|$)/) return 1
    if (name ~ /(^|\/)(tests?|test_cases|testsuite|testdata|unittests?|googletest|gtest|examples?|EXAMPLE|samples?|demos?|demo1|fuzz|fuzzers|fuzzing|bench|perf)(\/|$)/) return 1
    if (name ~ /(^|\/)(tools|apps|applications|Applications|bin|utils|scripts?|cmake|CMake|CMAKE|cmakescripts|build-aux|config|java|jni|python|perl|programs|extras?|octave|MATLAB|matlab|vs2008|mingw)(\/|$)/) return 1
    if (name ~ /(^|\/)(getopt[^\/]*|configure|install-sh|INSTALL|compile|depcomp|missing|test-driver|ar-lib|ltmain\.sh|Makefile|GNUmakefile|makefile|README|NEWS|PACKAGERS)$/) return 1
    if (name ~ /(^|\/)(CMakeLists\.txt|Makefile\.[a-z]+|config\.(guess|sub|\*)|COPYING.*|gtk-doc\.make)$/) return 1
    return name ~ /\.(m4|pl|pm|py|sh|bat|com|cmake|md|tex|texi|texinfo|po|js|less|cs|swift|ttf|otf|rc|am|ac|yml|rst|[1-9]|mk|dcm|jpeg|pdf|html)$/
}

function same(a, b) { return tolower(a) == tolower(b) }

# One stanza of a machine-readable file is complete: does it count, and as what?
function stanza(   n, name, i, p, counts, first) {
    if (files == "" || licence == "") {
        files = licence = ""
        return
    }
    n = split(files, name, " ")
    first = 0
    for (i = 1; i <= n; ++i) {
        if (unlinked(name[i])) continue
        if (wanted == 0) {
            counts = 1
            if (name[i] == "*") first = 1
        } else
            for (p = 1; p <= wanted; ++p)
                if (prefix[p] == "*" ? name[i] == "*" : index(name[i], prefix[p]) == 1) {
                    counts = 1
                    if (p == 1 && (prefix[1] == "*" || name[i] == prefix[1] "*")) first = 1
                }
    }
    if (counts) {
        ++kept
        name_of[kept] = licence
        if (first) main = licence
    }
    files = licence = ""
}

function read_stanzas(path, list,   line, at, field, value) {
    wanted = split(list, prefix, " ")
    kept = 0
    main = files = licence = field = ""
    while ((getline line < path) > 0) {
        if (line ~ /^[ \t\r]*$/) { stanza(); field = ""; continue }
        if (line ~ /^#/) continue
        if (line ~ /^[ \t]/) {
            value = trimmed(line)
            if (field == "files") files = files " " value
            else if (field == "license" && licence == "") licence = value
            continue
        }
        at = index(line, ":")
        field = tolower(substr(line, 1, at - 1))
        value = trimmed(substr(line, at + 1))
        if (field == "files") files = value
        else if (field == "license") licence = value
    }
    stanza()
    close(path)
}

function machine_readable(source, package, path,   r, half, i, k, others, known) {
    r = rule_for(source, package, "from")
    split(r ? prefixes[r] : "", half, / else /)
    read_stanzas(path, half[1])
    if (!kept && half[2] != "") read_stanzas(path, half[2])
    if (!kept) {
        complain(path ": no stanza for the linked library was found; licences.table has to say which it is")
        return
    }
    if (main == "") main = name_of[1]
    for (i = 1; i <= kept; ++i) {
        known = same(name_of[i], main)
        for (k = 1; k < i && !known; ++k)
            known = same(name_of[i], name_of[k])
        if (!known) others = others (others == "" ? "" : ", ") name_of[i]
    }
    print source "\t" package "\t" main "\t" others
}

function free_form(source, package, path, text,   r, i) {
    r = rule_for(source, package, "read")
    if (!r) {
        complain(path " is in free form: read it and give " source " a row in licences.table")
        return
    }
    if (families(text) != families_of[r])
        complain(path " names other families of licences than licences.table knows: \"" families(text) "\", not \"" families_of[r] "\"")
    for (i = 1; i <= phrases[r]; ++i)
        if (index(text, phrase[r, i]) == 0)
            complain(path " no longer says \"" phrase[r, i] "\"")
    print source "\t" package "\t" says[r] "\t" ""
}

function read_file(source, package, path,   line, text, lines, dep5) {
    while ((getline line < path) > 0) {
        if (++lines <= 20 && line ~ /^Format(-Specification)?:/) { dep5 = 1; break }
        text = text " " line
    }
    close(path)
    if (!lines) {
        complain("there is no " path)
        return
    }
    if (dep5) {
        machine_readable(source, package, path)
        return
    }
    gsub(/[ \t\r*#]+/, " ", text)
    free_form(source, package, path, text)
}

FILENAME ~ /licences\.table$/ { if ($0 ~ /^(read|from) /) learn($0); next }
{ split($0, column, "\t"); read_file(column[1], column[2], column[3]) }
END { exit failed }
