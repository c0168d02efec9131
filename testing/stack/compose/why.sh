#!/usr/bin/env bash
# Prints the cause for each unusable container of this checkout: the output of its health check, or the end of its log.
# Exit status 0 if all are usable.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/../../.."
# A service that only runs a check exits with status 0 when it is done.
containers=$(docker compose -f docker-compose.yml -f docker-compose.tls.yml ps -aq)
[[ -n $containers ]] || { echo "why.sh: $PWD has no containers; start them with docker compose up -d --wait" >&2; exit 1; }
sound=0
for container in $containers; do
  IFS='|' read -r name state code health < <(docker inspect --format \
    '{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{.State.ExitCode}}|{{if .State.Health}}{{.State.Health.Status}}{{end}}' "$container")
  case $state/$health in
    running/healthy | running/) continue ;;
    running/*) cause=$(docker inspect --format '{{range .State.Health.Log}}{{.Output}}{{end}}' "$container" | grep . | tail -1) || true ;;
    # It waits for another container, whose cause is printed.
    created/*) sound=1; continue ;;
    exited/*) [[ $code != 0 ]] || continue ;&
    *) cause=$(docker logs --tail 1 "$container" 2>&1) ;;
  esac
  [[ $state == running ]] || health="$state, exit status $code"
  echo "$name is $health: ${cause:-no output yet; see docker compose logs $name}"
  sound=1
done
exit "$sound"
