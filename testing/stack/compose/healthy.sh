#!/usr/bin/env bash
# Checks whether the server in this container is usable, and prints the cause if not:
#
#   healthy.sh pulsar | mysql
#   healthy.sh zookeeper | bookie | broker | worker | proxy | replica       the servers of docker-compose.cluster.yml
#
# The first check waits for the server, which takes a while to start on a new volume. Faults that waiting cannot fix are
# reported immediately. Docker stores the output; why.sh prints it.
set -uo pipefail
server=${1:-pulsar}
once=/tmp/sigilo-healthy
first_wait=${SIGILO_HEALTH_WAIT:-220}
final=

# asked PART PORT PATH [ROLE]: prints why a part is unusable; prints nothing if it is usable.
asked() {
  local status
  # The token goes through standard input, because other users can read command lines.
  status=$(curl -s -m 15 -o /dev/null -w '%{http_code}' -K - "http://127.0.0.1:$2$3" \
    <<<"header = \"Authorization: Bearer $(cat "/pulsar/conf/credentials/${4:-broker}.jwt" 2>/dev/null)\"")
  case $status in
    200 | 204) ;;
    401 | 403)
      final=yes
      echo "Pulsar refuses its own token (HTTP $status): SIGILO_PULSAR_KEY and the tokens in .env do not match; remove them from .env and run testing/stack/compose/make-env.sh" ;;
    000) echo "the $1 does not answer" ;;
    *) echo "the $1 answers HTTP $status" ;;
  esac
}

# The servers of a cluster; standalone consists of the broker and then its functions worker.
broker() { asked broker 8080 /admin/v2/brokers/health; }
pulsar() {
  broker >/tmp/sigilo-broker
  if [[ -s /tmp/sigilo-broker ]]; then cat /tmp/sigilo-broker; else asked worker 8080 /admin/v3/functions/public/default; fi
}
worker() { asked worker 6750 /admin/v3/functions/public/default worker; }
# This server has no token, and needs none to answer that it is running.
proxy() {
  [[ $(curl -s -m 15 -o /dev/null -w '%{http_code}' http://127.0.0.1:8080/status.html) =~ ^(200|404)$ ]] || echo "the proxy does not answer"
}
zookeeper() {
  local said
  said=$({ exec 3<>/dev/tcp/127.0.0.1/2181 && printf ruok >&3 && timeout 5 cat <&3; } 2>/dev/null)
  [[ $said == imok ]] || echo "ZooKeeper does not answer"
}
bookie() {
  local said
  said=$(curl -s -m 15 http://127.0.0.1:8000/api/v1/bookie/state)
  case $said in
    *'"readOnly" : true'* | *'"readOnly":true'*) echo "the bookie takes no more writes: is its disk full?" ;;
    *'"running" : true'* | *'"running":true'*) ;;
    *) echo "the bookie does not run; can it reach ZooKeeper?" ;;
  esac
}

# Prints why root cannot log in with the password from .env; prints nothing if root can. Other users need no check,
# because their passwords are set before each deployment.
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

# The same for a replica, which must also be replicating. A server that was promoted, or is not a replica yet, is
# checked as an ordinary server.
replica() {
  local said
  mysql_server >/tmp/sigilo-mysql
  if [[ -s /tmp/sigilo-mysql ]]; then
    cat /tmp/sigilo-mysql
    return
  fi
  # Only the numbers of the errors, because their texts may quote a row.
  said=$(MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-} mysql --no-defaults --protocol=tcp --host=127.0.0.1 --user=root --vertical --execute='SHOW REPLICA STATUS')
  [[ -n $said ]] || return
  field() { sed -nE "s/^ *$1: //p" <<<"$said"; }
  if [[ $(field Replica_IO_Running) != Yes ]]; then
    echo "the replica cannot read from $(field Source_Host) (error $(field Last_IO_Errno)); is that server healthy? Otherwise see docs/runbooks/replica.md"
  elif [[ $(field Replica_SQL_Running) != Yes ]]; then
    echo "the replica stopped applying (error $(field Last_SQL_Errno)); see docs/runbooks/replica.md"
  fi
}

case $server in
  mysql) check=mysql_server ;;
  pulsar | zookeeper | bookie | broker | worker | proxy | replica) check=$server ;;
  *) echo "healthy.sh: unknown server $server"; exit 1 ;;
esac
cause=
for ((waited = 0; ; waited += 2)); do
  # Through a file, because variables set inside $( ) are lost.
  "$check" >/tmp/sigilo-cause
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
