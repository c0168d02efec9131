#!/usr/bin/env bash
# Sets up Sigilo on a Pulsar cluster: tenant, namespaces, topics, subscriptions, functions, sinks. Run it again at any
# time: what is there is kept, what changed is updated, and the result is the same.
#
#   PULSAR_HOME=/opt/pulsar pulsar-config/deploy.sh
#
# It speaks to the cluster through pulsar-admin (and pulsar-shell, its batch mode), which must be of the cluster's version.
# Everything it sets up is described by the files beside it: namespaces.conf, permissions.conf, scale.conf,
# functions/*.yaml, sinks/*.yaml.
#
#   PULSAR_HOME, PULSAR_ADMIN   where pulsar-admin is, if not on the PATH
#   PULSAR_CLIENT_CONF          address and credentials (default: the distribution's conf/client.conf)
#   SIGILO_ADMIN_URL            another address than the one in client.conf
#   SIGILO_PULSAR_TOKEN_FILE    a file with the token of a role that may administer, in place of what client.conf says;
#                               or SIGILO_PULSAR_TOKEN, the token itself
#   SIGILO_TLS_CA               a PEM file with the certificates that the cluster's are under, where it speaks TLS
#   SIGILO_CODE_DIR             a folder that the functions workers see under the same path: code is put there and not
#                               uploaded. Their functions_worker.yml must allow it (additionalEnabled...UrlPatterns)
#   SIGILO_POLICY               the policy in place of the one that the YAML names, as safe-harbor
#   SIGILO_TOKEN_KEYSET, SIGILO_SEALING_KEYSET
#                               the keysets that the functions will use, or their files (…_FILE). They are only compared
#                               with those recorded for the log, and are not sent anywhere. The first deployment needs
#                               them, or their lineages (printed by `sigilo keys list`) in SIGILO_TOKEN_LINEAGE and
#                               SIGILO_SEALING_LINEAGE
#   SIGILO_NEW_KEYS             not empty: accept different keysets than before. Only if the log is empty
#   SIGILO_NEW_POLICY           not empty: deploy a policy of another name than before. Its rows wait until
#                               `sigilo retokenize --policy NAME` has given it db_query and replaced every row
#   SIGILO_SCALE_FILE           another file in place of scale.conf
#   SIGILO_PARTITIONS           partitions of the topics, in place of the number in scale.conf
#   SIGILO_PARALLELISM          instances of functions and sinks, in place of the number in scale.conf
#   SIGILO_TOPICS_ONLY          not empty: topics, subscriptions and permissions alone. What is published from then on waits for
#                               the first deployment, or for somebody else's, as Function Mesh (kubernetes/)
#   SIGILO_WAIT_SECONDS         how long to wait for the cluster and for what was started (default 120)
#   SIGILO_STEADY_SECONDS       how long everything must run without a restart to count as running (default 10)
#   SIGILO_ADMIN_OPTS           more options for the JVM of pulsar-admin
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[[ $# -eq 0 ]] || { sed -n '2,/^set -/p' "$0" | sed '$d; s/^# \{0,1\}//'; [[ $1 == --help || $1 == -h ]]; exit; }
find_tools

# resolve UNIT CODE: the YAML of a unit as pulsar-admin takes it: with the place of the code, the instances that scale.conf says,
# and userConfig.xFile replaced by x with the file's text, because a function cannot read files of this machine. A shard's sink
# has a name, partitions and a database of its own.
resolve() {
  local yaml=${yamls[$1]} name shards
  name=$(field "$yaml" name) shards=$(width shards "$name")
  awk -v root="$root" -v code="$2" -v policy="${SIGILO_POLICY:-}" -v shards="$shards" -v shard="${shard_of[$1]}" \
    -v token="$token_lineage" -v sealing="$sealing_lineage" -v tokens="$(grep -c '^  TOKEN_KEYSET:' "$yaml")" \
    -v seals="$(grep -c '^  SEALING_KEYSET:' "$yaml")" -v parallelism="$(width parallelism "$name")" -v partitions="$(width partitions "$(inputs "$yaml" | head -1)")" '
    # The input of a shard is its partitions, each with all that is said of the topic.
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
    section == "userConfig:" && /^  [A-Za-z]+File:/ {
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

# place_of YAML: where the workers get the code from: a path, which is uploaded, or an address.
place_of() {
  local code name
  code=$(field "$1" jar)$(field "$1" archive)
  [[ $code == /* || $code == *://* ]] || code=$root/$code
  if [[ $code != *://* ]]; then
    [[ -r $code ]] || fail "$code is not there, which $1 needs; build it: mvn -q package -DskipTests"
    if [[ -n ${SIGILO_CODE_DIR:-} ]]; then
      # Under a name of its own: what runs must not change when somebody builds.
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
  answer "namespaces get-properties $log_namespace" | sed -nE "s/.*sigilo[.]lineage[.]$1[\" ]*[:=][ \"]*([0-9a-f]{32}).*/\1/p" | head -1
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
      ! answer "topics partitioned-stats $log" | grep -qE '"storageSize" : [1-9]' ||
        fail "SIGILO_NEW_KEYS is for an empty log, but $log contains data made with the $purpose keyset of lineage $known; to discard it, first delete the topic and empty both databases. No function or sink was changed"
    fi
    printf -v "${purpose}_lineage" %s "${given:-$known}"
  done
}
# lineage_questions: the commands whose answers check_lineages needs.
lineage_questions() { printf '%s\n' "namespaces get-properties $log_namespace" "topics partitioned-stats $log"; }

# Writes a line `NAME VERSION HASH` for each policy that the functions use, after the same checks that the functions make.
read_policies() {
  local yaml file logger jar=$root/$(field "$root/functions/tokenize.yaml" jar) java=java
  local -a policies=()
  # The function jars contain no logging library, so take it from the Pulsar distribution.
  logger=$({ find "$(dirname "$admin")/../lib/" -name '*slf4j-api-*.jar' 2>/dev/null || true; } | head -1)
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
# known_policy NAME VERSION: prints the content hash that was deployed under this version; nothing if none was.
known_policy() {
  answer "namespaces get-properties $log_namespace" | sed -nE "s/.*sigilo[.]policy[.]$1[.]$2[\" ]*[:=][ \"]*([0-9a-f]{32}).*/\1/p" | head -1
}
# current_policy: prints the name of the policy that the log's newest events were made with; nothing if it is not recorded. Deployments
# older than this property recorded only the versions: if those are all of one policy, it is that one.
current_policy() {
  local properties
  properties=$(answer "namespaces get-properties $log_namespace")
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
    if [[ -n $current && $current != "$name" && -z ${SIGILO_NEW_POLICY:-} ]] && answer "topics partitioned-stats $log" | grep -qE '"storageSize" : [1-9]'; then
      fail "the rows belong to policy $current, and rows of policy $name beside them could be joined to them. Another recipient needs databases of its own (docs/POLICY.md). To replace every row, deploy with SIGILO_NEW_POLICY=1, then run \`sigilo retokenize --policy $name\`. No function or sink was changed"
    fi
  done <"$work/policies"
}

check_scale
list_units
[[ -n ${SIGILO_TOPICS_ONLY:-} ]] || read_policies
if [[ -z ${SIGILO_TOPICS_ONLY:-} ]]; then
  given_lineages
  if [[ -z $token_lineage || -z $sealing_lineage ]]; then
    lineage_questions >"$work/lineages"
    patiently "reading what the log belongs to" "$work/lineages"
    check_lineages
  fi
fi
# Of each unit: tenant, namespace, resolved YAML, digest of it and of its code.
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

# What is wrong with the partitions of a topic that is there, in words that say what to do.
explain_partitions() {
  local topic
  sed -nE 's/^topics update-partitioned-topic --partitions ([0-9]+) ([^ ]+): .*/\1 \2/p' "$work/faults" | while read -r wide topic; do
    echo "$topic cannot be given $wide partitions: partitions cannot shrink, and a topic made without any cannot be given some. Set scale.conf to what is there, or move the messages to a topic of another name"
  done
}

# 1. Tenants, namespaces, topics, subscriptions, all before the first message; and what is deployed already.
settings=$(sed 's/#.*//' "$root/namespaces.conf" | awk 'NF')
namespace_settings() {
  awk '$1 == "namespace" { target = $2; $1 = $2 = ""; print "namespaces" substr($0, 2) " " target }' <<<"$settings"
}
permissions=$(sed 's/#.*//' "$root/permissions.conf" | awk 'NF')
all_namespaces=$( { sed -E 's|persistent://([^/]+/[^/]+)/.*|\1|' <<<"$all_topics"
  awk '$1 == "namespace" { print $2 }' <<<"$settings"
  for i in "${!names[@]}"; do echo "${tenants[i]}/${namespaces[i]}"; done; } | sort -u)
{
  cut -d/ -f1 <<<"$all_namespaces" | sort -u | sed 's/^/tenants create /'
  sed 's/^/namespaces create /' <<<"$all_namespaces"
  namespace_settings | { grep -v '^namespaces set-retention ' || true; }
  while read -r topic; do
    # Always with partitions, if only one: a topic without any can never be given some.
    echo "topics get-partitioned-topic-metadata $topic"
    echo "topics create-partitioned-topic --partitions $(width partitions "$topic") $topic"
    echo "topics update-partitioned-topic --partitions $(width partitions "$topic") $topic"
  done <<<"$all_topics"
  for yaml in "${functions[@]}" "${sinks[@]}"; do
    subscription=$(field "$yaml" subName)$(field "$yaml" sourceSubscriptionName)
    inputs "$yaml" | sed "s/^/topics create-subscription --messageId earliest --subscription $subscription /"
  done
  # Not before there are subscriptions: it may delete what was published to a topic that somebody made before us.
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
  lineage_questions
} >"$work/prepare"
patiently "setting up the topics" "$work/prepare" explain_partitions
while read -r topic; do
  before=$(answer "topics get-partitioned-topic-metadata $topic" | sed -nE 's/.*"?partitions"? *: *([0-9]+).*/\1/p' | head -1)
  wide=$(width partitions "$topic")
  if [[ -n $before && $before -gt 0 && $before -lt $wide ]]; then
    say "$topic grew from $before to $wide partitions. Who is connected uses them within a minute; keys move to other partitions, and what is said of one record is told in its order again once the messages of before are read"
  fi
done <<<"$all_topics"
say "$(wc -l <<<"$all_topics" | tr -d ' ') topics in $(wc -l <<<"$all_namespaces" | tr -d ' ') namespaces are ready at $admin_url"
if [[ -e $work/unauthorized ]]; then
  say "this cluster authorizes nobody: whoever reaches it may read what producers send. SECURITY.md says what to set"
fi
[[ -z ${SIGILO_TOPICS_ONLY:-} ]] || exit 0
check_lineages
check_policies

# 2. Functions and sinks. What was deployed is remembered as a property of its namespace, so that only what changed is
# sent again.
for purpose in token sealing; do
  lineage=${purpose}_lineage
  [[ $(known_lineage "$purpose") == "${!lineage}" ]] ||
    echo "namespaces set-property --key sigilo.lineage.$purpose --value ${!lineage} $log_namespace"
done >"$work/change"
while read -r name version hash; do
  [[ $(known_policy "$name" "$version") == "$hash" ]] ||
    echo "namespaces set-property --key sigilo.policy.$name.$version --value $hash $log_namespace"
done <"$work/policies" >>"$work/change"
policy=$(tail -1 "$work/policies" | cut -d' ' -f1)
[[ -z $policy || $policy == "$(current_policy)" ]] || echo "namespaces set-property --key sigilo.current-policy --value $policy $log_namespace" >>"$work/change"
changed=()
for i in "${!names[@]}"; do
  namespace=${tenants[i]}/${namespaces[i]}
  listed=$(answer "${kinds[i]}s list --tenant ${tenants[i]} --namespace ${namespaces[i]}" | grep -cxE "\W*${names[i]}\W*" || true)
  before=$(answer "namespaces get-properties $namespace" | sed -nE "s/.*(^|[^a-z.-])sigilo[.]${names[i]}[\" ]*[:=][ \"]*([0-9a-f]{32}).*/\2/p" | head -1)
  if [[ $listed -gt 0 && $before == "${digests[i]}" ]]; then continue; fi
  # Where the cluster keeps code as packages, those of a deleted function stay, and refuse the new one.
  package=${kinds[i]}://${tenants[i]}/${namespaces[i]}/${names[i]}
  answer "packages list-versions $package" | sed -nE "s|^\"?([0-9]+)\"?,?$|packages delete $package@\1|p" >"$work/${names[i]}.packages"
  verb=update
  if [[ $listed -eq 0 ]]; then
    verb=create
    cat "$work/${names[i]}.packages" >>"$work/change"
  fi
  # The code is named again: pulsar-admin takes an address from its options alone.
  option=jar
  [[ ${kinds[i]} == function ]] || option=archive
  echo "${kinds[i]}s $verb --${kinds[i]}-config-file \"${files[i]}\" --$option \"${places[i]}\"" >>"$work/change"
  changed+=("$i")
done
# A sink without shards and its shards exclude each other, and so do two numbers of shards.
for yaml in "${sinks[@]}"; do
  name=$(field "$yaml" name) space="--tenant $(field "$yaml" tenant) --namespace $(field "$yaml" namespace)"
  answer "sinks list $space" | { grep -xE "\W*$name(-[0-9]+)?\W*" || true; } | tr -cd 'a-zA-Z0-9_\n-' |
    { grep -vxFf <(printf '%s\n' "${names[@]}") || true; } | sort -u | sed "s/^/sinks delete $space --name /"
done >"$work/stale"
if [[ -s $work/stale ]]; then
  batch "$work/stale"
  say "deleted $(sed 's/.* //' "$work/stale" | tr '\n' ' ')that scale.conf no longer names; their subscriptions stay"
fi
if [[ -s $work/change ]]; then
  batch "$work/change"
  # Ordering, guarantees and inputs cannot be altered in place. Subscription and messages outlive a sink or function, so
  # nothing is lost where it is made anew.
  { grep 'cannot be altered' "$work/faults" || true; } | sed -E 's/: [^"]*$//' | while IFS= read -r command; do
    file=$(sed -E 's/^[a-z]+ update --[a-z]+-config-file "([^"]+)".*/\1/' <<<"$command")
    echo "${command%% *} delete --tenant $(field "$file" tenant) --namespace $(field "$file" namespace) --name $(field "$file" name)"
    cat "${file%.yaml}.packages"
    sed 's/ update / create /' <<<"$command"
  done >"$work/anew"
  if [[ -s $work/anew ]]; then
    grep -v 'cannot be altered' "$work/faults" >"$work/change.faults" || true
    batch "$work/anew"
    cat "$work/faults" >>"$work/change.faults"
  else
    cp "$work/faults" "$work/change.faults"
  fi
fi
good=()
: >"$work/properties"
for i in ${changed[@]+"${changed[@]}"}; do
  if ! grep -qF "\"${files[i]}\"" "$work/change.faults"; then
    echo "namespaces set-property --key sigilo.${names[i]} --value ${digests[i]} ${tenants[i]}/${namespaces[i]}" >>"$work/properties"
    good+=("${names[i]}")
  fi
done
say "${#good[@]} deployed${good[*]:+ (${good[*]})}, $((${#names[@]} - ${#changed[@]})) unchanged"
if [[ -s $work/change ]] && [[ -s $work/change.faults ]]; then
  [[ ! -s $work/properties ]] || batch "$work/properties"
  sed "s|$work/||; s| --[a-z]* \"[^\"]*\":|:|" "$work/change.faults" >&2
  fail "some functions or sinks were not deployed; the reasons stand above"
fi

# 3. Wait until every instance keeps running: Pulsar restarts one that fails to start again and again, and each time it appears to run briefly.
steady=${SIGILO_STEADY_SECONDS:-10} limit=$((SECONDS + ${SIGILO_WAIT_SECONDS:-120})) pause=0 since= restarts_before=()
# reason UNIT STATUS: prints why a unit does not run. Only Sigilo's own error texts are printed: any other may quote a message.
reason() {
  local error
  error=$(sed -nE 's/.*"error" : "(.+)",?$/\1/p' <<<"$2" | head -1)
  if [[ -z $error ]]; then return; fi
  grep -E "^([A-Za-z0-9_.$]+: )*${names[$1]} cannot (start|run): " <<<"$error" | sed -E 's/^([A-Za-z0-9_.$]+: )*//; s/( *\\[nr])+ */; /g; s/\\(["\\])/\1/g' ||
    echo "${names[$1]} was ended by an error that may quote a message; \`pulsar-admin ${kinds[$1]}s status --tenant ${tenants[$1]} --namespace ${namespaces[$1]} --name ${names[$1]}\` shows it"
}
while
  { cat "$work/properties"
    for i in "${!names[@]}"; do
      echo "${kinds[i]}s status --tenant ${tenants[i]} --namespace ${namespaces[i]} --name ${names[i]}"
    done; } >"$work/status"
  batch "$work/status"
  [[ ! -s $work/faults ]] && : >"$work/properties"
  waiting=()
  for i in "${!names[@]}"; do
    status=$(answer "${kinds[i]}s status --tenant ${tenants[i]} --namespace ${namespaces[i]} --name ${names[i]}")
    count() { sed -nE "s/.*\"$1\" : ([0-9]+).*/\1/p" <<<"$status" | head -1; }
    restarts=$(sed -nE 's/.*"numRestarts" : ([0-9]+).*/\1/p' <<<"$status" | awk '{ sum += $1 } END { print sum + 0 }')
    reason "$i" "$status" >"$work/reason"
    [[ ! -s $work/reason ]] || mv "$work/reason" "$work/${names[i]}.reason"
    if [[ -z $(count numRunning) || $(count numRunning) -lt $(count numInstances) || $(count numInstances) -eq 0 ||
      $restarts -ne ${restarts_before[i]:-$restarts} ]]; then
      waiting+=("$i")
    fi
    restarts_before[i]=$restarts
  done
  if ((${#waiting[@]})); then since=; else since=${since:-$SECONDS}; fi
  ((${#waiting[@]} || SECONDS - since < steady))
do
  if ((SECONDS >= limit && ${#waiting[@]})); then
    for i in "${waiting[@]}"; do
      [[ -s $work/${names[i]}.reason ]] ||
        echo "${names[i]} does not run, or is started again and again, and gives no reason" >"$work/${names[i]}.reason"
      say "$(<"$work/${names[i]}.reason")" >&2
    done
    fail "not running after ${SIGILO_WAIT_SECONDS:-120} s: $(for i in "${waiting[@]}"; do printf '%s ' "${names[i]}"; done)(the reasons stand above, more is in the logs of the functions worker)"
  fi
  sleep $((pause < 5 ? ++pause : 5))
done
# Code that nothing runs any more.
if [[ -n ${SIGILO_CODE_DIR:-} ]]; then
  for file in "$SIGILO_CODE_DIR"/*; do
    printf 'file://%s\n' "$file" | grep -qxFf <(printf '%s\n' "${places[@]}") || rm -f "$file"
  done
fi
say "all ${#names[@]} functions and sinks run, none was restarted for $steady s (${SECONDS} s)"
