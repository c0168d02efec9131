#!/usr/bin/env bash
# Writes pipeline.yaml: a Function or Sink for each YAML file of pulsar-config. The build runs it, and you can run it again after you
# changed pulsar-config. The scale comes from scale.conf only: variables such as SIGILO_PARALLELISM, which may be set for a single
# command, do not count.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp kubernetes/pipeline.XXXXXX)
trap 'rm -f "$work"' EXIT
env -u SIGILO_SCALE_FILE -u SIGILO_PARTITIONS -u SIGILO_PARALLELISM SIGILO_SKIP_BUILD=1 \
  ./sigilo describe --format kubernetes >"$work"
chmod 644 "$work"
mv "$work" kubernetes/pipeline.yaml
