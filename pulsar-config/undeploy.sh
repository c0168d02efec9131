#!/usr/bin/env bash
# Removes Sigilo's functions and sinks from a cluster. Topics, subscriptions and all messages stay, so nothing is lost
# until the next deploy.sh. It uses the same environment as deploy.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[[ $# -eq 0 ]] || { sed -n '2,/^set -/p' "$0" | sed '$d; s/^# \{0,1\}//'; [[ $1 == --help || $1 == -h ]]; exit; }
find_tools

list_units
each() { # each COMMAND: the command for every function and sink
  local i
  for i in "${!names[@]}"; do
    echo "${kinds[i]}s $1 --tenant $(field "${yamls[i]}" tenant) --namespace $(field "${yamls[i]}" namespace) --name ${names[i]}"
  done
}
each get >"$work/get"
batch "$work/get"
grep -vE "doesn't exist|not found" "$work/faults" >"$work/unexpected" || true
if [[ -s $work/unexpected ]]; then
  cat "$work/unexpected" >&2
  fail "$admin_url does not answer what is deployed; the reasons are above"
fi
each delete | while read -r command; do
  grep -qF "${command/ delete / get }:" "$work/faults" || echo "$command"
done >"$work/delete"
if [[ ! -s $work/delete ]]; then
  say "nothing is deployed at $admin_url"
  exit
fi
patiently "undeploying" "$work/delete"
say "$(wc -l <"$work/delete" | tr -d ' ') functions and sinks are gone; topics, subscriptions and messages stay"
