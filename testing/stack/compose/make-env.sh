#!/usr/bin/env bash
# Creates the files that docker compose needs, readable only by you: .env from .env.example, with fresh passwords and
# keysets, and .credentials/ with Pulsar's tokens. Existing values are never overwritten (these keys are the only way
# back to the originals). Empty and missing values are filled in; if existing volumes depend on such a value, that is an
# error. The credentials in .env are copied from .credentials/.
#
#   testing/stack/compose/make-env.sh            exit status 1 if it refuses to create something
#   testing/stack/compose/make-env.sh --build    as run by `mvn package`: prints the refusal and does not fail the build
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/../../.."
refused=1
[[ ${1:-} != --build ]] || refused=0
refuse() { echo "make-env.sh: $1" >&2; exit "$refused"; }

from=.env
if [[ ! -e .env ]]; then
  from=.env.example
elif [[ ! -r .env ]]; then
  refuse ".env in $PWD belongs to somebody else; use docker compose as that user, or in a checkout of your own"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
password() { LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 24 || true; }
sigilo() { SIGILO_SKIP_BUILD=1 ./sigilo "$@" >/dev/null; }
keyset() { # keyset PURPOSE: prints a new keyset on one line
  sigilo keys new --purpose "$1" "$work/$1.json"
  tr -d '\n' <"$work/$1.json"
}

# ---- the docker compose project of this checkout

volumes() { docker volume ls -q --filter "label=com.docker.compose.project=$1" 2>/dev/null || true; }
# Prints the folder that a project's containers were started from, or nothing.
started_from() {
  docker ps -aq --filter "label=com.docker.compose.project=$1" 2>/dev/null | head -1 \
    | xargs -r docker inspect --format '{{index .Config.Labels "com.docker.compose.project.working_dir"}}' 2>/dev/null || true
}
# Prints a name derived from this folder's path, so that two checkouts never share containers and volumes.
own_project() {
  local folder
  folder=$(basename "$PWD" | tr 'A-Z' 'a-z' | tr -c 'a-z0-9\n' '-' | cut -c1-24)
  printf 'sigilo-%s-%x' "${folder#-}" "$(printf '%s' "$PWD" | cksum | cut -d' ' -f1)"
}
project=$(sed -n 's/^COMPOSE_PROJECT_NAME=//p' "$from" | tail -1)
if [[ -z $project ]]; then
  project=$(own_project)
  # In earlier versions every checkout used the project name sigilo.
  formerly=$(started_from sigilo)
  if [[ $formerly == "$PWD" || ($from == .env && -z $formerly && -n $(volumes sigilo)) ]]; then project=sigilo; fi
else
  there=$(started_from "$project")
  if [[ -n $there && $there != "$PWD" && -e $there/.env ]] && grep -qxF "COMPOSE_PROJECT_NAME=$project" "$there/.env" 2>/dev/null; then
    refuse "$PWD has the same COMPOSE_PROJECT_NAME as $there, so both would use the same containers and volumes; change it in one of the .env files"
  fi
fi
has_volumes=$(volumes "$project")
if [[ $from == .env.example && -n $has_volumes ]]; then
  refuse "there is no .env in $PWD, but the volumes of project $project contain data that needs its passwords and keys; restore your copy of .env, or discard the data: docker volume rm $(echo $has_volumes)"
fi

# ---- ports

busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() { # free_port PORT: prints the port, or the next free one in steps of 10
  local port=$1
  while busy "$port"; do port=$((port + 10)); done
  echo "$port"
}

# ---- the file

for file in broker.key admin.jwt broker.jwt worker.jwt functions.jwt producer.jwt reader.jwt; do
  if [[ ! -e .credentials/$file ]]; then
    sigilo keys pulsar .credentials
    break
  fi
done
filled() { # filled LINE: prints the line with its value
  local name=${1%%=*} port
  case $1 in
    COMPOSE_PROJECT_NAME=) echo "$name=$project" ;;
    SIGILO_PULSAR_KEY=*) echo "$name=$(base64 <.credentials/broker.key | tr -d '\n')" ;;
    SIGILO_PULSAR_ADMIN_TOKEN=*) echo "$name=$(cat .credentials/admin.jwt)" ;;
    SIGILO_PULSAR_BROKER_TOKEN=*) echo "$name=$(cat .credentials/broker.jwt)" ;;
    SIGILO_PULSAR_WORKER_TOKEN=*) echo "$name=$(cat .credentials/worker.jwt)" ;;
    SIGILO_PULSAR_FUNCTIONS_TOKEN=*) echo "$name=$(cat .credentials/functions.jwt)" ;;
    # No volume depends on it, because a replica stores its own copy.
    SIGILO_REPLICATION_PASSWORD=) echo "$1$(password)" ;;
    *_PASSWORD= | SIGILO_TOKEN_KEYSET= | SIGILO_SEALING_KEYSET=)
      if [[ -n $has_volumes ]]; then
        echo "$name" >>"$work/missing"
        echo "$1"
      else
        case $name in
          SIGILO_TOKEN_KEYSET) echo "$1'$(keyset token)'" ;;
          SIGILO_SEALING_KEYSET) echo "$1'$(keyset sealing)'" ;;
          *) echo "$1$(password)" ;;
        esac
      fi ;;
    '#SIGILO_'*_PORT=*)
      port=${1#*=}
      if [[ $from == .env.example ]] && busy "$port"; then
        echo "${name#\#}=$(free_port "$port")" | tee -a "$work/ports"
      else
        echo "$1"
      fi ;;
    *) echo "$1" ;;
  esac
}
{
  while IFS= read -r line || [[ -n $line ]]; do filled "$line"; done <"$from"
  # Add the settings that an older .env does not have yet.
  grep -E '^(SIGILO|COMPOSE)_[A-Z_]+=' .env.example | while IFS= read -r line; do
    grep -qE "^#?${line%%=*}=" "$from" || filled "$line"
  done
} >"$work/env"
if [[ -s $work/missing ]]; then
  refuse "$(paste -sd, "$work/missing") in the .env of $PWD has no value, but the volumes of project $project contain data that needs the old one; restore it from your copy of .env, or discard the data: docker compose down -v"
fi
if [[ -e .env ]] && cmp -s "$work/env" .env; then exit; fi
# Write a new file first, so that a full disk leaves the old one intact.
if ! cp "$work/env" .env.next 2>/dev/null || ! mv .env.next .env; then
  rm -f .env.next 2>/dev/null || true
  refuse ".env cannot be written in $PWD; is the folder read-only or full?"
fi
echo "make-env.sh: passwords and keys for docker compose are in .env, credentials for Pulsar in .credentials/"
if [[ -s $work/ports ]]; then
  echo "make-env.sh: default ports are in use, so .env has others: $(paste -sd' ' "$work/ports")"
fi
