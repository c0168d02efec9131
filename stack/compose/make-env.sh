#!/usr/bin/env bash
# Makes what docker compose needs, readable by you alone: .env out of .env.example, with passwords and keysets of your own,
# and .credentials/, what Pulsar knows its clients by. What is set already is never overwritten (these keys are the only way
# back to the originals); what is empty or not there is filled in, but for what volumes were made with: that is refused. The
# credentials in .env are those of .credentials/.
#
#   stack/compose/make-env.sh            exit status 1 where it must not make something
#   stack/compose/make-env.sh --build    as `mvn package` runs it: says so, and leaves the rest of the build alone
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/../.."
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
keyset() { # keyset PURPOSE: a new one on one line
  sigilo keys new --purpose "$1" "$work/$1.json"
  tr -d '\n' <"$work/$1.json"
}

# ---- which project of docker compose this checkout is

volumes() { docker volume ls -q --filter "label=com.docker.compose.project=$1" 2>/dev/null || true; }
# The folder that a project's containers were started from, or nothing.
started_from() {
  docker ps -aq --filter "label=com.docker.compose.project=$1" 2>/dev/null | head -1 \
    | xargs -r docker inspect --format '{{index .Config.Labels "com.docker.compose.project.working_dir"}}' 2>/dev/null || true
}
# A name that is this folder's, whenever it is asked for: two checkouts never share containers and volumes.
own_project() {
  local folder
  folder=$(basename "$PWD" | tr 'A-Z' 'a-z' | tr -c 'a-z0-9\n' '-' | cut -c1-24)
  printf 'sigilo-%s-%x' "${folder#-}" "$(printf '%s' "$PWD" | cksum | cut -d' ' -f1)"
}
project=$(sed -n 's/^COMPOSE_PROJECT_NAME=//p' "$from" | tail -1)
if [[ -z $project ]]; then
  project=$(own_project)
  # Before there was a name of its own, every checkout was the project sigilo.
  formerly=$(started_from sigilo)
  if [[ $formerly == "$PWD" || ($from == .env && -z $formerly && -n $(volumes sigilo)) ]]; then project=sigilo; fi
else
  there=$(started_from "$project")
  if [[ -n $there && $there != "$PWD" && -e $there/.env ]] && grep -qxF "COMPOSE_PROJECT_NAME=$project" "$there/.env" 2>/dev/null; then
    refuse "the .env of $PWD is that of $there: both would work on the same containers and volumes; set another COMPOSE_PROJECT_NAME in one of them"
  fi
fi
has_volumes=$(volumes "$project")
if [[ $from == .env.example && -n $has_volumes ]]; then
  refuse "there is no .env in $PWD, and the volumes of project $project hold data under its passwords and keys; restore your copy of .env, or give up what they hold: docker volume rm $(echo $has_volumes)"
fi

# ---- ports

busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() { # free_port PORT: it, or the next that nobody listens on
  local port=$1
  while busy "$port"; do port=$((port + 10)); done
  echo "$port"
}

# ---- the file

for file in broker.key admin.jwt broker.jwt functions.jwt producer.jwt reader.jwt; do
  if [[ ! -e .credentials/$file ]]; then
    sigilo keys pulsar .credentials
    break
  fi
done
filled() { # filled LINE: the line with its value
  local name=${1%%=*} port
  case $1 in
    COMPOSE_PROJECT_NAME=) echo "$name=$project" ;;
    SIGILO_PULSAR_KEY=*) echo "$name=$(base64 <.credentials/broker.key | tr -d '\n')" ;;
    SIGILO_PULSAR_ADMIN_TOKEN=*) echo "$name=$(cat .credentials/admin.jwt)" ;;
    SIGILO_PULSAR_BROKER_TOKEN=*) echo "$name=$(cat .credentials/broker.jwt)" ;;
    SIGILO_PULSAR_FUNCTIONS_TOKEN=*) echo "$name=$(cat .credentials/functions.jwt)" ;;
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
  # What an older .env does not have yet.
  grep -E '^(SIGILO|COMPOSE)_[A-Z_]+=' .env.example | while IFS= read -r line; do
    grep -qE "^#?${line%%=*}=" "$from" || filled "$line"
  done
} >"$work/env"
if [[ -s $work/missing ]]; then
  refuse "$(paste -sd, "$work/missing") in the .env of $PWD has no value, and the volumes of project $project hold data under the one it had; put it back from your copy of .env, or give up what they hold: docker compose down -v"
fi
if [[ -e .env ]] && cmp -s "$work/env" .env; then exit; fi
# Beside it first, so that a folder that is full leaves the old one.
if ! cp "$work/env" .env.next 2>/dev/null || ! mv .env.next .env; then
  rm -f .env.next 2>/dev/null || true
  refuse ".env cannot be written in $PWD; is the folder read-only or full?"
fi
echo "make-env.sh: passwords and keys for docker compose are in .env, credentials for Pulsar in .credentials/"
if [[ -s $work/ports ]]; then
  echo "make-env.sh: somebody listens on the usual ports, so .env has others: $(paste -sd' ' "$work/ports")"
fi
