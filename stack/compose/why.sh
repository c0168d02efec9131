#!/usr/bin/env bash
# Says of each container of this checkout that cannot be used why: what its health check found, or the end of its log.
# Exit status 0 where all can be used.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/../.."
# A service that only checks ends with 0 when it is done.
containers=$(docker compose -f docker-compose.yml -f docker-compose.tls.yml ps -aq)
[[ -n $containers ]] || { echo "why.sh: there is no container of $PWD; start them with docker compose up -d --wait" >&2; exit 1; }
sound=0
for container in $containers; do
  IFS='|' read -r name state code health < <(docker inspect --format \
    '{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{.State.ExitCode}}|{{if .State.Health}}{{.State.Health.Status}}{{end}}' "$container")
  case $state/$health in
    running/healthy | running/) continue ;;
    running/*) cause=$(docker inspect --format '{{range .State.Health.Log}}{{.Output}}{{end}}' "$container" | grep . | tail -1) || true ;;
    # It waits for another, which is told.
    created/*) sound=1; continue ;;
    exited/*) [[ $code != 0 ]] || continue ;&
    *) cause=$(docker logs --tail 1 "$container" 2>&1) ;;
  esac
  [[ $state == running ]] || health="$state, exit status $code"
  echo "$name is $health: ${cause:-it says nothing yet; see docker compose logs $name}"
  sound=1
done
exit "$sound"
