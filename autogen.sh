#!/bin/sh
# Generates the build system; with a command also prepares the machine, builds, and runs or tests what was built.
set -eu

usage() {
    cat <<'END'
Usage: ./autogen.sh                  generate the build system (configure, Makefile.in), nothing else
       ./autogen.sh --run [FILE...]  prepare, build in ./build, run `mailassay check FILE...`
                                     (without FILE: on three messages of corpus/)
       ./autogen.sh --check          prepare, build in ./build, run all tests
       ./autogen.sh --help           show this

To prepare means to install missing Debian packages, as root or with sudo. The output of the build goes to
./build/autogen.log and is shown when something fails. With CI set in the environment warnings are errors
and tests whose tools are missing fail.

Exit status: --run: that of mailassay; --check: 0 if all tests pass, 1 if not; 2 for a wrong option;
4 if preparing or building fails.
END
}

build_packages='gcc libc6-dev make autoconf automake libtool pkg-config libpcre2-dev libyaml-dev libpsl-dev'
test_packages='check git libjansson-dev jq pmccabe python3 python3-html5lib zstd'
top=$(cd "$(dirname "$0")" && pwd)
build=$top/build
log=$build/autogen.log

say() { printf 'autogen: %s\n' "$*" >&2; }
fail() {
    say "error: $*"
    exit 4
}

# Runs a command with its output in the log, which is shown if the command fails.
quietly() {
    if ! "$@" >>"$log" 2>&1 </dev/null; then
        tail -n 200 "$log" >&2
        fail "this failed: $*"
    fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

missing_packages() { # PACKAGE...
    for package in "$@"; do
        case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) in
        ii*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

install_packages() { # PACKAGE...
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say 'no apt-get here: taking what is installed'
        return
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "neither root nor sudo to install: $missing"
    say "installing ${missing% }"
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
    # The names are separate words.
    # shellcheck disable=SC2086
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing
    rm -f "$build/Makefile" # configure anew: more may be there now
}

generate() {
    (cd "$top" && autoreconf -fi)
}

# Configures ./build if it is not, or was for something else.
configure_build() {
    options=${CI:+--enable-werror}
    if [ ! -x "$top/configure" ] || [ ! -f "$top/Makefile.in" ]; then
        say 'generating the build system'
        quietly generate
    fi
    [ ! -f "$top/config.status" ] || fail 'the source directory is configured itself; run make distclean first'
    # The place is part of it: a copied tree brings its ./build along.
    made_for="$top $options"
    if [ ! -f "$build/Makefile" ] || [ "$(cat "$build/autogen.options" 2>/dev/null)" != "$made_for" ]; then
        say 'configuring'
        quietly in_build "$top/configure" ${options:+"$options"}
        printf '%s\n' "$made_for" >"$build/autogen.options"
    fi
}

in_build() { (cd "$build" && "$@"); }
jobs() { getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1; }

prepare() { # PACKAGE...
    mkdir -p "$build"
    : >"$log"
    install_packages "$@"
    configure_build
}

# The names of packages are separate words.
# shellcheck disable=SC2086
run() {
    prepare $build_packages
    say 'building'
    quietly in_build make -j"$(jobs)" all
    if [ $# -eq 0 ]; then
        cd "$top"
        set -- corpus/newsletters/pass.eml corpus/newsletters/warn.eml corpus/transactional/fail.eml
    fi
    exec "$build/mailassay" check "$@"
}

# The sums of all tests, from the summary that `make check` prints.
closing_line() {
    awk '/^# (TOTAL|PASS|SKIP|XFAIL|FAIL|XPASS|ERROR): /{ count[$2] = $3 }
        END {
            printf "%d passed, %d failed, %d skipped\n", count["PASS:"] + count["XFAIL:"],
                count["FAIL:"] + count["XPASS:"] + count["ERROR:"], count["SKIP:"]
        }' "$log"
}

# shellcheck disable=SC2086
check() {
    prepare $build_packages $test_packages
    say 'building'
    quietly in_build make -j"$(jobs)" all
    say 'building and running the tests'
    status=0
    in_build make -j"$(jobs)" check >>"$log" 2>&1 </dev/null || status=1
    grep -q '^# TOTAL: ' "$log" || { tail -n 200 "$log" >&2; fail 'the tests could not be built'; }
    sed -n '/^SKIP: /p' "$log"
    if [ $status -ne 0 ]; then
        grep -E '^(FAIL|ERROR): ' "$log" >&2 || tail -n 200 "$log" >&2
        say "more in ${build#"$PWD"/}/test-suite.log"
        [ -z "${CI:-}" ] || cat "$build/test-suite.log" >&2
    fi
    closing_line
    return $status
}

case ${1:-} in
'') generate ;;
--run)
    shift
    run "$@"
    ;;
--check)
    [ $# -eq 1 ] || { say '--check takes no arguments'; exit 2; }
    check
    ;;
--help | -h) usage ;;
*)
    say "unknown option: $1 (see ./autogen.sh --help)"
    exit 2
    ;;
esac
