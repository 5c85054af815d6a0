#!/usr/bin/env bash
# Of all inputs found so far, keeps those that together reach all that is reached (-merge=1), thinned to a few dozen:
# the corpora of the repository. The seeds, which are written by hand, stay as they are.
# usage: minimise.sh BUILD [FILES]     FILES: at most so many of each target (48), the smallest first
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
most=${2:-48}
export ASAN_OPTIONS=malloc_context_size=0:quarantine_size_mb=16:detect_leaks=0
for target in rules case decision program; do
  kept=$(mktemp -d)
  mkdir -p "$here/corpus/$target"
  "$build/tests/fuzz/fuzz_$target" -merge=1 -use_value_profile=0 "$kept" "$here/corpus/$target" \
    "$build/corpus/$target" 2>/dev/null
  rm -f "$here/corpus/$target"/*
  # The widest inputs would be lost with the largest; every n-th by size keeps some of each.
  count=$(find "$kept" -type f | wc -l)
  step=$(((count + most - 1) / most))
  find "$kept" -type f -printf '%s %p\n' | sort -n | awk -v step="${step:-1}" 'NR % step == 0 {print $2}' |
    while read -r file; do cp "$file" "$here/corpus/$target/"; done
  rm -rf "$kept"
  echo "$target: $(find "$here/corpus/$target" -type f | wc -l) of $count inputs"
done
