#!/usr/bin/env bash
# Whether the thread sanitizer looks into all of the library: each object of each room that writes to memory calls it.
# usage: instrumented.sh BUILD
set -euo pipefail
cd "$1"
looked=0 blind=()
for object in $(find engine/CMakeFiles grammar/CMakeFiles -name '*.o' | sort); do
  looked=$((looked + 1))
  [ "$(nm -u "$object" | grep -c ' __tsan_')" -gt 0 ] || blind+=("$object")
done
rooms=$(find engine/CMakeFiles grammar/CMakeFiles -name '*.o' | sed 's|.*\.dir/\([^/]*\)/.*|\1|' | sort -u | tr '\n' ' ')
printf 'not instrumented: %s\n' "${blind[@]}"
echo "figure: objects under the thread sanitizer | $((looked - ${#blind[@]})) of $looked | in the rooms ${rooms% }"
for room in check cases ops run render core model api parser syntax text; do
  case " $rooms" in *" $room "*) ;; *) echo "no object of the room $room"; exit 1 ;; esac
done
[ ${#blind[@]} -eq 0 ] && [ "$looked" -gt 0 ]
