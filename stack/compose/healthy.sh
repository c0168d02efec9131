#!/usr/bin/env bash
# Checks whether the server in this container is usable, and prints the cause if not:
#
#   healthy.sh pulsar | mysql
#
# The first check waits for the server, which takes a while to start on a new volume; faults that waiting cannot fix are reported at
# once. Docker stores the output; why.sh prints it.
set -uo pipefail
server=${1:-pulsar}
once=/tmp/sigilo-healthy
first_wait=${SIGILO_HEALTH_WAIT:-220}
final=

# Prints why Pulsar is unusable (the broker, then its functions worker); prints nothing if it is usable.
pulsar() {
  local part path status
  for part in broker worker; do
    path=/admin/v2/brokers/health
    [[ $part == broker ]] || path=/admin/v3/functions/public/default
    # The token goes through standard input, because other users can read command lines.
    status=$(curl -s -o /dev/null -w '%{http_code}' -K - "http://127.0.0.1:8080$path" \
      <<<"header = \"Authorization: Bearer $(cat /pulsar/conf/credentials/broker.jwt 2>/dev/null)\"")
    case $status in
      200 | 204) ;;
      401 | 403)
        final=yes
        echo "Pulsar refuses its own token (HTTP $status): SIGILO_PULSAR_KEY and the tokens in .env do not match; remove them from .env and run stack/compose/make-env.sh"
        return ;;
      000) echo "the $part does not answer"; return ;;
      *) echo "the $part answers HTTP $status"; return ;;
    esac
  done
}

# Prints why root cannot log in with the password from .env; prints nothing if root can. Other users need no check, because their
# passwords are set before each deployment.
mysql_server() {
  local said
  # Use TCP, because during its initial setup the server listens only on a socket.
  said=$(MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-} mysql --no-defaults --protocol=tcp --host=127.0.0.1 --user=root --execute='SELECT 1' 2>&1 >/dev/null)
  case $said in
    '') ;;
    *'ERROR 1045'*)
      final=yes
      echo "the database rejects the password of root from .env (SIGILO_ADMIN_PASSWORD): its volume was created with another .env; restore that one, or discard the volume with \`docker compose down -v\`"
      ;;
    *) echo "the server does not answer ($(grep -o 'ERROR [0-9]*' <<<"$said" | head -1))" ;;
  esac
}

cause=
for ((waited = 0; ; waited += 2)); do
  # Through a file, because variables set inside $( ) are lost.
  if [[ $server == mysql ]]; then mysql_server >/tmp/sigilo-cause; else pulsar >/tmp/sigilo-cause; fi
  cause=$(</tmp/sigilo-cause)
  if [[ -z $cause ]]; then
    : >"$once"
    exit 0
  fi
  if [[ -n $final || -e $once ]] || ((waited >= first_wait)); then break; fi
  sleep 2
done
echo "$cause"
exit 1
