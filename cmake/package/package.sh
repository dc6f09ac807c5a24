#!/usr/bin/env bash
# Makes build/package/gridwatch_VERSION_ARCH.deb of build/release/gridwatch; with --check installs, runs and removes it in a clean root.
# Called by ./dev package, in the project's folder. The clean root needs root (chroot) and a Debian mirror.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
die() { say "dev package: $*"; exit 1; }
# shellcheck source=cmake/package/clean_root.sh
. cmake/package/clean_root.sh
# shellcheck source=/dev/null
. /etc/os-release

out=build/package
program=build/release/gridwatch
arch=$(dpkg --print-architecture)
# One of Debian 13 is newer than one of 12, so that a machine that is upgraded takes it.
version=$("$program" --version | awk '{ print $2 }')+deb${VERSION_ID:?this is no release of Debian}
deb=$out/gridwatch_${version}_$arch.deb

make_package() {
    local root=$out/root
    rm -rf "$root" "$out"/*.deb
    install -D -m 755 "$program" "$root/usr/bin/gridwatch"
    strip --strip-unneeded "$root/usr/bin/gridwatch"
    install -D -m 644 cmake/package/gridwatch.desktop "$root/usr/share/applications/gridwatch.desktop"
    install -D -m 644 cmake/package/gridwatch.svg "$root/usr/share/icons/hicolor/scalable/apps/gridwatch.svg"
    install -D -m 644 cmake/package/org.gridwatch.Gridwatch.metainfo.xml "$root/usr/share/metainfo/org.gridwatch.Gridwatch.metainfo.xml"
    install -D -m 644 cmake/package/gridwatch.service "$root/usr/lib/systemd/user/gridwatch.service"
    mkdir -p "$root/usr/share/man/man1" "$root/usr/share/bash-completion/completions" "$root/usr/share/doc/gridwatch"
    "$program" manual | gzip -9n > "$root/usr/share/man/man1/gridwatch.1.gz"
    "$program" manual --completion > "$root/usr/share/bash-completion/completions/gridwatch"
    install -m 644 README.md docs/SETTINGS.md docs/KEEPING.md docs/SECURITY.md docs/IMPORT.md docs/LICENCES.md "$root/usr/share/doc/gridwatch/"
    cmake/package/licences.sh --copyright "$root/usr/share/doc/gridwatch"
    gzip -9n < CHANGELOG.md > "$root/usr/share/doc/gridwatch/changelog.gz"
    chmod -R u=rwX,go=rX "$root"

    # What the program links, as Debian's own tool finds it; what it opens by name at run time is added.
    mkdir -p "$out/debian"
    printf 'Source: gridwatch\nPackage: gridwatch\nArchitecture: any\n' > "$out/debian/control"
    local linked
    linked=$(cd "$out" && dpkg-shlibdeps -O root/usr/bin/gridwatch 2>/dev/null | sed 's/^shlibs:Depends=//')
    [ -n "$linked" ] || die "dpkg-shlibdeps found nothing the program links"
    local opened
    opened=$(awk '$1 == "run" && $2 != "xvfb" { printf "%s, ", $2 }' cmake/packages.txt)
    mkdir -p "$root/DEBIAN"
    cat > "$root/DEBIAN/control" <<TEXT
Package: gridwatch
Version: $version
Architecture: $arch
Maintainer: Gridwatch <gridwatch@localhost>
Section: science
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $linked, ${opened}proj-data
Recommends: bash-completion, chrony
Suggests: fcitx5-chinese-addons, gnome-keyring
Description: console for grids, incidents and cameras of a city
 Gridwatch draws the grids of a city on a map, shows incidents by severity and
 opens the cameras that see them. One program, one file per city; needs neither
 a network nor a graphics card.
TEXT
    (cd "$root" && find usr -type f -exec md5sum {} + | sort -k2) > "$root/DEBIAN/md5sums"
    dpkg-deb --root-owner-group -Zxz --build "$root" "$deb" >&2
    say "$deb"
}

# Everything that is needed on a machine without internet: this package and what it depends on, as a folder apt installs from.
make_bundle() {
    local root=$1
    mkdir -p "$out/offline"
    rm -f "$out"/offline/*
    cp "$deb" "$out/offline/"
    cp "$root"/var/cache/apt/archives/*.deb "$out/offline/"
    say "$out/offline: $(find "$out/offline" -name '*.deb' | wc -l) packages for machines without internet ($(du -sh "$out/offline" | cut -f1))"
}

check_package() {
    [ "$(id -u)" = 0 ] || die "--check makes a clean root and needs root for that: sudo ./dev package --check"
    local root
    root=$(mktemp -d /var/tmp/gridwatch-root-XXXXXX)
    # shellcheck disable=SC2064
    trap "umount '$root/proc' 2>/dev/null || true; rm -rf --one-file-system '$root'" EXIT
    # The package is for the release it was built on: it names that one's libraries.
    make_root "$VERSION_CODENAME" "$root" "$out/debootstrap.log"
    # Kept for the bundle; Debian's minimal root removes them.
    rm -f "$root/etc/apt/apt.conf.d/docker-clean"
    echo 'APT::Keep-Downloaded-Packages "true"; Binary::apt-get::APT::Keep-Downloaded-Packages "true";' > "$root/etc/apt/apt.conf.d/99keep"
    mount -t proc proc "$root/proc" || true
    cp "$deb" "$root/root/"
    in_root "$root" apt-get update -q >> "$out/check.log" 2>&1 || true
    in_root "$root" sh -c 'find / -xdev -type f -not -path "/proc/*" -not -path "/var/*" | sort' > "$out/files-before"
    say "Installing ..."
    in_root "$root" apt-get install -y -q --no-install-recommends "/root/$(basename "$deb")" >> "$out/check.log" 2>&1 || die "it does not install, see $out/check.log"
    say "Running ..."
    in_root "$root" gridwatch --version
    in_root "$root" gridwatch demo /root/demo.sqlite --now 2026-11-23T18:14:37Z --json
    in_root "$root" gridwatch shot /root/demo.sqlite /root/shot.png --size 800x500 || die "shot failed"
    in_root "$root" test -s /root/shot.png || die "there is no picture"
    in_root "$root" gridwatch verify /root/demo.sqlite
    in_root "$root" gridwatch doctor /root/demo.sqlite
    in_root "$root" gridwatch doctor --json > "$out/doctor.json"
    [ -s "$root/usr/share/man/man1/gridwatch.1.gz" ] || say "The manual page was left out by this root's configuration of dpkg."
    make_bundle "$root"
    say "Removing ..."
    in_root "$root" apt-get purge -y -q gridwatch >> "$out/check.log" 2>&1 || die "it does not go, see $out/check.log"
    local left
    left=$(in_root "$root" sh -c 'find / -xdev -name "*gridwatch*" -not -path "/proc/*" -not -path "/var/log/*" -not -path "/var/cache/*" -not -path "/root/*"')
    [ -z "$left" ] || die "it leaves behind: $left"
    say "The package installs, runs and goes without a trace."
}

mkdir -p "$out"
: > "$out/check.log"
make_package
[ "${1:-}" != --check ] || check_package
