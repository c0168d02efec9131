#!/usr/bin/env bash
# Whether the server in this container can be used, and if not, why:
#
#   healthy.sh pulsar | mysql
#
# The first time it waits for the server, which takes a while on a new volume; what waiting does not mend it tells at once. Docker
# keeps what it tells; why.sh prints it.
set -uo pipefail
server=${1:-pulsar}
once=/tmp/sigilo-healthy
first_wait=${SIGILO_HEALTH_WAIT:-220}
final=

# Why Pulsar cannot be used: the broker, then its functions worker; empty where it can.
pulsar() {
  local part path status
  for part in broker worker; do
    path=/admin/v2/brokers/health
    [[ $part == broker ]] || path=/admin/v3/functions/public/default
    # The token by a file: a command line can be read by others.
    status=$(curl -s -o /dev/null -w '%{http_code}' -K - "http://127.0.0.1:8080$path" \
      <<<"header = \"Authorization: Bearer $(cat /pulsar/conf/credentials/broker.jwt 2>/dev/null)\"")
    case $status in
      200 | 204) ;;
      401 | 403)
        final=yes
        echo "Pulsar refuses its own token (HTTP $status): SIGILO_PULSAR_KEY and the tokens in .env do not belong together; take them out of .env and run stack/compose/make-env.sh"
        return ;;
      000) echo "the $part does not answer"; return ;;
      *) echo "the $part answers HTTP $status"; return ;;
    esac
  done
}

# Why this database cannot be used with the administrator's password, which .env gave this container; empty where it can. (The
# others' passwords are set before each deployment.)
mysql_server() {
  local said
  # Over TCP: while the server sets itself up, it listens on a socket alone.
  said=$(MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-} mysql --no-defaults --protocol=tcp --host=127.0.0.1 --user=root --execute='SELECT 1' 2>&1 >/dev/null)
  case $said in
    '') ;;
    *'ERROR 1045'*)
      final=yes
      echo "the database does not take the password that .env has (SIGILO_ADMIN_PASSWORD): its volume was made with another .env; restore that one, or give up what the volume holds with \`docker compose down -v\`"
      ;;
    *) echo "the server does not answer ($(grep -o 'ERROR [0-9]*' <<<"$said" | head -1))" ;;
  esac
}

cause=
for ((waited = 0; ; waited += 2)); do
  # Into a file and not through $( ), which would lose what it sets.
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
