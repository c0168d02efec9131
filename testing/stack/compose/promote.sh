#!/usr/bin/env bash
# Promotes the replica in this container to a writable primary, for docker-compose.cluster.yml:
#
#   docker compose -f docker-compose.cluster.yml exec db-query-replica bash /sigilo/testing/stack/compose/promote.sh
#
# It waits until the replica has applied everything that it received. Run it only when the old primary is stopped and
# stays stopped; see docs/runbooks/replica.md.
set -euo pipefail
export MYSQL_PWD=$MYSQL_ROOT_PASSWORD
sql() { mysql --no-defaults --user=root --batch --skip-column-names; }
# state: reads the replication state; field NAME: prints one field of it.
state() { said=$(mysql --no-defaults --user=root --vertical --execute='SHOW REPLICA STATUS'); }
field() { sed -nE "s/^ *$1: //p" <<<"$said"; }
state
if [[ -z $said ]]; then
  echo "promote.sh: this server is not a replica; nothing was changed"
  exit
fi
if (exec 3<>"/dev/tcp/$(field Source_Host)/3306") 2>/dev/null; then
  echo "promote.sh: $(field Source_Host) still runs, and two primaries would part; stop it first. Nothing was changed" >&2
  exit 1
fi
sql <<<'STOP REPLICA IO_THREAD'
for ((waited = 0; ; waited++)); do
  state
  [[ $(field Replica_SQL_Running) == Yes ]] || { echo "promote.sh: applying stopped with error $(field Last_SQL_Errno); repair it first (docs/runbooks/replica.md)" >&2; exit 1; }
  [[ $(field Replica_SQL_Running_State) != *'has read all relay log'* ]] || break
  ((waited < 600)) || { echo "promote.sh: not everything is applied after 10 minutes; run it again" >&2; exit 1; }
  sleep 1
done
sql <<'EOS'
STOP REPLICA;
RESET REPLICA ALL;
SET PERSIST rpl_semi_sync_replica_enabled = OFF;
SET PERSIST super_read_only = OFF;
SET PERSIST read_only = OFF;
EOS
echo "promote.sh: this server takes writes now"
