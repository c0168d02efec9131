# The shared part of deploy.sh and undeploy.sh, which source it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/sigilo-deploy.XXXXXX")
trap 'rm -rf "$work"' EXIT

say() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*"; }
fail() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2; exit 1; }

# client_setting KEY VALUE: sets one line of our client.conf.
client_setting() {
  sed "/^$1=/d" "$PULSAR_CLIENT_CONF" >"$PULSAR_CLIENT_CONF.next"
  printf '\n%s=%s\n' "$1" "$2" >>"$PULSAR_CLIENT_CONF.next"
  mv "$PULSAR_CLIENT_CONF.next" "$PULSAR_CLIENT_CONF"
}

# The tools: pulsar-admin, and pulsar-shell beside it, which runs many of the same commands in one JVM.
find_tools() {
  admin=${PULSAR_ADMIN:-}
  if [[ -z $admin && -n ${PULSAR_HOME:-} ]]; then admin=$PULSAR_HOME/bin/pulsar-admin; fi
  if [[ -z $admin ]]; then admin=$(command -v pulsar-admin || true); fi
  [[ -n $admin && -x $admin ]] ||
    fail "pulsar-admin is not found; put it on the PATH, or set PULSAR_HOME to an unpacked Pulsar distribution"
  shell=$(dirname "$admin")/pulsar-shell
  # Short-lived JVMs: the first compiler and the simplest collector start fastest. The shell keeps its state in a home
  # folder, and needs none here.
  export PULSAR_EXTRA_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=$work ${SIGILO_ADMIN_OPTS:-}"
  export PULSAR_LOG_LEVEL=error

  # Address and credentials of the cluster: Pulsar's own client.conf, with another address if one is given.
  local conf=${PULSAR_CLIENT_CONF:-$(dirname "$admin")/../conf/client.conf}
  [[ -r $conf ]] || fail "$conf cannot be read; set PULSAR_CLIENT_CONF to a client.conf"
  export PULSAR_CLIENT_CONF=$work/client.conf
  cp "$conf" "$PULSAR_CLIENT_CONF"
  if [[ -n ${SIGILO_ADMIN_URL:-} ]]; then client_setting webServiceUrl "$SIGILO_ADMIN_URL"; fi
  local credential=${SIGILO_PULSAR_TOKEN_FILE:-}
  if [[ -z $credential && -n ${SIGILO_PULSAR_TOKEN:-} ]]; then
    credential=$work/credential
    printf '%s' "$SIGILO_PULSAR_TOKEN" >"$credential"
  fi
  if [[ -n $credential ]]; then
    [[ -r $credential ]] || fail "$credential cannot be read, which SIGILO_PULSAR_TOKEN_FILE names"
    client_setting authPlugin org.apache.pulsar.client.impl.auth.AuthenticationToken
    client_setting authParams "file://$(cd "$(dirname "$credential")" && pwd)/$(basename "$credential")"
  fi
  if [[ -n ${SIGILO_TLS_CA:-} ]]; then
    [[ -r $SIGILO_TLS_CA ]] || fail "$SIGILO_TLS_CA cannot be read, which SIGILO_TLS_CA names"
    client_setting tlsTrustCertsFilePath "$SIGILO_TLS_CA"
    client_setting tlsEnableHostnameVerification true
  fi
  admin_url=$(sed -n 's/^webServiceUrl=//p' "$PULSAR_CLIENT_CONF" | tail -1)
}

# batch FILE: runs the pulsar-admin commands of a file, one per line. The answers are in $work/answers, each after a
# line "[n/total] Executing admin COMMAND"; errors, except for things that existed already, are in $work/faults.
batch() {
  local commands=$1 number=0 line total
  total=$(wc -l <"$commands")
  if [[ -x $shell ]]; then
    sed 's/^/admin /' "$commands" >"$commands.shell"
    "$shell" -c "$PULSAR_CLIENT_CONF" -np -f "$commands.shell" >"$work/answers" 2>&1 </dev/null || true
  else
    while IFS= read -r line; do
      printf '[%d/%d] Executing admin %s\n' $((++number)) "$total" "$line"
      eval "\"$admin\" $line" 2>&1 </dev/null || true
    done <"$commands" >"$work/answers"
  fi
  if ! grep -q "^\[$total/$total\] Executing" "$work/answers"; then
    tail -20 "$work/answers" >&2
    fail "pulsar-admin stopped before its last command; what it said stands above"
  fi
  awk -v unauthorized="$work/unauthorized" '
    /^\[[0-9]+\/[0-9]+\] Executing admin / { sub(/^.*Executing admin /, ""); command = $0; next }
    # Not every cluster keeps packages, and a topic that does not exist yet has no partitions.
    command ~ /^packages / || command ~ /^topics get-partitioned-topic-metadata / { next }
    # The log does not exist yet.
    /^Reason: / && command ~ /^(namespaces get-properties|topics partitioned-stats) / && /not exist|[Nn]ot found|HTTP 404/ { next }
    # Created before scale.conf existed; one partition and none are equivalent.
    /^Reason: / && command ~ /^topics update-partitioned-topic --partitions 1 / && /[Nn]ot (a )?partitioned/ { next }
    # Without authorization there is nothing to grant.
    command ~ /grant-(subscription-)?permission/ && /Authorization is not enabled/ { print "" >unauthorized; next }
    /^Reason: / && command ~ /^(tenants|namespaces|topics) create/ && /[Aa]lready exist/ { next }
    /^Reason: / { print command ": " substr($0, 9) }
    /^Unmatched argument/ || /^Missing required/ || /^Unknown option/ || /^Invalid value/ { print command ": " $0 }
  ' "$work/answers" >"$work/faults"
}

# answer COMMAND [FILE]: the answer to a command in the last batch, or in the batch whose answers were kept in FILE.
answer() {
  awk -v wanted="$1" '
    /^\[[0-9]+\/[0-9]+\] Executing admin / { sub(/^.*Executing admin /, ""); on = ($0 == wanted); next }
    on' "${2:-$work/answers}"
}

# patiently WHAT FILE [EXPLAIN]: runs a batch again until the cluster and its functions worker answer. EXPLAIN adds to error messages.
patiently() {
  until_answered "$2"
  if [[ -s $work/faults ]]; then
    cat "$work/faults" >&2
    fail "$1 failed; the commands and the reasons stand above${3:+. $($3)}"
  fi
}

# until_answered FILE: the same, but leaves the errors to the caller.
until_answered() {
  local limit=$((SECONDS + ${SIGILO_WAIT_SECONDS:-120})) said=
  local starting='Connection refused|Connection reset|not done initializing|Leader not yet ready|Service Unavailable|HTTP 50[0-9]|Remotely closed|Failed to find the public/functions'
  while batch "$1"; grep -qE "$starting" "$work/faults"; do
    ((SECONDS < limit)) ||
      fail "$admin_url did not answer within ${SIGILO_WAIT_SECONDS:-120} s: $(grep -E "$starting" "$work/faults" | head -1)"
    if [[ -z $said ]]; then say "waiting for $admin_url"; said=yes; fi
    sleep 1
  done
}

# field FILE KEY: a top-level value of one of our YAML files. In pure bash, like width: both are called hundreds of times.
field() {
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line =~ ^$2:[[:space:]]+([^[:space:]]+) ]]; then
      echo "${BASH_REMATCH[1]}"
      return
    fi
  done <"$1"
}
# topics FILE: every topic that a YAML file names; inputs FILE: those that it reads.
topics() { sed 's/#.*//' "$1" | grep -oE 'persistent://[A-Za-z0-9_./-]+' | sort -u; }
inputs() { sed -nE 's|^  (persistent://[^:]+):.*|\1|p' "$1"; }

functions=("$root"/functions/*.yaml)
sinks=("$root"/sinks/*.yaml)
all_topics=$(for yaml in "${functions[@]}" "${sinks[@]}"; do topics "$yaml"; done | sort -u)

[[ -r ${SIGILO_SCALE_FILE:=$root/scale.conf} ]] || fail "$SIGILO_SCALE_FILE cannot be read; SIGILO_SCALE_FILE names a file like $root/scale.conf"
scale=$(sed 's/#.*//' "$SIGILO_SCALE_FILE" | awk 'NF')

# width WHAT NAME: the partitions of a topic, the parallelism of a function or sink, the shards of a sink, by scale.conf.
width() {
  local general= own= what name number
  case $1 in
    partitions) general=${SIGILO_PARTITIONS:-} ;;
    parallelism) general=${SIGILO_PARALLELISM:-} ;;
  esac
  while read -r what name number; do
    if [[ $what == "$1" && -n $number ]]; then
      if [[ $name == "$2" ]]; then own=$number; fi
    elif [[ $what == "$1" && -z $general ]]; then
      general=$name
    fi
  done <<<"$scale"
  echo "${own:-${general:-1}}"
}

# check_scale: stops if scale.conf is invalid or would not work, and prints all errors.
check_scale() {
  local yaml name topic wide
  {
    while IFS= read -r line; do
      awk '!(($1 == "partitions" || $1 == "parallelism") && (NF == 2 || NF == 3) || $1 == "shards" && NF == 3) {
        print "scale.conf: `" $0 "` is no setting; write partitions, parallelism or shards, a name, a number" }' <<<"$line"
    done <<<"$scale"
    { awk 'NF > 1 { print "scale.conf: `" $0 "`", $NF }' <<<"$scale"
      [[ -z ${SIGILO_PARTITIONS:-} ]] || echo "SIGILO_PARTITIONS $SIGILO_PARTITIONS"
      [[ -z ${SIGILO_PARALLELISM:-} ]] || echo "SIGILO_PARALLELISM $SIGILO_PARALLELISM"
    } | awk '$NF !~ /^[1-9][0-9]*$/ || length($NF) > 4 || $NF > 4096 { sub(/ [^ ]*$/, ""); print $0 ": the number is not one from 1 to 4096" }'
    { sed 's/^/partitions /' <<<"$all_topics"
      for yaml in "${functions[@]}" "${sinks[@]}"; do echo "parallelism $(field "$yaml" name)"; done
      for yaml in "${sinks[@]}"; do echo "shards $(field "$yaml" name)"; done
    } >"$work/scalable"
    awk 'NF == 3 { print $1, $2 }' <<<"$scale" | grep -vxFf "$work/scalable" | sed 's/^/scale.conf: nothing here has the name in: /' || true
  } >"$work/scale.faults"
  if [[ ! -s $work/scale.faults ]]; then
    for yaml in "${functions[@]}" "${sinks[@]}"; do
      name=$(field "$yaml" name)
      while read -r topic; do
        wide=$(width partitions "$topic")
        if [[ $yaml == "$root"/functions/* ]] && (($(width parallelism "$name") > wide)); then
          echo "scale.conf: parallelism $(width parallelism "$name") of $name is more than the $wide partitions of $topic, and the rest would get nothing; raise its partitions"
        elif (($(width shards "$name") > 1 && wide % $(width shards "$name"))); then
          echo "scale.conf: the $wide partitions of $topic are no multiple of the $(width shards "$name") shards of $name"
        fi
      done < <(inputs "$yaml")
    done >"$work/scale.faults"
  fi
  if [[ -s $work/scale.faults ]]; then
    cat "$work/scale.faults" >&2
    fail "scale.conf cannot be deployed; what is wrong stands above, and nothing was changed"
  fi
}

# The units to deploy: one per function, and one per sink or per shard. The shard is empty if there is only one table.
kinds=() names=() yamls=() shard_of=()
list_units() {
  local yaml name shards shard
  for yaml in "${functions[@]}"; do kinds+=(function) names+=("$(field "$yaml" name)") yamls+=("$yaml") shard_of+=(""); done
  for yaml in "${sinks[@]}"; do
    name=$(field "$yaml" name) shards=$(width shards "$(field "$yaml" name)")
    if ((shards == 1)); then
      kinds+=(sink) names+=("$name") yamls+=("$yaml") shard_of+=("")
    else
      for ((shard = 0; shard < shards; shard++)); do
        kinds+=(sink) names+=("$name-$shard") yamls+=("$yaml") shard_of+=("$shard")
      done
    fi
  done
}
