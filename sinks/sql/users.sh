#!/usr/bin/env bash
# Makes the users of a database out of a template, with the passwords that stand in the environment:
#
#   users.sh [TEMPLATE] [mysql's options...]
#
# Without arguments it takes the *.sql.template beside it and the local server as root with MYSQL_ROOT_PASSWORD, so that
# the MySQL image runs it from /docker-entrypoint-initdb.d after the tables are there. Run it again to set new passwords.
set -euo pipefail

template=${1:-$(echo "$(dirname "${BASH_SOURCE[0]}")"/*.sql.template)}
[[ $# -gt 0 ]] && shift
sql=$(<"$template")
while [[ $sql =~ \$\{([A-Z_]+)\} ]]; do
  name=${BASH_REMATCH[1]}
  password=${!name:-}
  if [[ -z $password ]]; then
    echo "users.sh: $name is not set, which $(basename "$template") needs; set it in the environment (.env)" >&2
    exit 1
  fi
  if [[ $password == *[\'\\\$\&]* ]]; then
    echo "users.sh: $name holds a quote, backslash, dollar or ampersand; choose a password of letters and digits" >&2
    exit 1
  fi
  sql=${sql//"\${$name}"/$password}
done
if [[ $# -eq 0 ]]; then
  set -- --protocol=socket --socket=/var/run/mysqld/mysqld.sock -uroot
  export MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-}
fi
# Over standard input, so that no password stands on a command line.
mysql --no-defaults "$@" <<<"$sql"
