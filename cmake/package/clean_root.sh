# A clean Debian root by debootstrap: for ./dev package --check and ./dev root. Sourced; needs root and a Debian mirror.

# make_root SUITE FOLDER LOG: what debootstrap calls minbase, and nothing more.
make_root() {
    local suite=$1 root=$2 log=$3 mirror
    mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -1 | tr -d ' ' || true)
    say "A clean root of $suite from ${mirror:-the default mirror} ..."
    # shellcheck disable=SC2086
    debootstrap --variant=minbase "$suite" "$root" $mirror > "$log" 2>&1 || die "debootstrap failed, see $log"
    cp /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
    cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
}

# in_root FOLDER COMMAND...: as root, with an environment of its own.
in_root() {
    local root=$1; shift
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# leave_root FOLDER: nothing stays mounted in it.
leave_root() {
    local root=$1 place
    for place in proc work/shared; do
        ! mountpoint -q "$root/$place" || umount "$root/$place"
    done
}
