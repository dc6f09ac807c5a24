# shellcheck shell=sh
# What the scripts of this folder share: pinned packages of Debian or npm unpacked into a folder of their own, and their programs run from there.
# A script sets packages_12 and packages_13 (NAME=VERSION ...; one of them may be missing), or packages_npm and npm_before, defines seen(), which
# prints what happens with the programs of $release, and expected(), which prints what happened when the script was written, and ends with:
# compare "$@"
# Leaves with 0 where both agree, 1 where the behaviour changed, 77 where a pinned version is no longer in the archive.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

skip() {
    echo "skipped: $1" >&2
    exit 77
}

# Debian's entries of this machine's own apt sources, with the release's name put in the place of the machine's.
sources_of() {
    here=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    name='(^|[[:space:]])'$here'(-updates|-security|-backports|/updates)?([[:space:]]|$)'
    mkdir -p "$2"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        if [ -n "$here" ] && [ -r "$file" ] && grep -Eq "$name" "$file"; then
            sed -E "s/(^|[[:space:]])$here(-updates|-security|-backports|\/updates)?/\1$1\2/g" "$file" >"$2/${file##*/}"
        fi
    done
    [ -n "$(ls "$2")" ] || skip "no apt source names this machine's release ($here)"
}

# fetch RELEASE NAME=VERSION ... : the packages and what they need, unpacked into $work/RELEASE. With FINDINGS_CACHE set to a folder, downloads are
# kept there between scripts. Nothing is installed; apt's hooks are left out.
fetch() {
    release=$1
    shift
    case $release in
        12) suite=bookworm ;;
        13) suite=trixie ;;
        *) skip "no Debian $release here: 12 or 13" ;;
    esac
    [ "$(dpkg --print-architecture)" = amd64 ] || skip "the versions are those of amd64"
    state=${FINDINGS_CACHE:-$work/apt}/$suite
    mkdir -p "$state/lists/partial" "$state/archives/partial"
    : >"$state/status"
    sources_of "$suite" "$work/sources.$suite"
    cat >"$work/apt.conf" <<END
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Install-Pkgs;
#clear DPkg::Post-Invoke;
APT::Sandbox::User "";
APT::Install-Recommends "false";
Acquire::Languages "none";
Debug::NoLocking "true";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/sources.$suite";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "$state";
Dir::State::status "$state/status";
Dir::Cache "$state";
END
    if ! [ -e "$state/updated" ]; then
        apt-get -qq -c "$work/apt.conf" update
        : >"$state/updated"
    fi
    for package; do
        if ! apt-cache -c "$work/apt.conf" show "$package" >"$work/shown" 2>&1 || ! grep -q '^Filename:' "$work/shown"; then
            skip "$package is not in the archive of Debian $release any more"
        fi
    done
    # Named with an empty cache: apt names only what it would download.
    mkdir -p "$work/none/partial"
    apt-get -qq -y -c "$work/apt.conf" -o Dir::Cache::archives="$work/none" --print-uris install "$@" >"$work/uris"
    apt-get -qq -y -c "$work/apt.conf" --download-only install "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    mkdir -p "$work/$release"
    # A URI's line: 'URI' FILE BYTES HASH
    cut -d ' ' -f 2 "$work/uris" | xargs -P "$(nproc)" -I FILE dpkg-deb -x "$state/archives/FILE" "$work/$release"
    [ -n "${FINDINGS_CACHE:-}" ] || rm -rf "$state"
}

# fetch_npm NAME=VERSION ... : packages of npm in $work/npm; what they need is taken as it was on the day $npm_before. No package's own scripts run.
fetch_npm() {
    release=npm
    command -v npm >"$work/npm.path" || skip "no npm here"
    for package; do
        set -- "$@" "${package%%=*}@${package#*=}"
        shift
    done
    mkdir -p "$work/npm"
    npm install --prefix "$work/npm" --cache "${FINDINGS_CACHE:-$work}/npm-cache" --ignore-scripts --omit=optional --no-audit --no-fund --before="${npm_before:?}" "$@" \
        >"$work/log" 2>&1 || { grep -q ETARGET "$work/log" && skip "npm no longer has $*"; cat "$work/log" >&2; exit 1; }
}

# run PROGRAM ARGUMENT ... : a program of $release with the libraries, data and plugins of that release, whatever this machine runs.
run() (
    root=$work/$release
    if [ "$release" = npm ]; then
        program=$root/node_modules/.bin/$1
        shift
        exec "$program" "$@"
    fi
    libraries=$root/usr/lib/x86_64-linux-gnu
    program=$root/usr/bin/$1
    [ -e "$program" ] || [ -L "$program" ] || program=$root/bin/$1
    shift
    while [ -L "$program" ]; do
        target=$(readlink "$program")
        case $target in
            /*) program=$root$target ;;
            *) program=$(dirname "$program")/$target ;;
        esac
    done
    loader=$root/usr/lib64/ld-linux-x86-64.so.2
    [ -e "$loader" ] || loader=$root/lib64/ld-linux-x86-64.so.2
    export LC_ALL=C.UTF-8 TZ=UTC PROJ_NETWORK=OFF PYTHONDONTWRITEBYTECODE=1
    export PROJ_DATA="$root/usr/share/proj" PROJ_LIB="$root/usr/share/proj" GDAL_DATA="$root/usr/share/gdal" GDAL_DRIVER_PATH="$libraries/gdalplugins" GCONV_PATH="$libraries/gconv" PYTHONHOME="$root/usr"
    exec "$loader" --library-path "$libraries:$root/lib/x86_64-linux-gnu:$root/usr/lib:$libraries/blas:$libraries/lapack:$libraries/pulseaudio" "$program" "$@"
)

# run_qgis FILE: Python with the QGIS of $release, whose own files are in the folder sys.argv[1].
run_qgis() (
    export HOME="$work" XDG_RUNTIME_DIR="$work" QT_QPA_PLATFORM=offscreen
    run python3 "$1" "$work/$release/usr"
)

# compare [RELEASE ...]: by default each that the script has packages for.
compare() {
    if [ $# -eq 0 ]; then
        set -- ${packages_12:+12} ${packages_13:+13} ${packages_npm:+npm}
    fi
    changed=0
    for release; do
        case $release in
            12) packages=${packages_12:-} ;;
            npm) packages=${packages_npm:-} ;;
            *) packages=${packages_13:-} ;;
        esac
        [ -n "$packages" ] || skip "this script knows no versions of $release"
        # shellcheck disable=SC2086 # a list of words
        if [ "$release" = npm ]; then
            fetch_npm $packages
        else
            fetch "$release" $packages
        fi
        mkdir "$work/in.$release"
        (cd "$work/in.$release" && seen) >"$work/seen" 2>"$work/errors" || { cat "$work/seen" "$work/errors" >&2; exit 1; }
        expected >"$work/expected"
        case $release in
            npm) echo "npm: $packages" ;;
            *) echo "Debian $release: $packages" ;;
        esac
        sed 's/^/    /' "$work/seen"
        if ! diff -u "$work/expected" "$work/seen" >"$work/diff"; then
            echo "CHANGED since this was written (-: then, +: now):"
            cat "$work/diff" "$work/errors"
            changed=1
        fi
    done
    exit "$changed"
}
