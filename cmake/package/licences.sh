#!/usr/bin/env bash
# What the built program consists of and links, with the licence of each as Debian's copyright files say it. Called by ./dev licences, in
# the project's folder.
#   licences.sh                    writes the list of this machine's Debian into docs/LICENCES.md, between its two marks
#   licences.sh --check            compares that list with the program; 1 where they differ, 77 where the page has none for this Debian
#   licences.sh --copyright DIR    writes what the package says of itself: DIR/copyright and DIR/compiled-in/
# --build FOLDER and --page FILE say where, for the tests.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
build=build/release
page=docs/LICENCES.md
mode='write'
copyright_to=''
while [ $# -gt 0 ]; do
    case $1 in
        --check) mode=check; shift ;;
        --copyright) mode=copyright; copyright_to=$2; shift 2 ;;
        --build) build=$2; shift 2 ;;
        --page) page=$2; shift 2 ;;
        *) echo "licences: what is $1?" >&2; exit 2 ;;
    esac
done
program=$build/gridwatch

say() { printf '%s\n' "$*" >&2; }
die() { say "licences: $*"; exit 1; }

[ -x "$program" ] || die "there is no $program: ./dev build gridwatch"
release=$(. /etc/os-release && [ "${ID:-}" = debian ] && echo "${VERSION_ID:-}, $(dpkg --print-architecture)") || true
[ -n "$release" ] || { say "licences: this is no Debian, whose copyright files are read"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ---- who owns a file ----

dpkg-query -W -f '${db:Status-Status}\t${Package}\t${source:Package}\t${Version}\n' \
    | awk -F'\t' '$1 == "installed" { print $2 "\t" $3 "\t" $4 }' > "$work/packages"

# owners: paths on stdin → package, tab, path. Debian's lists name files with and without /usr.
owners() {
    xargs -r readlink -m | sort -u > "$work/paths"
    awk '{ print; print (/^\/usr\// ? substr($0, 5) : "/usr" $0) }' "$work/paths" | xargs -r dpkg-query -S 2>/dev/null > "$work/owners" || true
    awk '!/^diversion / { package = $1; sub(/[:,].*/, "", package); path = $NF; sub(/^\/usr\//, "/", path); print package "\t/usr" path }' "$work/owners" \
        | sort -u -t"$(printf '\t')" -k2,2 > "$work/owned"
    awk -F'\t' 'NR == FNR { owner[$2] = $1; next }
        { key = $0; sub(/^\/usr\//, "/", key); key = "/usr" key
          if (key in owner) print owner[key] "\t" $0; else { print "licences: no package of Debian owns " $0 > "/dev/stderr"; bad = 1 } }
        END { exit bad }' "$work/owned" "$work/paths"
}

# ---- what is linked, and through what ----

LC_ALL=C ldd "$program" > "$work/ldd" || die "ldd cannot read $program"
! grep 'not found' "$work/ldd" >&2 || die "libraries are missing"
awk '/=>/ { print $1 "\t" $3; next } $1 ~ /^\// { n = split($1, part, "/"); print part[n] "\t" $1 }' "$work/ldd" > "$work/loaded"
LC_ALL=C readelf -d "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' > "$work/direct"
while IFS=$'\t' read -r name path; do printf '%s\t%s\n' "$name" "$(readlink -m "$path")"; done < "$work/loaded" > "$work/libraries"
cut -f2 "$work/libraries" | owners > "$work/library_owners"
# One line a library and library it needs.
cut -f2 "$work/libraries" | LC_ALL=C xargs readelf -d \
    | awk '/^File: / { file = $2 } /\(NEEDED\)/ { name = $NF; gsub(/[][]/, "", name); print file "\t" name }' > "$work/needs"
# Table (linked or pulled in), package, library without its version, the packages named by the program through which it comes.
awk -F'\t' '
    FILENAME ~ /library_owners$/ { owner[$2] = $1; next }
    FILENAME ~ /direct$/ { direct[$1] = 1; next }
    FILENAME ~ /libraries$/ { path[$1] = $2; name_at[$2] = name_at[$2] " " $1; order[++count] = $1; next }
    { needed[$1] = needed[$1] " " $2 }
    function walk(name, from,   n, list, i) {
        if (name == "" || (name, from) in seen) return
        seen[name, from] = 1
        if (!index(via[name] ",", "," from ",")) via[name] = via[name] "," from
        n = split(needed[path[name]], list, " ")
        for (i = 1; i <= n; ++i) if (list[i] in path) walk(list[i], from)
    }
    END {
        for (i = 1; i <= count; ++i) if (order[i] in direct) walk(order[i], owner[path[order[i]]])
        for (i = 1; i <= count; ++i) {
            short = order[i]; sub(/\.so.*/, "", short)
            print (order[i] in direct ? "linked" : "pulled") "\t" owner[path[order[i]]] "\t" short "\t" substr(via[order[i]], 2)
        }
    }' "$work/library_owners" "$work/direct" "$work/libraries" "$work/needs" > "$work/facts"

# ---- what is compiled in ----

command -v ninja > /dev/null || die "ninja is missing; it knows which headers were compiled"
[ -f "$build/build.ninja" ] || die "$build was not configured here"
link=$(ninja -C "$build" -t commands gridwatch | tail -1)
for word in $link; do
    case $word in
        /*.a) echo "$word" ;;
        -l*) [ -e "$(g++ -print-file-name="lib${word#-l}.so")" ] || g++ -print-file-name="lib${word#-l}.a" ;;
    esac
done | owners | awk -F'\t' '{ n = split($2, part, "/"); print "compiled\t" $1 "\tlibrary " part[n] "\t" }' | sort -u >> "$work/facts"
ninja -C "$build" -t deps | awk '/^[^ ]/ { ours = /^(CMakeFiles\/)?gridwatch[^:]*\.(o|gch): / } ours && /^ +\/usr/ { print $1 }' | sort -u > "$work/headers"
[ -s "$work/headers" ] || die "$build knows of no headers: build it first"
owners < "$work/headers" > "$work/header_owners"
awk -F'\t' '{ print "compiled\t" $1 "\theaders\t" }' "$work/header_owners" | sort -u >> "$work/facts"
ninja -C "$build" -t inputs gridwatch | { grep '^/usr/share/' || true; } | owners \
    | awk -F'\t' '{ n = split($2, part, "/"); print "compiled\t" $1 "\tdata of " part[n] "\t" }' | sort -u >> "$work/facts"

# ---- what is opened at run time ----

{ awk '$1 == "run" && $2 != "xvfb" { print $2 }' cmake/packages.txt; echo proj-data; } | sort \
    | awk '{ print "opened\t" $1 "\t" $1 "\t" }' >> "$work/facts"
nm -D --undefined-only "$program" | awk '{ sub(/@.*/, "", $2); print $2 }' \
    | { grep -xE 'popen|system|exec[lv]p?e?|execvpe|fexecve|posix_spawnp?|v?fork' || true; } | sort -u > "$work/starts"
codec=$(awk -F'\t' '$1 ~ /^libavcodec\.so/ { print $2 }' "$work/libraries")
grep -aoE 'libavcodec license: [A-Za-z0-9 .]+' "$codec" | sed 's/.*: //' | head -1 > "$work/codec"

# ---- their licences ----

# Table, source, package, version, item, through.
awk -F'\t' 'NR == FNR { source[$1] = $2; version[$1] = $3; next }
    !($2 in source) { print "licences: " $2 " is not installed" > "/dev/stderr"; bad = 1; next }
    { n = split($4, list, ","); via = ""
      for (i = 1; i <= n; ++i) if (!index(", " via ", ", ", " source[list[i]] ", ")) via = via (via == "" ? "" : ", ") source[list[i]]
      print $1 "\t" source[$2] "\t" $2 "\t" version[$2] "\t" $3 "\t" via }
    END { exit bad }' "$work/packages" "$work/facts" > "$work/parts"
# Headers of the kernel carry their own line; Debian's file speaks of the kernel.
awk -F'\t' '$1 == "linux-libc-dev" { print $2 }' "$work/header_owners" \
    | xargs -r grep -hom1 'SPDX-License-Identifier: [^*]*[^* ]' | sed 's/.*: /linux\tlinux-libc-dev\t/' | sort -u > "$work/licences"
cut -f2,3 "$work/parts" | sort -u | awk -F'\t' '$1 != "linux" { print $1 "\t" $2 "\t/usr/share/doc/" $2 "/copyright" }' > "$work/files"
awk -f "$here/licences.awk" "$here/licences.table" "$work/files" >> "$work/licences" || die "copyright files were not understood"

# ---- what is done with it ----

awk -f "$here/licences_page.awk" -v release="Debian $release" "$work/licences" "$work/starts" "$work/codec" "$work/parts" > "$work/list"
first="<!-- licences of Debian $release -->"
last="<!-- end of Debian $release -->"
# rows: a list on stdin → one line a library or package: table, item, source, licence, others. Versions and ways through are left out.
rows() {
    awk -F' \\| ' '/^### / { table = substr($0, 5) } /^(FFmpeg|The program|Headers) / { print $0; next }
        !/^\| / || /^\| (Source|---|What)/ || table ~ /decide/ { next }
        { sub(/^\| /, ""); sub(/ \|$/, ""); n = split($2, item, ", "); for (i = 1; i <= n; ++i) print table ": " item[i] " | " $1 " | " $3 " | " $4 }' | sort -u
}
in_page() { awk -v first="$first" -v last="$last" '$0 == last { inside = 0 } inside; $0 == first { inside = 1 }' "$page"; }

case $mode in
    check)
        if ! grep -qxF "$first" "$page"; then
            say "licences: $page has no list for Debian $release yet; ./dev licences writes it"
            exit 77
        fi
        rows < "$work/list" > "$work/now"
        in_page | rows > "$work/then"
        # Chosen by whoever looks after the machine; what those pull in is theirs.
        if other=$(cut -f3 "$work/parts" | grep -m1 -E '^lib(openblas|atlas|blis|avcodec-extra|avformat-extra|swscale-extra)'); then
            say "licences: $other stands in for Debian's usual package here; what is pulled in is not compared"
            sed -i -E '/^(Pulled in|FFmpeg)/d' "$work/now" "$work/then"
        fi
        grep -vxFf "$work/then" "$work/now" | sed 's/^/  not on the page: /' > "$work/differences" || true
        grep -vxFf "$work/now" "$work/then" | sed 's/^/  only on the page: /' >> "$work/differences" || true
        [ -s "$work/differences" ] || exit 0
        say "licences: $page and the program differ:"
        cat "$work/differences" >&2
        say "licences: ./dev licences writes the list anew; then read what follows from it once more, in the same page"
        exit 1
        ;;
    write)
        if ! grep -qxF "$first" "$page"; then
            printf '\n## Debian %s\n\n%s\n%s\n' "$release" "$first" "$last" >> "$page"
        fi
        awk -v first="$first" -v last="$last" -v list="$work/list" '
            $0 == first { print; while ((getline line < list) > 0) print line; inside = 1 }
            $0 == last { inside = 0 }
            !inside' "$page" > "$work/page"
        cp "$work/page" "$page"
        say "$page: $(awk -F'\t' '$1 == "linked"' "$work/parts" | wc -l) libraries linked, $(awk -F'\t' '$1 == "pulled"' "$work/parts" | wc -l) more pulled in by them (Debian $release)"
        ;;
    copyright)
        rm -rf "$copyright_to/compiled-in"
        mkdir -p "$copyright_to/compiled-in"
        # What is compiled in and comes with no package that ours depends on: its notices have to come with ours.
        awk -F'\t' '$1 != "compiled" { here[$2] = 1 } { line[NR] = $0 }
            END { for (i = 1; i <= NR; ++i) { split(line[i], c, "\t"); if (c[1] == "compiled" && !(c[2] in here)) print c[2] "\t" c[3] } }' "$work/parts" \
            | sort -u -k1,1 > "$work/own"
        while read -r source package; do
            # Boost's is two megabytes about libraries that nothing here includes: its first stanza and the licence.
            case $source in
                boost*) awk -v RS= -v ORS='\n\n' 'NR <= 3 || /^License: BSL-1.0\n/' "/usr/share/doc/$package/copyright" ;;
                *) cat "/usr/share/doc/$package/copyright" ;;
            esac | gzip -9n > "$copyright_to/compiled-in/$source.copyright.gz"
        done < "$work/own"
        awk -f "$here/copyright.awk" -v sources="$(cut -f1 "$work/own" | paste -sd' ')" "$work/licences" "$work/parts" > "$copyright_to/copyright"
        ;;
esac
