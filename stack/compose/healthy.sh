#!/usr/bin/env bash
# Whether Pulsar in this container can be used: the broker, then its functions worker.
set -euo pipefail
for path in /admin/v2/brokers/health /admin/v3/functions/public/default; do
  # The token by a file: a command line can be read by others.
  curl -sf -K - "http://127.0.0.1:8080$path" >/dev/null <<<"header = \"Authorization: Bearer $(cat /pulsar/conf/credentials/broker.jwt)\""
done
