# Shared by the programs of tests/house; read with `.`, not run.
#
# Each program checks one house rule and is called as PROGRAM [SOURCE-TREE [BUILD-TREE]]; `make check` gives the trees in the
# environment. It prints one line per breach and exits 0 (none), 1 (some) or 77 (cannot be checked here; the last line says why).
# tests/house/selftest shows each of them a tree that breaks its rule.
# shellcheck shell=sh disable=SC2034
set -u
LC_ALL=C
export LC_ALL
root=${1:-${top_srcdir:-.}}
build=${2:-${top_builddir:-$root}}
house=$(cd "$(dirname "$0")" && pwd)

# In the order in which the data walks through them; each may use those before it.
rooms='base data match message content ruleset policy score report api cli'

# C files below the given directories of the source tree, generated tables left out, relative to it.
c_files() {
    (cd "$root" && find "$@" -type f -name '*.[ch]' ! -name '*_table.[ch]' 2>/dev/null | sort)
}

# "ROOM OBJECT" for each object of the engine; a source that was not compiled is a breach.
objects() {
    (cd "$root" && find engine -type f -name '*.c' | sort) | while IFS= read -r source; do
        room=${source#engine/}
        room=${room%%/*}
        stem=$(basename "$source" .c)
        directory=$build/$(dirname "$source")
        if [ -f "$directory/.libs/$stem.o" ]; then
            echo "$room $directory/.libs/$stem.o"
        elif [ -f "$directory/$stem.o" ]; then
            echo "$room $directory/$stem.o"
        else
            echo "$room missing:$source"
        fi
    done
}

# Shows the breaches on standard input and exits with the verdict.
verdict() {
    awk '{ print } END { exit NR > 0 }'
}

skip() {
    echo "$1"
    [ -z "${CI:-}" ] || exit 1
    exit 77
}
