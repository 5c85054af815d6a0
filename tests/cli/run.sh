#!/bin/sh
# Runs the program as a user does and compares what it says.
# usage: run.sh PROGRAM [--update] [FOLDER...]      FOLDER: tests/cli/cases/* by default
#        run.sh PROGRAM --control                   passes when every folder of controls/ fails in what its `finding` says
# A folder holds `cmd` (run by sh in tests/cli; `convenio` is the program) and what it must give: `stdout`, and
# where they are there `stderr` and `exit` (0 if absent). --update writes these files instead of comparing them.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
program=$1
[ -x "$program" ] || { echo "usage: run.sh PROGRAM [--update | --control] [FOLDER...]" >&2; exit 2; }
program=$(CDPATH= cd -- "$(dirname -- "$program")" && pwd)/$(basename -- "$program")
shift
mode=compare
case $1 in
  --update) mode=update; shift ;;
  --control) mode=control; shift ;;
esac
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
unset CONVENIO_RULES
LC_ALL=C
export LC_ALL

if [ $# -eq 0 ]; then
  if [ $mode = control ]; then set -- "$here"/controls/*/; else set -- "$here"/cases/*/; fi
fi

# 0 when the folder's command gives what the folder says.
check() {
  (cd "$here" && convenio() { "$program" "$@"; } && . "$1/cmd") >"$scratch/stdout" 2>"$scratch/stderr" </dev/null
  code=$?
  if [ $mode = update ]; then
    cp "$scratch/stdout" "$1/stdout"
    [ -s "$scratch/stderr" ] && cp "$scratch/stderr" "$1/stderr"
    [ $code -ne 0 ] && echo $code >"$1/exit"
    return 0
  fi
  expected=0
  [ -f "$1/exit" ] && expected=$(cat "$1/exit")
  found=
  [ $code -eq "$expected" ] || { echo "  exit $code, expected $expected"; found="$found exit"; }
  diff -u "$1/stdout" "$scratch/stdout" || found="$found stdout"
  [ ! -f "$1/stderr" ] || diff -u "$1/stderr" "$scratch/stderr" || found="$found stderr"
  if [ $mode = control ]; then
    [ "$found" != " $(cat "$1/finding")" ]
  else
    [ -z "$found" ]
  fi
}

passed=0
failed=0
for folder in "$@"; do
  folder=${folder%/}
  if check "$folder" >"$scratch/report" 2>&1; then
    passed=$((passed + 1))
    [ $mode = control ] && echo "NOT NOTICED: $(basename "$folder")"
  else
    failed=$((failed + 1))
    [ $mode = compare ] && { echo "FAILED: $(basename "$folder")"; cat "$scratch/report"; }
  fi
done
if [ $mode = control ]; then
  echo "control: $failed of $((passed + failed)) wrong expectations noticed"
  [ $passed -eq 0 ] && [ $failed -gt 0 ]
else
  echo "$passed passed, $failed failed"
  [ $failed -eq 0 ] && [ $passed -gt 0 ]
fi
