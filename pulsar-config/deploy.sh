#!/usr/bin/env bash
# Sets up Sigilo on a Pulsar cluster: tenant, namespaces, topics, subscriptions, functions, sinks. You can run it again at any
# time: it keeps what exists and updates what changed. At the end a canary record passes the whole
# chain. If a function or sink is refused, does not run or does not process the canary, the earlier configuration and code are put back,
# the reasons are printed, and the exit status is 1.
#
#   PULSAR_HOME=/opt/pulsar pulsar-config/deploy.sh
#
# It uses pulsar-admin (and pulsar-shell, its batch mode), which must have the cluster's version.
# The files beside it describe everything that it sets up: namespaces.conf, permissions.conf, scale.conf,
# functions/*.yaml, sinks/*.yaml.
#
#   PULSAR_HOME, PULSAR_ADMIN   where pulsar-admin is, if not on the PATH
#   PULSAR_CLIENT_CONF          address and credentials (default: the distribution's conf/client.conf)
#   SIGILO_ADMIN_URL            another address than the one in client.conf
#   SIGILO_PULSAR_TOKEN_FILE    a file with an administrator's token, instead of the one in client.conf;
#                               or SIGILO_PULSAR_TOKEN, the token itself
#   SIGILO_TLS_CA               a PEM file with the certificates of the cluster's certificate authority, if it uses TLS
#   SIGILO_CODE_DIR             a folder that the functions workers see under the same path: code is put there instead of
#                               uploaded. Their functions_worker.yml must allow it (additionalEnabled...UrlPatterns)
#   SIGILO_POLICY               a policy instead of the one that the YAML names, for example safe-harbor
#   SIGILO_TOKEN_KEYSET, SIGILO_SEALING_KEYSET
#                               the keysets that the functions will use, or their files (…_FILE). They are only compared
#                               with those recorded for the log, and are not sent anywhere. The first deployment needs
#                               them, or their lineages (printed by `sigilo keys list`) in SIGILO_TOKEN_LINEAGE and
#                               SIGILO_SEALING_LINEAGE
#   SIGILO_NEW_KEYS             not empty: accept different keysets than before. Only if the log is empty
#   SIGILO_NEW_POLICY           not empty: deploy a policy of another name than before. Its rows wait until
#                               `sigilo retokenize --policy NAME` has given it db_query and replaced every row
#   SIGILO_SCALE_FILE           another file instead of scale.conf
#   SIGILO_PARTITIONS           partitions of the topics, instead of the number in scale.conf
#   SIGILO_PARALLELISM          instances of functions and sinks, instead of the number in scale.conf
#   SIGILO_TOPICS_ONLY          not empty: only topics, subscriptions and permissions. Messages published from then on wait for
#                               the first deployment, by deploy.sh or by other software such as Function Mesh (kubernetes/)
#   SIGILO_WAIT_SECONDS         how long to wait for the cluster, functions and sinks (default 120)
#   SIGILO_STEADY_SECONDS       how long everything must run without a restart to count as running (default 10)
#   SIGILO_BROKER_URL           where the canary record is sent: an address of the brokers (pulsar://, pulsar+ssl:// or http://), if it is
#                               neither SIGILO_ADMIN_URL nor the one in client.conf
#   SIGILO_CANARY_SECONDS       how long to wait until the canary record has passed everything (default 60)
#   SIGILO_NO_CANARY            not empty: send no canary record
#   SIGILO_ADMIN_OPTS           more options for the JVM of pulsar-admin
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[[ $# -eq 0 ]] || { sed -n '2,/^set -/p' "$0" | sed '$d; s/^# \{0,1\}//'; [[ $1 == --help || $1 == -h ]]; exit; }
find_tools

# resolve UNIT CODE: the YAML of a unit as pulsar-admin needs it: with the location of the code, the number of instances from scale.conf,
# and userConfig.xFile replaced by x with the file's text, because a function cannot read files of this machine. A shard's sink
# has its own name, partitions and database.
resolve() {
  local yaml=${yamls[$1]} name shards
  name=$(field "$yaml" name) shards=$(width shards "$name")
  awk -v root="$root" -v code="$2" -v policy="${SIGILO_POLICY:-}" -v shards="$shards" -v shard="${shard_of[$1]}" \
    -v token="$token_lineage" -v sealing="$sealing_lineage" -v tokens="$(grep -c '^  TOKEN_KEYSET:' "$yaml")" \
    -v seals="$(grep -c '^  SEALING_KEYSET:' "$yaml")" -v parallelism="$(width parallelism "$name")" -v partitions="$(width partitions "$(inputs "$yaml" | head -1)")" '
    # The input of a shard is its partitions, each with all settings of the topic.
    function flush_input(  partition) {
      for (partition = shard; partition < partitions; partition += shards) {
        print "  " topic "-partition-" partition ":" settings
      }
      topic = ""
    }
    topic != "" && /^    / { settings = settings "\n" $0; next }
    topic != "" { flush_input() }
    /^parallelism:/ { print FILENAME ": parallelism belongs into scale.conf" > "/dev/stderr"; exit 1 }
    /^name:/ { print $0 (shard == "" ? "" : "-" shard); print "parallelism: " parallelism; next }
    /^(jar|archive):/ { print $1, code; next }
    /^[A-Za-z]/ { section = $1 }
    shard != "" && section == "inputSpecs:" && /^  persistent:/ { topic = substr($1, 1, length($1) - 1); settings = ""; next }
    # The lineages that the data belongs to: functions and sinks do not start with others.
    /^userConfig:/ {
      print
      if (tokens) print "  tokenLineage: \"" token "\""
      if (seals) print "  sealingLineage: \"" sealing "\""
      next
    }
    /^configs:/ { print; print "  keysets: token=" token ",sealing=" sealing }
    /^configs:/ && shard == "" { next }
    /^configs:/ { print "  shards: " shards; print "  shard: " shard; next }
    shard != "" && section == "configs:" && /^  jdbcUrl: env:/ { print "  jdbcUrl: " $2 "_" shard; next }
    section == "userConfig:" && /^  [A-Za-z0-9]+File:/ {
      key = $1; sub(/File:$/, "", key)
      file = root "/" (key == "policy" && policy != "" ? "policies/" policy ".yaml" : $2)
      print "  " key ": |2"
      while ((status = (getline line < file)) > 0) print (line == "" ? "" : "    " line)
      if (status < 0) { print FILENAME ": " $1 " names " file ", which cannot be read" > "/dev/stderr"; exit 1 }
      close(file)
      next
    }
    { print }
    END { if (topic != "") flush_input() }' "$yaml"
}
digest() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-32; }

# place_of YAML: the source of the code for the workers: a path, which is uploaded, or an address.
place_of() {
  local code name
  code=$(field "$1" jar)$(field "$1" archive)
  [[ $code == /* || $code == *://* ]] || code=$root/$code
  if [[ $code != *://* ]]; then
    [[ -r $code ]] || fail "$code is not there, which $1 needs; build it: mvn -q package -DskipTests"
    if [[ -n ${SIGILO_CODE_DIR:-} ]]; then
      # Under a separate name: a build must not change the code that runs.
      name=$SIGILO_CODE_DIR/$(digest <"$code")-$(basename "$code")
      [[ -r $name ]] || { cp "$code" "$name.part" && mv "$name.part" "$name"; } || fail "$code cannot be copied to $SIGILO_CODE_DIR"
      code=file://$name
    fi
  fi
  echo "$code"
}

# The keysets. Their lineages are stored as properties of the log's namespace, so they last as long as the log.
log=$(field "$root/functions/tokenize.yaml" output)
log_namespace=$(sed -E 's|persistent://([^/]+/[^/]+)/.*|\1|' <<<"$log")
# given_lineages: sets the lineages of the keysets given in the environment.
given_lineages() {
  token_lineage=${SIGILO_TOKEN_LINEAGE:-} sealing_lineage=${SIGILO_SEALING_LINEAGE:-}
  if [[ -n ${SIGILO_TOKEN_KEYSET:-}${SIGILO_TOKEN_KEYSET_FILE:-}${SIGILO_SEALING_KEYSET:-}${SIGILO_SEALING_KEYSET_FILE:-} ]]; then
    local jar=$root/$(field "$root/functions/tokenize.yaml" jar) java=java
    [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
    [[ -r $jar ]] || fail "$jar does not exist, and is needed to read the keysets; build it: mvn -q package -DskipTests"
    "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar" dev.sigilo.deploy.KeysetLineages >"$work/given" 2>"$work/given.faults" ||
      fail "$(tail -1 "$work/given.faults"). Nothing was changed"
    token_lineage=$(sed -n 's/^token //p' "$work/given" | grep . || echo "$token_lineage")
    sealing_lineage=$(sed -n 's/^sealing //p' "$work/given" | grep . || echo "$sealing_lineage")
  fi
}
# known_lineage PURPOSE: the lineage that the log belongs to.
known_lineage() {
  known "namespaces get-properties $log_namespace" | sed -nE "s/.*sigilo[.]lineage[.]$1[\" ]*[:=][ \"]*([0-9a-f]{32}).*/\1/p" | head -1
}
# check_lineages: fails if the log belongs to different keysets than those given.
check_lineages() {
  local purpose given known
  for purpose in token sealing; do
    given=${purpose}_lineage given=${!given} known=$(known_lineage "$purpose")
    if [[ -z $known$given ]]; then
      fail "the first deployment needs the $purpose keyset; set SIGILO_$(tr a-z A-Z <<<"$purpose")_KEYSET_FILE to its file. No function or sink was changed"
    elif [[ -n $known && -n $given && $known != "$given" ]]; then
      [[ -n ${SIGILO_NEW_KEYS:-} ]] ||
        fail "the log belongs to the $purpose keyset of lineage $known, and the one given is of lineage $given; restore that one (\`sigilo keys restore\`), or start over with an empty log, empty databases and SIGILO_NEW_KEYS=1. No function or sink was changed"
      ! log_has_data ||
        fail "SIGILO_NEW_KEYS is for an empty log, but $log contains data made with the $purpose keyset of lineage $known; to discard it, first delete the topic and empty both databases. No function or sink was changed"
    fi
    printf -v "${purpose}_lineage" %s "${given:-$known}"
  done
}
# known COMMAND: the answer to a command of the first look at the cluster, before anything was changed.
known() { answer "$1" "$work/known"; }

# log_has_data: succeeds if the log contained data at the first look. The answer is read completely first: in a pipe, grep would stop at
# its first match, and the broken pipe would make the check pass as if the log were empty.
log_has_data() {
  local stats
  stats=$(known "topics partitioned-stats $log")
  grep -qE '"storageSize" : [1-9]' <<<"$stats"
}

# Writes a line `NAME VERSION HASH` for each policy that the functions use, after the same checks that the functions make.
read_policies() {
  local yaml file logger jar=$root/$(field "$root/functions/tokenize.yaml" jar) java=java
  local -a policies=()
  # The function jars contain no logging library, so take it from the Pulsar distribution.
  logger=$({ find -L "$(dirname "$admin")/../lib" -name '*slf4j-api-*.jar' 2>/dev/null || true; } | head -1)
  : >"$work/policies"
  if [[ -z $logger ]]; then
    say "the policies are not checked, as there is no Pulsar distribution around $admin"
    return
  fi
  [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
  for yaml in "${functions[@]}"; do
    file=$(sed -nE 's/^  policyFile: +([^ #]+).*/\1/p' "$yaml")
    [[ -z ${SIGILO_POLICY:-} || -z $file ]] || file=policies/$SIGILO_POLICY.yaml
    [[ -z $file || " ${policies[*]:-} " == *" $root/$file "* ]] || policies+=("$root/$file")
  done
  [[ -r $jar ]] || fail "$jar is not there, which checks the policies; build it: mvn -q package -DskipTests"
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar:$logger" dev.sigilo.deploy.PolicyFingerprint "${policies[@]}" \
    >"$work/policies" 2>"$work/policies.faults" || fail "$(grep -v "^SLF4J" "$work/policies.faults" | tail -1). Nothing was changed"
}
# check_maps: checks the maps of the hospital formats as convert does, and warns of fields that no policy names.
check_maps() {
  local jar logger java=java config=$root/functions/convert.yaml format field policy file
  local -a maps=() policies=()
  [[ -r $config ]] || return 0
  jar=$root/$(field "$config" jar)
  logger=$({ find -L "$(dirname "$admin")/../lib" -name '*slf4j-api-*.jar' 2>/dev/null || true; } | head -1)
  [[ -n $logger ]] || return 0
  [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
  [[ -r $jar ]] || fail "$jar is not there, which checks the maps of formats; build it: mvn -q package -DskipTests"
  for format in $(sed -nE 's/^  formats: +([^#]+).*/\1/p' "$config" | tr ',' ' '); do
    maps+=("$format" "$(sed -nE "s/^  ${format}Reader: +([^ #]+).*/\1/p" "$config")" "$root/$(sed -nE "s/^  ${format}MapFile: +([^ #]+).*/\1/p" "$config")")
  done
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar:$logger" dev.sigilo.deploy.FieldMapCheck "${maps[@]}" \
    >"$work/maps" 2>"$work/maps.faults" || fail "$(grep -v "^SLF4J" "$work/maps.faults" | tail -1). Nothing was changed"
  for file in "$root"/functions/*.yaml; do
    policy=$(sed -nE 's/^  policyFile: +([^ #]+).*/\1/p' "$file")
    [[ -z ${SIGILO_POLICY:-} || -z $policy ]] || policy=policies/$SIGILO_POLICY.yaml
    [[ -z $policy || " ${policies[*]:-} " == *" $root/$policy "* ]] || policies+=("$root/$policy")
  done
  ((${#policies[@]})) || return 0
  while read -r format field; do
    grep -qE "^ +$field *:|[{ ,]$field *:" "${policies[@]}" ||
      say "warning: the map of $format gives a field $field, which the policy does not name; it is treated as an unknown field"
  done <"$work/maps"
}
# known_policy NAME VERSION: prints the content hash that was deployed under this version; nothing if none was.
known_policy() {
  known "namespaces get-properties $log_namespace" | sed -nE "s/.*sigilo[.]policy[.]$1[.]$2[\" ]*[:=][ \"]*([0-9a-f]{32}).*/\1/p" | head -1
}
# current_policy: prints the name of the policy that the log's newest events were made with; nothing if it is not recorded. Deployments
# older than this property recorded only the versions: if those are all of one policy, it is that one.
current_policy() {
  local properties
  properties=$(known "namespaces get-properties $log_namespace")
  sed -nE 's/.*sigilo[.]current-policy[" ]*[:=][ "]*([A-Za-z0-9._-]+).*/\1/p' <<<"$properties" | head -1 | grep . ||
    { grep -oE 'sigilo[.]policy[.][A-Za-z0-9._-]+[.][0-9]+' <<<"$properties" || true; } |
      sed -E 's/^sigilo[.]policy[.]//; s/[.][0-9]+$//' | sort -u | awk '{ name = $0 } END { if (NR == 1) print name }'
}
# check_policies: fails if a policy's content changed but its version did not, so that a row's policy version identifies the rules used,
# or if another policy is to be deployed over the rows of one.
check_policies() {
  local name version hash known current
  current=$(current_policy)
  while read -r name version hash; do
    known=$(known_policy "$name" "$version")
    [[ -z $known || $known == "$hash" ]] ||
      fail "policy $name was changed and still says version $version, which was deployed with other content; give it the next version. No function or sink was changed"
    if [[ -n $current && $current != "$name" && -z ${SIGILO_NEW_POLICY:-} ]] && log_has_data; then
      fail "the rows belong to policy $current, and rows of policy $name beside them could be joined to them. For another recipient, use separate databases (docs/POLICY.md). To replace every row, deploy with SIGILO_NEW_POLICY=1, then run \`sigilo retokenize --policy $name\`. No function or sink was changed"
    fi
  done <"$work/policies"
}

# partitions_of TOPIC: how many partitions the topic had at the first look; nothing if it was not there.
partitions_of() {
  known "topics get-partitioned-topic-metadata $1" | sed -nE 's/.*"?partitions"? *: *([0-9]+).*/\1/p' | head -1
}
# check_partitions: fails if a topic has more partitions than scale.conf sets.
check_partitions() {
  local topic now
  while read -r topic; do
    now=$(partitions_of "$topic")
    [[ -z $now || $now -le $(width partitions "$topic") ]] ||
      echo "$topic has $now partitions and cannot be given $(width partitions "$topic"): partitions cannot shrink"
  done <<<"$all_topics" >"$work/partitions"
  if [[ -s $work/partitions ]]; then
    cat "$work/partitions" >&2
    fail "scale.conf names fewer partitions than there are, and partitions cannot shrink; set it to the numbers above. Nothing was changed"
  fi
}

check_scale
list_units
[[ -n ${SIGILO_TOPICS_ONLY:-} ]] || { read_policies; check_maps; given_lineages; }

# First look: everything is checked before anything is changed.
{
  printf '%s\n' "namespaces get-properties $log_namespace" "topics partitioned-stats $log"
  sed 's/^/topics get-partitioned-topic-metadata /' <<<"$all_topics"
} >"$work/look"
patiently "reading what is there" "$work/look"
cp "$work/answers" "$work/known"
check_partitions
[[ -n ${SIGILO_TOPICS_ONLY:-} ]] || { check_lineages; check_policies; }
# For each unit: tenant, namespace, resolved YAML, digest of it and of its code.
[[ -z ${SIGILO_CODE_DIR:-} ]] || mkdir -p "$SIGILO_CODE_DIR"
tenants=() namespaces=() files=() digests=() places=()
for i in "${!names[@]}"; do
  tenants+=("$(field "${yamls[i]}" tenant)") namespaces+=("$(field "${yamls[i]}" namespace)")
  [[ -z ${SIGILO_TOPICS_ONLY:-} ]] || continue
  file=$work/${names[i]}.yaml
  place=$(place_of "${yamls[i]}")
  resolve "$i" "$place" >"$file" || exit 1
  files+=("$file") places+=("$place")
  digests+=("$( { cat "$file"; [[ $place == *://* ]] || cat "$place"; } | digest)")
done

# The message about the partitions of an existing topic, with what to do.
explain_partitions() {
  local topic
  sed -nE 's/^topics update-partitioned-topic --partitions ([0-9]+) ([^ ]+): .*/\1 \2/p' "$work/faults" | while read -r wide topic; do
    echo "$topic cannot be given $wide partitions: partitions cannot shrink, and a topic made without any cannot be given some. Set scale.conf to what is there, or move the messages to a topic of another name"
  done
}

# 1. Tenants, namespaces, topics, subscriptions, all before the first message; also look up what is deployed already.
# deployed_only: drops lines of topics that no deployed function or sink names, such as those of optional functions.
deployed_only() { awk 'FNR == NR { there[$1]; next } { topic = $1 == "topic" ? $2 : $3 } topic !~ /^persistent:/ || topic in there' <(echo "$all_topics") -; }
settings=$(sed 's/#.*//' "$root/namespaces.conf" | awk 'NF' | deployed_only)
namespace_settings() {
  awk '$1 == "namespace" { target = $2; $1 = $2 = ""; print "namespaces" substr($0, 2) " " target }' <<<"$settings"
}
permissions=$(sed 's/#.*//' "$root/permissions.conf" | awk 'NF' | deployed_only)
all_namespaces=$( { sed -E 's|persistent://([^/]+/[^/]+)/.*|\1|' <<<"$all_topics"
  awk '$1 == "namespace" { print $2 }' <<<"$settings"
  for i in "${!names[@]}"; do echo "${tenants[i]}/${namespaces[i]}"; done; } | sort -u)
{
  cut -d/ -f1 <<<"$all_namespaces" | sort -u | sed 's/^/tenants create /'
  sed 's/^/namespaces create /' <<<"$all_namespaces"
  namespace_settings | { grep -v '^namespaces set-retention ' || true; }
  while read -r topic; do
    # Always with partitions, even if there is only one: a topic without partitions can never get any.
    echo "topics create-partitioned-topic --partitions $(width partitions "$topic") $topic"
    echo "topics update-partitioned-topic --partitions $(width partitions "$topic") $topic"
  done <<<"$all_topics"
  for yaml in "${functions[@]}" "${sinks[@]}"; do
    subscription=$(field "$yaml" subName)$(field "$yaml" sourceSubscriptionName)
    inputs "$yaml" | sed "s/^/topics create-subscription --messageId earliest --subscription $subscription /"
  done
  # Only after the subscriptions exist: it may delete messages published to a topic that somebody created earlier.
  namespace_settings | { grep '^namespaces set-retention ' || true; }
  awk '$1 == "topic" { target = $2; $1 = $2 = ""; print "topicPolicies" substr($0, 2) " " target }' <<<"$settings"
  awk '$1 != "subscriptions" { print "topics grant-permission --role " $1 " --actions " $2 " " $3 }' <<<"$permissions"
  owner=$(awk '$1 == "subscriptions" { print $2 }' <<<"$permissions")
  for yaml in "${functions[@]}" "${sinks[@]}"; do
    subscription=$(field "$yaml" subName)$(field "$yaml" sourceSubscriptionName)
    inputs "$yaml" | sed -E "s|persistent://([^/]+/[^/]+)/.*|namespaces grant-subscription-permission --subscription $subscription --roles $owner \\1|"
  done | sort -u
  for i in "${!files[@]}"; do
    echo "${kinds[i]}s list --tenant ${tenants[i]} --namespace ${namespaces[i]}"
    echo "namespaces get-properties ${tenants[i]}/${namespaces[i]}"
    echo "packages list-versions ${kinds[i]}://${tenants[i]}/${namespaces[i]}/${names[i]}"
  done | sort -u
} >"$work/prepare"
patiently "setting up the topics" "$work/prepare" explain_partitions
while read -r topic; do
  narrow=$(partitions_of "$topic") wide=$(width partitions "$topic")
  if [[ -n $narrow && $narrow -gt 0 && $narrow -lt $wide ]]; then
    say "$topic grew from $narrow to $wide partitions. Connected clients use them within a minute. Keys move to other partitions, so messages about one record are in order again once the older messages are read"
  fi
done <<<"$all_topics"
say "$(wc -l <<<"$all_topics" | tr -d ' ') topics in $(wc -l <<<"$all_namespaces" | tr -d ' ') namespaces are ready at $admin_url"
if [[ -e $work/unauthorized ]]; then
  say "this cluster authorizes nobody: everybody who can reach it can read what producers send. SECURITY.md says what to set"
fi
[[ -z ${SIGILO_TOPICS_ONLY:-} ]] || exit 0

# 2. Functions and sinks. Once a unit runs, two properties of its namespace record it: sigilo.NAME, the digest of YAML and code, so that
# only changes are sent again; and sigilo.NAME.deployed, the digest of the code and the YAML itself, from which the unit can be put back.
# `functions get` cannot replace them: it reports forwardSourceMessageProperty as true if it is false, and omits consumerProperties.
pack() { gzip -c | base64 | tr -d '\n='; }
unpack() {
  local packed=$1
  while ((${#packed} % 4)); do packed+='='; done
  base64 -d <<<"$packed" | gzip -dc
}
# recorded NAME NAMESPACE: sets $digest, of what runs, and $way, `CODE.YAML`, from which it can be put back. Both are empty if nothing is recorded.
recorded() {
  local namespace key value
  digest= way=
  while read -r namespace key value; do
    if [[ $namespace != "$2" ]]; then continue; fi
    if [[ $key == "$1" && $value =~ ^[0-9a-f]{32}$ ]]; then digest=$value; fi
    if [[ $key == "$1.deployed" ]]; then way=$value; fi
  done <"$work/recorded"
}
awk '
  /^\[[0-9]+\/[0-9]+\] Executing admin / { namespace = /namespaces get-properties/ ? $NF : ""; next }
  namespace != "" {
    while (match($0, /sigilo[.][A-Za-z0-9._-]+"? *[:=] *"?[A-Za-z0-9.+\/]+/)) {
      pair = substr($0, RSTART + 7, RLENGTH - 7)
      $0 = substr($0, RSTART + RLENGTH)
      value = pair
      sub(/"? *[:=].*/, "", pair)
      sub(/^[^:=]*[:=] *"?/, "", value)
      print namespace, pair, value
    }
  }' "$work/answers" >"$work/recorded"
# note I DIGEST WAY: the command that records DIGEST and WAY for unit I. Each property has an option of its own: Pulsar 4 does not split a list,
# and would store the second one in the value of the first, where the next change of the first deletes it.
note() {
  echo "namespaces set-properties --properties sigilo.${names[$1]}=$2${3:+ --properties sigilo.${names[$1]}.deployed=$3} ${tenants[$1]}/${namespaces[$1]}"
}
# record I: the command that records unit I as running.
record() {
  local code=${places[$1]}
  [[ $code != file://* ]] || code=${code#file://}
  code=$( { [[ $code == *://* ]] && echo "$code" || cat "$code"; } | digest)
  note "$1" "${digests[$1]}" "$code.$(pack <"${files[$1]}")"
}
space() { echo "--tenant ${tenants[$1]} --namespace ${namespaces[$1]}"; }
# way_back NAME TENANT NAMESPACE: writes the earlier YAML of a unit to $work/NAME.earlier.yaml and the location of its code to
# $work/NAME.place. Adds uploaded code to the list of downloads.
way_back() {
  local code place digest way
  recorded "$1" "$2/$3"
  [[ -n $way ]] && unpack "${way#*.}" >"$work/$1.earlier.yaml" 2>/dev/null || return 0
  code=${way%%.*}
  place=$(field "$work/$1.earlier.yaml" jar)$(field "$work/$1.earlier.yaml" archive)
  if [[ $place == file://* && -r ${place#file://} && $(digest <"${place#file://}") == "$code" ]] || [[ $place == *://* && $place != file://* ]]; then
    echo "$place" >"$work/$1.place"
  else
    # Pulsar has no download command for sinks; the one for functions accepts the name of a sink.
    echo "functions download --destination-file \"$work/$1.code\" --tenant $2 --namespace $3 --name $1" >>"$work/download"
    echo "$code" >"$work/$1.digest"
  fi
}

there=() before=() ways=() changed=() earlier=
: >"$work/record" >"$work/download" >"$work/stale"
for i in "${!names[@]}"; do
  namespace=${tenants[i]}/${namespaces[i]}
  there+=("$(answer "${kinds[i]}s list $(space "$i")" | grep -cxE "\W*${names[i]}\W*" || true)")
  recorded "${names[i]}" "$namespace"
  before+=("$digest") ways+=("$way")
  if [[ ${there[i]} -gt 0 && -n $digest$way ]]; then earlier=yes; fi
  if [[ ${there[i]} -gt 0 && ${before[i]} == "${digests[i]}" ]]; then
    [[ -n $way ]] || record "$i" >>"$work/record"
    continue
  fi
  changed+=("$i")
  # If the cluster keeps code as packages, those of a deleted function remain and block the new one.
  package=${kinds[i]}://$namespace/${names[i]}
  answer "packages list-versions $package" | sed -nE "s|^\"?([0-9]+)\"?,?$|packages delete $package@\1|p" >"$work/${names[i]}.packages"
  [[ ${there[i]} -eq 0 ]] || way_back "${names[i]}" "${tenants[i]}" "${namespaces[i]}"
done
# A sink without shards and its shards exclude each other, and so do two numbers of shards: they share a subscription, and the old
# sink would write rows to its database. It is therefore removed first.
for yaml in "${sinks[@]}"; do
  name=$(field "$yaml" name) tenant=$(field "$yaml" tenant) namespace=$(field "$yaml" namespace)
  for stale in $(answer "sinks list --tenant $tenant --namespace $namespace" | { grep -xE "\W*$name(-[0-9]+)?\W*" || true; } |
    tr -cd 'a-zA-Z0-9_\n-' | { grep -vxFf <(printf '%s\n' "${names[@]}") || true; } | sort -u); do
    echo "$stale $tenant $namespace" >>"$work/stale"
    way_back "$stale" "$tenant" "$namespace"
  done
done
if [[ -s $work/download ]]; then
  batch "$work/download"
  for file in "$work"/*.digest; do
    name=$(basename "$file" .digest)
    if [[ -r $work/$name.code && $(digest <"$work/$name.code") == $(<"$file") ]]; then echo "$work/$name.code" >"$work/$name.place"; fi
  done
fi

no_way=
for i in ${changed[@]+"${changed[@]}"}; do
  [[ ${there[i]} -eq 0 || -r $work/${names[i]}.place ]] || no_way+=" ${names[i]}"
done
[[ -z $no_way ]] || say "no earlier configuration and code is recorded of$no_way; if this deployment fails, they cannot be put back"

# Keysets and the content of policy versions are recorded first, because what runs writes data that belongs to them, even if it is put
# back later.
new_keys=
for purpose in token sealing; do
  lineage=${purpose}_lineage
  if [[ $(known_lineage "$purpose") != "${!lineage}" ]]; then
    [[ -z $(known_lineage "$purpose") ]] || new_keys=yes
    echo "namespaces set-property --key sigilo.lineage.$purpose --value ${!lineage} $log_namespace"
  fi
done >"$work/change"
while read -r name version hash; do
  [[ $(known_policy "$name" "$version") == "$hash" ]] ||
    echo "namespaces set-property --key sigilo.policy.$name.$version --value $hash $log_namespace"
done <"$work/policies" >>"$work/change"
policy=$(tail -1 "$work/policies" | cut -d' ' -f1)
[[ -z $policy || $policy == "$(current_policy)" ]] || echo "namespaces set-property --key sigilo.current-policy --value $policy $log_namespace" >>"$work/record"
# Until it is recorded again, what runs is uncertain, even if this script is killed.
for i in ${changed[@]+"${changed[@]}"}; do
  [[ -z ${before[i]} ]] || note "$i" changing "${ways[i]}"
done >>"$work/change"
awk '{ print "sinks delete --tenant " $2 " --namespace " $3 " --name " $1 }' "$work/stale" >>"$work/change"
# create I VERB: the command that creates or updates unit I. The code is named again: pulsar-admin reads an address only from its options.
create() {
  local option=jar
  [[ ${kinds[$1]} == function ]] || option=archive
  echo "${kinds[$1]}s $2 --${kinds[$1]}-config-file \"${files[$1]}\" --$option \"${places[$1]}\""
}
for i in ${changed[@]+"${changed[@]}"}; do
  if [[ ${there[i]} -eq 0 ]]; then
    cat "$work/${names[i]}.packages"
    create "$i" create
  else
    create "$i" update
  fi
done >>"$work/change"

: >"$work/change.faults" >"$work/recreate"
stopped=
if [[ -s $work/change ]]; then
  trap 'fail "interrupted while functions and sinks were being changed; run deploy.sh again, from this folder or from that of the earlier release"' INT TERM
  # In a subshell: if pulsar-admin fails early, the rollback must still run.
  (batch "$work/change") || stopped=yes
  cp "$work/faults" "$work/change.faults"
  [[ ! -s $work/stale ]] || say "deleted $(cut -d' ' -f1 "$work/stale" | tr '\n' ' ')that scale.conf no longer names; their subscriptions stay"
  # Ordering, guarantees and inputs cannot be changed in place. Subscription and messages outlive a sink or function, so
  # nothing is lost when it is deleted and created again.
  for i in ${changed[@]+"${changed[@]}"}; do
    if grep -F "\"${files[i]}\"" "$work/change.faults" | grep -c 'cannot be altered' >/dev/null; then
      echo "${kinds[i]}s delete $(space "$i") --name ${names[i]}"
      cat "$work/${names[i]}.packages"
      create "$i" create
    fi
  done >"$work/recreate"
  if [[ -s $work/recreate && -z $stopped ]]; then
    { grep -v 'cannot be altered' "$work/faults" || true; } >"$work/change.faults"
    (batch "$work/recreate") || stopped=yes
    cat "$work/faults" >>"$work/change.faults"
  fi
fi
good=()
for i in ${changed[@]+"${changed[@]}"}; do
  grep -qF "\"${files[i]}\"" "$work/change.faults" || good+=("${names[i]}")
done
say "${#good[@]} deployed${good[*]:+ (${good[*]})}, $((${#names[@]} - ${#changed[@]})) unchanged"

# 3. Wait until every instance keeps running: Pulsar restarts one that fails to start again and again, and each time it appears to run briefly.
# statuses: a line for each command of $work/status: whether all instances run, their restarts, and an error.
statuses() {
  awk '
    function flush(  all) {
      all = (running != "" && instances > 0 && running + 0 >= instances) ? "yes" : "no"
      if (on) printf("%s\t%d\t%s\n", all, restarts, error)
    }
    FNR == NR { wanted++; next }
    /^\[[0-9]+\/[0-9]+\] Executing admin / { flush(); seen += on = 1; running = instances = error = ""; restarts = 0; next }
    on && match($0, /"numRunning" : [0-9]+/) && running == "" { running = substr($0, RSTART + 15, RLENGTH - 15) }
    on && match($0, /"numInstances" : [0-9]+/) && instances == "" { instances = substr($0, RSTART + 17, RLENGTH - 17) + 0 }
    on && match($0, /"numRestarts" : [0-9]+/) { restarts += substr($0, RSTART + 16, RLENGTH - 16) }
    on && match($0, /"error" : ".+"/) && error == "" { error = substr($0, RSTART + 11, RLENGTH - 12) }
    END { flush(); while (seen++ < wanted) print "no\t0\t" }' "$work/status" "$work/answers"
}
# reason UNIT ERROR: prints why a unit does not run. Only Sigilo's own error texts are printed: any other may quote a message.
reason() {
  if [[ -z $2 ]]; then return; fi
  grep -E "^([A-Za-z0-9_.$]+: )*${names[$1]} cannot (start|run): " <<<"$2" | sed -E 's/^([A-Za-z0-9_.$]+: )*//; s/( *\\[nr])+ */; /g; s/\\(["\\])/\1/g' ||
    echo "${names[$1]} was ended by an error that may quote a message; \`pulsar-admin ${kinds[$1]}s status $(space "$1") --name ${names[$1]}\` shows it"
}
steady=${SIGILO_STEADY_SECONDS:-10}
# await_running: waits for every unit; fails after SIGILO_WAIT_SECONDS. Then $waiting has those that do not run, and the reasons are printed.
await_running() {
  local limit=$((SECONDS + ${SIGILO_WAIT_SECONDS:-120})) pause=0 since= i running restarts error restarts_before=()
  rm -f "$work"/*.reason
  for i in "${!names[@]}"; do echo "${kinds[i]}s status $(space "$i") --name ${names[i]}"; done >"$work/status"
  while
    (batch "$work/status") 2>"$work/stopped" || true
    waiting=() i=-1
    while IFS=$'\t' read -r running restarts error; do
      : $((++i))
      reason "$i" "$error" >"$work/reason"
      [[ ! -s $work/reason ]] || mv "$work/reason" "$work/${names[i]}.reason"
      if [[ $running != yes || $restarts -ne ${restarts_before[i]:-$restarts} ]]; then waiting+=("$i"); fi
      restarts_before[i]=$restarts
    done < <(statuses)
    ((i + 1 == ${#names[@]})) || waiting=("${!names[@]}")
    if ((${#waiting[@]})); then since=; else since=${since:-$SECONDS}; fi
    ((${#waiting[@]} || SECONDS - since < steady))
  do
    if ((SECONDS >= limit && ${#waiting[@]})); then
      cat "$work/stopped" >&2
      for i in "${waiting[@]}"; do
        [[ -s $work/${names[i]}.reason ]] ||
          echo "${names[i]} does not run, or is started again and again, and gives no reason" >"$work/${names[i]}.reason"
        say "$(<"$work/${names[i]}.reason")" >&2
      done
      return 1
    fi
    sleep $((pause < 5 ? ++pause : 5))
  done
}
not_running() { echo "not running after ${SIGILO_WAIT_SECONDS:-120} s: $(for i in "${waiting[@]}"; do printf '%s ' "${names[i]}"; done)"; }

# 4. The way back. A unit is deleted and created from what was recorded: an update would keep what the new configuration has and the
# earlier one does not mention. Its subscription and messages stay.
# refused I: whether the update of unit I was refused. If Pulsar gave no answer, it may have accepted the update.
refused() {
  grep -F "\"${files[$1]}\"" "$work/change.faults" >"$work/refused" || return 1
  ! grep -qiE 'time(d )?-?out|connect|closed|reset|HTTP 5' "$work/refused" && ! grep -qF "\"${files[$1]}\"" "$work/recreate"
}
# roll_back WHY: puts the earlier configuration back, waits until it runs, and exits with 1. The last line says what is deployed.
roll_back() {
  local why=$1 i kind name tenant namespace package unanswered= again=() lost=()
  local -a now_kinds=() now_names=() now_tenants=() now_namespaces=()
  if ((${#changed[@]} == 0)) && [[ ! -s $work/stale ]]; then
    fail "$why(the reasons stand above, more is in the logs of the functions worker). No function or sink was changed"
  fi
  if [[ -n $new_keys ]]; then
    fail "$why(the reasons stand above). The earlier configuration is not put back, as it belongs to the keysets that were given up; correct the cause and run deploy.sh again"
  elif [[ -z $earlier ]]; then
    fail "$why(the reasons stand above, more is in the logs of the functions worker). Nothing that ran was deployed before, so there is nothing to go back to. What was created stays, with its status and logs; correct the cause and run deploy.sh again"
  fi
  say "$why(the reasons stand above); putting the earlier configuration back" >&2
  : >"$work/back" >"$work/back.create" >"$work/back.record"
  for i in "${changed[@]}"; do
    if [[ ${there[i]} -eq 0 ]]; then
      echo "${kinds[i]}s delete $(space "$i") --name ${names[i]}" >>"$work/back"
    elif [[ -z $stopped ]] && refused "$i"; then
      : # The earlier unit keeps running.
    elif [[ -r $work/${names[i]}.place ]]; then
      echo "${kinds[i]}s delete $(space "$i") --name ${names[i]}" >>"$work/back"
      again+=("${kinds[i]} ${names[i]} ${tenants[i]} ${namespaces[i]}")
    else
      lost+=("${names[i]}")
    fi
  done
  while read -r name tenant namespace; do
    if [[ -r $work/$name.place ]]; then again+=("sink $name $tenant $namespace"); else lost+=("$name"); fi
  done <"$work/stale"
  printf '%s\n' ${again[@]+"${again[@]}"} | awk 'NF { print "packages list-versions " $1 "://" $3 "/" $4 "/" $2 }' >>"$work/back"
  : >"$work/faults"
  if [[ -s $work/back ]]; then (until_answered "$work/back") || unanswered=yes; fi
  lost+=($(grep -vE "doesn't exist|not found" "$work/faults" | sed -nE 's/^(function|sink)s delete .* --name ([^ :]+): .*/\2/p' || true))
  while read -r kind name tenant namespace; do
    [[ -n $kind ]] || continue
    package=$kind://$tenant/$namespace/$name
    answer "packages list-versions $package" | sed -nE "s|^\"?([0-9]+)\"?,?$|packages delete $package@\1|p"
    echo "${kind}s create --$kind-config-file \"$work/$name.earlier.yaml\" --$([[ $kind == function ]] && echo jar || echo archive) \"$(<"$work/$name.place")\""
  done < <(printf '%s\n' ${again[@]+"${again[@]}"}) >"$work/back.create"
  : >"$work/faults"
  if [[ -s $work/back.create ]]; then (until_answered "$work/back.create") || unanswered=yes; fi
  { grep -v 'already exist' "$work/faults" || true; } >"$work/back.faults"
  sed "s|$work/||; s| --[a-z]* \"[^\"]*\":|:|" "$work/back.faults" >&2
  while read -r kind name tenant namespace; do
    if [[ -n $unanswered ]] || grep -qF "/$name.earlier.yaml\"" "$work/back.faults"; then lost+=("$name"); fi
  done < <(printf '%s\n' ${again[@]+"${again[@]}"} | awk NF)
  # Record what runs now.
  for i in "${changed[@]}"; do
    [[ -z ${before[i]} || " ${lost[*]:-} " == *" ${names[i]} "* ]] || note "$i" "${before[i]}" "${ways[i]}" >>"$work/back.record"
  done
  if [[ -s $work/back.record ]]; then (until_answered "$work/back.record") || unanswered=yes; fi
  if ((${#lost[@]})) || [[ -n $unanswered ]]; then
    fail "$why(the reasons stand above). The earlier configuration could not be put back for: ${lost[*]:-the records of what runs}. Deploy the earlier release from its own folder (docs/runbooks/rollback.md); until then messages wait, and nothing is lost"
  fi
  if [[ -s $work/stale ]]; then
    say "rows that the sinks of the other number of shards wrote meanwhile are in their databases only; docs/SCALING.md, MySQL shards, says how to write them again" >&2
  fi

  for i in "${!names[@]}"; do
    [[ ${there[i]} -gt 0 ]] || continue
    now_kinds+=("${kinds[i]}") now_names+=("${names[i]}") now_tenants+=("${tenants[i]}") now_namespaces+=("${namespaces[i]}")
  done
  while read -r name tenant namespace; do
    now_kinds+=(sink) now_names+=("$name") now_tenants+=("$tenant") now_namespaces+=("$namespace")
  done <"$work/stale"
  kinds=("${now_kinds[@]}") names=("${now_names[@]}") tenants=("${now_tenants[@]}") namespaces=("${now_namespaces[@]}")
  if await_running; then
    fail "$why(the reasons stand above). The earlier configuration is back: all ${#names[@]} functions and sinks run, none was restarted for $steady s"
  fi
  fail "$why(the reasons stand above). The earlier configuration is back, but is $(not_running)(the reasons stand above): look for the cause outside of the configuration, in the databases, keysets and memory. Messages wait, and nothing is lost"
}

if [[ -n $stopped ]]; then
  roll_back "pulsar-admin stopped while functions and sinks were being changed "
elif [[ -s $work/change.faults ]]; then
  sed "s|$work/||; s| --[a-z]* \"[^\"]*\":|:|" "$work/change.faults" >&2
  roll_back "some functions or sinks were not deployed "
elif ! await_running; then
  roll_back "$(not_running)"
fi

# 5. Everything runs. A canary record proves that it also works: each function processes it, and each table accepts its rows, in
# transactions that the sinks roll back.
# send_canary: sends it and sets $canary to the result. Status 1: a unit does not process it; 2: it cannot be sent; 3: it waits in a backlog.
send_canary() {
  local lib jar=$root/$(field "$root/functions/tokenize.yaml" jar) java=java i input output
  lib=$(dirname "$admin")/../lib canary=
  if [[ -n ${SIGILO_NO_CANARY:-} ]]; then
    return
  elif ! compgen -G "$lib/*pulsar-client-original-*.jar" >/dev/null; then
    canary="no canary record is sent, as there is no Pulsar distribution around $admin"
    return
  fi
  [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
  for i in "${!names[@]}"; do
    output=$(field "${files[i]}" output)
    while read -r input; do
      echo "${kinds[i]} ${tenants[i]} ${namespaces[i]} ${names[i]} $(field "${files[i]}" subName)$(field "${files[i]}" sourceSubscriptionName) $input ${output:--}"
    done < <(inputs "${files[i]}")
    sed -nE 's/^  rejectedTopic: +([^ #]+).*/rejects \1/p; s/^  convertedInput: +([^ #]+).*/converted \1/p' "${files[i]}"
  done >"$work/canary"
  canary=$(SIGILO_BROKER_URL=${SIGILO_BROKER_URL:-${SIGILO_ADMIN_URL:-}} "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -Dorg.apache.logging.log4j.level=OFF -cp "$jar:$lib/*" dev.sigilo.deploy.CanaryRun <"$work/canary" 2>"$work/canary.faults" | tail -1; exit "${PIPESTATUS[0]}")
}
sent=0
send_canary || sent=$?
case $sent in
  0) [[ -z $canary ]] || say "$canary" ;;
  3) say "$canary. Nothing is lost; \`sigilo status\` shows the backlog" ;;
  1)
    say "$canary" >&2
    roll_back "the canary record did not get through " ;;
  *) uncertain="the canary record could not be sent: ${canary:-$(tail -1 "$work/canary.faults")}; set SIGILO_BROKER_URL, or SIGILO_NO_CANARY=1 to do without" ;;
esac

# Record what runs.
for i in ${changed[@]+"${changed[@]}"}; do record "$i"; done >>"$work/record"
[[ ! -s $work/record ]] || patiently "recording what runs" "$work/record"
trap - INT TERM
# Delete code that nothing runs any more.
if [[ -n ${SIGILO_CODE_DIR:-} ]]; then
  for file in "$SIGILO_CODE_DIR"/*; do
    printf 'file://%s\n' "$file" | grep -qxFf <(printf '%s\n' "${places[@]}") || rm -f "$file"
  done
fi
say "all ${#names[@]} functions and sinks run, none was restarted for $steady s (${SECONDS} s)"
[[ -z ${uncertain:-} ]] || fail "$uncertain"
