# Reads a page on standard input; says which links of it lead nowhere and which identifiers it gives twice.
page=$(cat)
ids=$(printf '%s\n' "$page" | grep -o '<[a-z0-9]*[^>]* id="[^"]*"' | sed 's/.* id="//; s/"$//' | sort)
links=$(printf '%s\n' "$page" | grep -o 'href="#[^"]*"' | sed 's/href="#//; s/"$//' | sort -u)
[ -n "$ids" ] && [ -n "$links" ] || echo "no identifiers or no links"
printf '%s\n' "$ids" | uniq -d | sed 's/^/given twice: /'
printf '%s\n' "$ids" | sort -u >"${scratch:?}/ids"
printf '%s\n' "$links" | comm -13 "$scratch/ids" - | sed 's/^/leads nowhere: /'
