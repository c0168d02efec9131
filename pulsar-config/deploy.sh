#!/usr/bin/env bash
# Sets up Sigilo on a Pulsar cluster: tenant, namespaces, topics, subscriptions, functions, sinks. Run it again at any
# time: what is there is kept, what changed is updated, and the result is the same.
#
#   PULSAR_HOME=/opt/pulsar pulsar-config/deploy.sh
#
# It speaks to the cluster through pulsar-admin (and pulsar-shell, its batch mode), which must be of the cluster's version.
# Everything it sets up is described by the files beside it: namespaces.conf, functions/*.yaml, sinks/*.yaml.
#
#   PULSAR_HOME, PULSAR_ADMIN   where pulsar-admin is, if not on the PATH
#   PULSAR_CLIENT_CONF          address and credentials (default: the distribution's conf/client.conf)
#   SIGILO_ADMIN_URL            another address than the one in client.conf
#   SIGILO_CODE_DIR             a folder that the functions workers see under the same path: code is put there and not
#                               uploaded. Their functions_worker.yml must allow it (additionalEnabled...UrlPatterns)
#   SIGILO_POLICY               the policy in place of the one that the YAML names, as safe-harbor
#   SIGILO_WAIT_SECONDS         how long to wait for the cluster and for what was started (default 120)
#   SIGILO_ADMIN_OPTS           more options for the JVM of pulsar-admin
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[[ $# -eq 0 ]] || { sed -n '2,/^set -/p' "$0" | sed '$d; s/^# \{0,1\}//'; [[ $1 == --help || $1 == -h ]]; exit; }
find_tools

# resolve FILE CODE: the YAML as pulsar-admin takes it: with the place of the code, and userConfig.xFile replaced by x with
# the file's text, because a function cannot read files of this machine.
resolve() {
  awk -v root="$root" -v code="$2" -v policy="${SIGILO_POLICY:-}" '
    /^(jar|archive):/ { print $1, code; next }
    /^[A-Za-z]/ { section = $1 }
    section == "userConfig:" && /^  [A-Za-z]+File:/ {
      key = $1; sub(/File:$/, "", key)
      file = root "/" (key == "policy" && policy != "" ? "policies/" policy ".yaml" : $2)
      print "  " key ": |2"
      while ((status = (getline line < file)) > 0) print (line == "" ? "" : "    " line)
      if (status < 0) { print FILENAME ": " $1 " names " file ", which cannot be read" > "/dev/stderr"; exit 1 }
      close(file)
      next
    }
    { print }' "$1"
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

# What there is to deploy, each as: kind, name, tenant, namespace, resolved YAML, digest of it and of its code.
[[ -z ${SIGILO_CODE_DIR:-} ]] || mkdir -p "$SIGILO_CODE_DIR"
kinds=() names=() tenants=() namespaces=() files=() digests=() places=()
for yaml in "${functions[@]}" "${sinks[@]}"; do
  name=$(field "$yaml" name)
  file=$work/$name.yaml
  place=$(place_of "$yaml")
  resolve "$yaml" "$place" >"$file" || exit 1
  if [[ $yaml == "$root"/sinks/* ]]; then kinds+=(sink); else kinds+=(function); fi
  names+=("$name") tenants+=("$(field "$yaml" tenant)") namespaces+=("$(field "$yaml" namespace)") files+=("$file") places+=("$place")
  digests+=("$( { cat "$file"; [[ $place == *://* ]] || cat "$place"; } | digest)")
done

# 1. Tenants, namespaces, topics, subscriptions, all before the first message; and what is deployed already.
all_topics=$(for yaml in "${functions[@]}" "${sinks[@]}"; do topics "$yaml"; done | sort -u)
settings=$(sed 's/#.*//' "$root/namespaces.conf" | awk 'NF')
all_namespaces=$( { sed -E 's|persistent://([^/]+/[^/]+)/.*|\1|' <<<"$all_topics"
  awk '$1 == "namespace" { print $2 }' <<<"$settings"
  for i in "${!names[@]}"; do echo "${tenants[i]}/${namespaces[i]}"; done; } | sort -u)
{
  cut -d/ -f1 <<<"$all_namespaces" | sort -u | sed 's/^/tenants create /'
  sed 's/^/namespaces create /' <<<"$all_namespaces"
  awk '$1 == "namespace" { target = $2; $1 = $2 = ""; print "namespaces" substr($0, 2) " " target }' <<<"$settings"
  while read -r topic; do
    partitions=$(awk -v topic="$topic" '$1 == "partitions" && $2 == topic { print $3 }' <<<"$settings")
    if [[ -n $partitions ]]; then
      echo "topics create-partitioned-topic --partitions $partitions $topic"
    else
      echo "topics create $topic"
    fi
  done <<<"$all_topics"
  for yaml in "${functions[@]}" "${sinks[@]}"; do
    subscription=$(field "$yaml" subName)$(field "$yaml" sourceSubscriptionName)
    inputs "$yaml" | sed "s/^/topics create-subscription --messageId earliest --subscription $subscription /"
  done
  awk '$1 == "topic" { target = $2; $1 = $2 = ""; print "topicPolicies" substr($0, 2) " " target }' <<<"$settings"
  for i in "${!names[@]}"; do
    echo "${kinds[i]}s list --tenant ${tenants[i]} --namespace ${namespaces[i]}"
    echo "namespaces get-properties ${tenants[i]}/${namespaces[i]}"
    echo "packages list-versions ${kinds[i]}://${tenants[i]}/${namespaces[i]}/${names[i]}"
  done | sort -u
} >"$work/prepare"
patiently "setting up the topics" "$work/prepare"
say "$(wc -l <<<"$all_topics" | tr -d ' ') topics in $(wc -l <<<"$all_namespaces" | tr -d ' ') namespaces are ready at $admin_url"

# 2. Functions and sinks. What was deployed is remembered as a property of its namespace, so that only what changed is
# sent again.
: >"$work/change"
changed=()
for i in "${!names[@]}"; do
  namespace=${tenants[i]}/${namespaces[i]}
  listed=$(answer "${kinds[i]}s list --tenant ${tenants[i]} --namespace ${namespaces[i]}" | grep -cxE "\W*${names[i]}\W*" || true)
  before=$(answer "namespaces get-properties $namespace" | sed -nE "s/.*(^|[^a-z.-])sigilo[.]${names[i]}[\" ]*[:=][ \"]*([0-9a-f]{32}).*/\2/p" | head -1)
  if [[ $listed -gt 0 && $before == "${digests[i]}" ]]; then continue; fi
  verb=update
  if [[ $listed -eq 0 ]]; then
    verb=create
    # Where the cluster keeps code as packages, those of a deleted function stay, and refuse the new one.
    package=${kinds[i]}://${tenants[i]}/${namespaces[i]}/${names[i]}
    answer "packages list-versions $package" | sed -nE "s|^\"?([0-9]+)\"?,?$|packages delete $package@\1|p" >>"$work/change"
  fi
  # The code is named again: pulsar-admin takes an address from its options alone.
  option=jar
  [[ ${kinds[i]} == function ]] || option=archive
  echo "${kinds[i]}s $verb --${kinds[i]}-config-file \"${files[i]}\" --$option \"${places[i]}\"" >>"$work/change"
  changed+=("$i")
done
if [[ -s $work/change ]]; then
  batch "$work/change"
  cp "$work/faults" "$work/change.faults"
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
  fail "some functions or sinks were not deployed; the reasons stand above. What cannot be updated (ordering, guarantees, the subscription's name) needs undeploy.sh first, which loses nothing"
fi

# 3. Wait until every instance runs.
limit=$((SECONDS + ${SIGILO_WAIT_SECONDS:-120})) pause=0
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
    if [[ -z $(count numRunning) || $(count numRunning) -lt $(count numInstances) || $(count numInstances) -eq 0 ]]; then
      waiting+=("${names[i]}")
      sed -nE 's/.*"error" : "(.+)",?$/\1/p' <<<"$status" | head -1 >"$work/${names[i]}.error"
    fi
  done
  ((${#waiting[@]}))
do
  if ((SECONDS >= limit)); then
    for name in "${waiting[@]}"; do
      printf '%s: %s\n' "$name" "$(grep . "$work/$name.error" || echo 'does not run, and says no more')" >&2
    done
    fail "not running after ${SIGILO_WAIT_SECONDS:-120} s: ${waiting[*]}; the reasons stand above, more in the logs of the functions worker"
  fi
  sleep $((pause < 5 ? ++pause : 5))
done
# Code that nothing runs any more.
if [[ -n ${SIGILO_CODE_DIR:-} ]]; then
  for file in "$SIGILO_CODE_DIR"/*; do
    printf 'file://%s\n' "$file" | grep -qxFf <(printf '%s\n' "${places[@]}") || rm -f "$file"
  done
fi
say "all ${#names[@]} functions and sinks run (${SECONDS} s)"
