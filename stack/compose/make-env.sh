#!/usr/bin/env bash
# Makes what docker compose needs, readable by you alone: .env out of .env.example, with passwords and keysets of your own,
# and .credentials/, what Pulsar knows its clients by. What is set already is never overwritten (these keys are the only way
# back to the originals); what is empty or not there is filled in. The credentials in .env are those of .credentials/.
# `mvn package` runs it, so that compose has what it needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
from=.env
[[ -e .env ]] || from=.env.example
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
password() { LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 24 || true; }
sigilo() { SIGILO_SKIP_BUILD=1 ./sigilo "$@" >&2; }
keyset() { # keyset PURPOSE: a new one on one line
  sigilo keys new --purpose "$1" "$work/$1.json"
  tr -d '\n' <"$work/$1.json"
}
for file in broker.key admin.jwt broker.jwt functions.jwt producer.jwt reader.jwt; do
  if [[ ! -e .credentials/$file ]]; then
    sigilo keys pulsar .credentials
    break
  fi
done
filled() { # filled LINE: the line with its value
  case $1 in
    SIGILO_PULSAR_KEY=*) echo "SIGILO_PULSAR_KEY=$(base64 <.credentials/broker.key | tr -d '\n')" ;;
    SIGILO_PULSAR_ADMIN_TOKEN=*) echo "SIGILO_PULSAR_ADMIN_TOKEN=$(cat .credentials/admin.jwt)" ;;
    SIGILO_PULSAR_BROKER_TOKEN=*) echo "SIGILO_PULSAR_BROKER_TOKEN=$(cat .credentials/broker.jwt)" ;;
    SIGILO_PULSAR_FUNCTIONS_TOKEN=*) echo "SIGILO_PULSAR_FUNCTIONS_TOKEN=$(cat .credentials/functions.jwt)" ;;
    *_PASSWORD=) echo "$1$(password)" ;;
    SIGILO_TOKEN_KEYSET=) echo "$1'$(keyset token)'" ;;
    SIGILO_SEALING_KEYSET=) echo "$1'$(keyset sealing)'" ;;
    *) echo "$1" ;;
  esac
}
{
  while IFS= read -r line; do filled "$line"; done <"$from"
  # What an older .env does not have yet.
  grep -E '^SIGILO_[A-Z_]+=' .env.example | while IFS= read -r line; do
    grep -qE "^#?${line%%=*}=" "$from" || filled "$line"
  done
} >"$work/env"
if [[ -e .env ]] && cmp -s "$work/env" .env; then exit; fi
mv "$work/env" .env
echo "make-env.sh: passwords and keys for docker compose are in .env, credentials for Pulsar in .credentials/"
