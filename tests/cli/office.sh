# Sourced by the cases of offices: an office in a folder of its own with a release of packages/good, which acts as ana.
# `kept` takes away what differs from run to run: times, keys, hashes that hang on them, the folder.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
CONVENIO_OFFICE=$scratch/office.db CONVENIO_AS=ana
export CONVENIO_OFFICE CONVENIO_AS
office() { convenio --rules packages/good office "$@"; }
kept() {
  sed -E -e "s,$scratch,FOLDER,g" -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/TIME/g' -e 's/\b[0-9A-F]{16}\b/KEY/g' \
    -e 's/last [0-9a-f]{12}/last HASH/' -e 's/"(hash|previous|rows)":"[0-9a-f]{64}"/"\1":"HASH"/g'
}
begin() { office init --name "Office of tests" >/dev/null && office release >/dev/null; }
