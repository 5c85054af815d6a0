#!/usr/bin/env bash
# Runs the fuzz targets from their corpora, two at a time, and prints how much was tried. Fails on any finding.
# usage: run.sh BUILD SECONDS                 for so long each
#        run.sh BUILD -runs=N [TARGET...]     so many inputs each, one target after another
#        run.sh BUILD --control               each target with its planted bug must find it, within a minute, by an input
#                                             that the target without it passes
# Findings stay in BUILD/findings. New inputs are kept in BUILD/corpus, not in the repository (see minimise.sh).
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
[ $# -ge 2 ] || { echo "usage: run.sh BUILD SECONDS | -runs=N [TARGET...] | --control" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
mode=$2
shift 2
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(rules case decision fast program exchange)
# The stacks of allocations would cost more than what is fuzzed. A leak is looked for at the end of a run.
export ASAN_OPTIONS=malloc_context_size=0:quarantine_size_mb=4:detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
mkdir -p "$build/findings" "$build/corpus"

fuzz() {  # fuzz TARGET SUFFIX OPTION...
  local target=$1 suffix=$2 longest=1000 dictionary="$build/$1.dictionary"
  shift 2
  # Entropic schedules cost three quarters of the time here, for the many counters of the parser.
  local options=(-print_final_stats=1 -print_funcs=0 -timeout=20 -rss_limit_mb=2048 -detect_leaks=0 -seed=20240601 -entropic=0)
  local of=$target  # whose inputs it begins with
  [ "$target" = fast ] && of=decision
  [ "$of" = decision ] && longest=400
  [ "$target" = program ] && longest=60
  [ "$target" = exchange ] && longest=1500
  if [ "$of" != decision ] && [ "$target" != program ]; then
    python3 "$here/dictionary.py" "$root" "$target" >"$dictionary" || return 1
    options+=("-dict=$dictionary")
  fi
  mkdir -p "$build/corpus/$target$suffix"
  local kept=()  # the seeds, and what minimise.sh has kept
  for folder in "$here/seeds/$of" "$here/corpus/$of"; do [ -d "$folder" ] && kept+=("$folder"); done
  "$build/tests/fuzz/fuzz_$target$suffix" "${options[@]}" "-max_len=$longest" "$@" \
    "-artifact_prefix=$build/findings/$target$suffix-" "$build/corpus/$target$suffix" "${kept[@]}" \
    >"$build/findings/$target$suffix.log" 2>&1
}

tell() {  # tell TARGET CODE
  local log="$build/findings/$1.log" runs accepted
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  accepted=$(sed -n 's/^reach: [a-z]* \([0-9]*\) accepted.*/\1/p' "$log")
  local findings=$(($2 == 0 ? 0 : 1))
  echo "figure: fuzz $1 | ${runs:-0} | executions, ${accepted:-none} of them accepted, $findings findings"
  if [ "$2" -ne 0 ] || [ "${runs:-0}" -eq 0 ]; then
    grep -a -A 30 -m 1 'FOUND\|ERROR\|runtime error' "$log" || tail -5 "$log"
    return 1
  fi
  # What is refused at the door says nothing of the rooms behind it.
  if [ $((accepted * 200)) -lt "$runs" ]; then
    echo "fuzz_$1: less than one input in two hundred was accepted"
    return 1
  fi
}

failed=0
case $mode in
  --control)
    declare -A finding=(  # what each planted bug is found by
      [rules]='^FOUND: the layout changes the meaning$'
      [case]='ERROR: AddressSanitizer: heap-buffer-overflow on address'
      [decision]="^terminate called after throwing an instance of 'std::bad_variant_access'$"
      [fast]='^FOUND: the two evaluators differ$'
      [program]='ERROR: AddressSanitizer: heap-buffer-overflow on address'
      [exchange]='ERROR: AddressSanitizer: heap-buffer-overflow on address')
    for target in "${targets[@]}"; do
      log="$build/findings/${target}_planted.log"
      rm -rf "$build/corpus/${target}_planted"
      fuzz "$target" _planted -max_total_time=60
      code=$?
      input=$(sed -n 's/.*Test unit written to //p' "$log")
      if [ $code -eq 0 ] || ! grep -aq "${finding[$target]}" "$log"; then
        echo "NOT FOUND: the bug planted for fuzz_$target; exit $code: $(grep -a -m 1 'FOUND\|ERROR' "$log")"
        failed=1
      elif ! "$build/tests/fuzz/fuzz_$target" "$input" >"$log.sound" 2>&1; then
        echo "NOT THE PLANTED BUG: fuzz_$target fails without it: $(grep -a -m 1 'FOUND\|ERROR' "$log.sound")"
        failed=1
      else
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "figure: planted bug of fuzz $target | ${runs:-?} | executions until it is found"
      fi
    done ;;
  -runs=*)
    for target in "${targets[@]}"; do
      fuzz "$target" "" "$mode"
      tell "$target" $? || failed=1
    done ;;
  *)
    while [ ${#targets[@]} -gt 0 ]; do
      pair=("${targets[@]:0:2}")
      targets=("${targets[@]:2}")
      jobs=()
      for target in "${pair[@]}"; do
        fuzz "$target" "" "-max_total_time=$mode" &
        jobs+=($!)
      done
      for n in "${!pair[@]}"; do
        wait "${jobs[$n]}"
        tell "${pair[$n]}" $? || failed=1
      done
    done ;;
esac
exit $failed
