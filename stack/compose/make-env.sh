#!/usr/bin/env bash
# Makes .env for docker compose out of .env.example: passwords and keysets of your own, readable by you alone. What is
# set already is never overwritten (these keys are the only way back to the originals); what is empty is filled in.
# `mvn package` runs it, so that compose has what it needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
from=.env
[[ -e .env ]] || from=.env.example
grep -qE '^SIGILO_[A-Z_]+=$' "$from" || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
password() { LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 24 || true; }
keyset() { # keyset PURPOSE: a new one on one line
  SIGILO_SKIP_BUILD=1 ./sigilo keys new --purpose "$1" "$work/$1.json" >&2
  tr -d '\n' <"$work/$1.json"
}
while IFS= read -r line; do
  case $line in
    *_PASSWORD=) echo "$line$(password)" ;;
    SIGILO_TOKEN_KEYSET=) echo "$line'$(keyset token)'" ;;
    SIGILO_SEALING_KEYSET=) echo "$line'$(keyset sealing)'" ;;
    *) echo "$line" ;;
  esac
done <"$from" >"$work/env"
mv "$work/env" .env
echo "make-env.sh: passwords and keys for docker compose are in .env"
