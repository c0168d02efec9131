#!/usr/bin/env bash
# Makes .env for docker compose out of .env.example: passwords and keysets of your own, readable by you alone. What is
# there already is never overwritten: these keys are the only way back to the originals.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [[ -e .env ]]; then
  echo "make-env.sh: .env is there already; edit it, or move it away (without its sealing keyset no original can be revealed)" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
password() { LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 24 || true; }
keyset() { # keyset PURPOSE: a new one on one line
  ./sigilo keys new --purpose "$1" "$work/$1.json" >&2
  tr -d '\n' <"$work/$1.json"
}
while IFS= read -r line; do
  case $line in
    *_PASSWORD=) echo "$line$(password)" ;;
    SIGILO_TOKEN_KEYSET=) echo "$line'$(keyset token)'" ;;
    SIGILO_SEALING_KEYSET=) echo "$line'$(keyset sealing)'" ;;
    *) echo "$line" ;;
  esac
done <.env.example >"$work/env"
mv "$work/env" .env
echo "made .env; next: docker compose up -d --wait"
