#!/bin/sh
# Writes the C source of the table of shipped rule files (engine/ruleset/builtin.h) to standard output.
#
#   embed.sh ROOT FILE...      the FILEs are relative to ROOT and stand in the table under these names
#
# The same files give the same output, whatever the order of the arguments, the locale and the directory.
set -eu
LC_ALL=C
export LC_ALL

cd "$1"
shift

echo '/* Written by engine/ruleset/embed.sh from the rule files; not to be edited. */'
echo '#include "ruleset/builtin.h"'
printf '%s\n' "$@" | sort -u | {
    count=0
    table=
    while IFS= read -r path; do
        [ -n "$path" ] || continue
        size=$(($(wc -c <"$path")))
        printf '\nstatic const unsigned char file_%d[] = {\n' "$count"
        od -A n -v -t u1 "$path" | awk '{ gsub(/ +/, ","); print substr($0, 2) "," }'
        [ "$size" -gt 0 ] || echo '0'
        echo '};'
        table="$table    {\"$path\", file_$count, $size},
"
        count=$((count + 1))
    done
    printf '\nconst struct builtin_file builtin_files[] = {\n%s    {NULL, NULL, 0},\n};\n' "$table"
    printf 'const size_t builtin_file_count = %d;\n' "$count"
}
