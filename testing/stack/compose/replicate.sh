#!/usr/bin/env bash
# Makes one server the replica of another, using GTIDs, for docker-compose.cluster.yml:
#
#   replicate.sh [--copy] SOURCE REPLICA
#
# It is safe to run again at any time. Only an empty server becomes a replica; a server that was promoted or set up by
# hand is not changed. With --copy it first copies the source's data, because after a day the source's binary log no
# longer goes back to the start.
#
# The source confirms a transaction only after the replica has received it (semi-synchronous replication), so that what
# a sink acknowledged survives the loss of the source's disk. Without its replica the source confirms nothing, and
# messages wait in Pulsar.
set -euo pipefail
export MYSQL_PWD=${SIGILO_ADMIN_PASSWORD:?is not set; make .env with testing/stack/compose/make-env.sh}
password=${SIGILO_REPLICATION_PASSWORD:?is not set; make .env with testing/stack/compose/make-env.sh}
[[ $password =~ ^[A-Za-z0-9]{1,32}$ ]] ||
  { echo "replicate.sh: SIGILO_REPLICATION_PASSWORD must be 1 to 32 letters and digits; change it in .env" >&2; exit 1; }
copy=
if [[ ${1:-} == --copy ]]; then copy=yes; shift; fi
[[ $# -eq 2 ]] || { echo "replicate.sh: give the source and the replica" >&2; exit 1; }
source=$1 replica=$2
on() { # on SERVER: runs the SQL on standard input, which other users cannot read
  mysql --no-defaults --host="$1" --user=root --batch --skip-column-names
}
# About 50 years; MySQL has no setting for "unlimited".
forever=1576800000000

if [[ -n $(on "$replica" <<<'SHOW REPLICA STATUS') ]]; then
  said="$replica is a replica already"
elif [[ -n $(on "$replica" <<<'SELECT @@GLOBAL.gtid_executed') ]]; then
  echo "replicate.sh: $replica already has data and no source, as after a promotion; it was not changed"
  exit
else
  on "$source" <<EOS
CREATE USER IF NOT EXISTS 'replication'@'%' IDENTIFIED BY '$password';
ALTER USER 'replication'@'%' IDENTIFIED BY '$password';
GRANT REPLICATION SLAVE ON *.* TO 'replication'@'%';
EOS
  if [[ -n $copy ]]; then
    mysqldump --no-defaults --host="$source" --user=root --all-databases --single-transaction --set-gtid-purged=ON --routines --events |
      on "$replica"
  fi
  on "$replica" <<EOS
FLUSH PRIVILEGES;
SET PERSIST super_read_only = ON;
SET PERSIST rpl_semi_sync_replica_enabled = ON;
CHANGE REPLICATION SOURCE TO SOURCE_HOST = '$source', SOURCE_USER = 'replication', SOURCE_PASSWORD = '$password',
  SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, SOURCE_CONNECT_RETRY = 2, SOURCE_RETRY_COUNT = 0;
START REPLICA;
EOS
  said="$replica is the replica of $source now"
fi
on "$source" <<<"SET PERSIST rpl_semi_sync_source_timeout = $forever; SET PERSIST rpl_semi_sync_source_enabled = ON"
echo "replicate.sh: $said"
