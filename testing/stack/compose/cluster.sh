#!/usr/bin/env bash
# Starts one server of docker-compose.cluster.yml in its container:
#
#   cluster.sh zookeeper | init | bookie | broker | worker | proxy
#
# `init` writes the cluster's metadata once and exits. The container's host name is the server's name in the cluster.
set -euo pipefail
cd /pulsar
server=$1
name=$(hostname)
# Not empty, because then Pulsar would use its own default.
export PULSAR_GC_LOG=" "
export PULSAR_GC="${PULSAR_GC:--XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError}"
metadata=zk:zookeeper:2181
cluster=sigilo

set_property() { # FILE KEY VALUE
  if grep -q "^$2=" "$1"; then sed -i "s|^$2=.*|$2=$3|" "$1"; else printf '\n%s=%s\n' "$2" "$3" >>"$1"; fi
}
set_yaml() { # KEY VALUE, in functions_worker.yml
  sed -i "/^$1:/d" conf/functions_worker.yml
  printf '%s: %s\n' "$1" "$2" >>conf/functions_worker.yml
}

# Each server gets only the credentials that it needs, as files that only its user may read. They are not kept in the
# environment, because functions and sinks may refer to it.
credentials=/pulsar/conf/credentials
mkdir -p -m 700 "$credentials"
(
  umask 077
  [[ -z ${SIGILO_PULSAR_KEY:-} ]] || base64 -d <<<"$SIGILO_PULSAR_KEY" >"$credentials/broker.key"
  for role in broker worker functions; do
    variable=SIGILO_PULSAR_${role^^}_TOKEN
    [[ -z ${!variable:-} ]] || printf '%s' "${!variable}" >"$credentials/$role.jwt"
  done
)
unset SIGILO_PULSAR_KEY SIGILO_PULSAR_BROKER_TOKEN SIGILO_PULSAR_WORKER_TOKEN SIGILO_PULSAR_FUNCTIONS_TOKEN
token_plugin=org.apache.pulsar.client.impl.auth.AuthenticationToken
token_provider=org.apache.pulsar.broker.authentication.AuthenticationProviderToken

case $server in
  zookeeper)
    exec bin/pulsar zookeeper
    ;;
  init)
    # Stored in ZooKeeper's volume, so that both are deleted together.
    written=/pulsar/data/zookeeper/sigilo-cluster
    if [[ ! -e $written ]]; then
      export PULSAR_EXTRA_OPTS=-XX:TieredStopAtLevel=1
      bin/pulsar initialize-cluster-metadata --cluster "$cluster" --metadata-store "$metadata" --configuration-store "$metadata" \
        --web-service-url http://broker-1:8080,broker-2:8080 --broker-service-url pulsar://broker-1:6650,broker-2:6650
      : >"$written"
    fi
    ;;
  bookie)
    conf=conf/bookkeeper.conf
    set_property $conf metadataServiceUri "metadata-store:$metadata"
    # Identify the bookie by name, because a new container may have another address.
    set_property $conf bookieId "$name:3181"
    set_property $conf advertisedAddress "$name"
    set_property $conf httpServerEnabled true
    set_property $conf dbStorage_writeCacheMaxSizeMb 32
    set_property $conf dbStorage_readAheadCacheMaxSizeMb 16
    set_property $conf dbStorage_rocksDB_blockCacheSize 16777216
    exec bin/pulsar bookie
    ;;
  broker)
    conf=conf/broker.conf
    set_property $conf clusterName "$cluster"
    set_property $conf metadataStoreUrl "$metadata"
    set_property $conf configurationMetadataStoreUrl "$metadata"
    set_property $conf advertisedAddress "$name"
    # Other servers connect to the broker's name, and programs on this machine to the published port. The broker
    # advertises to each client the address for the port that it connected to.
    set_property $conf brokerServicePort 6650
    set_property $conf bindAddresses "external:pulsar://0.0.0.0:$SIGILO_EXTERNAL_PORT"
    set_property $conf advertisedListeners "internal:pulsar://$name:6650,external:pulsar://127.0.0.1:$SIGILO_EXTERNAL_PORT"
    set_property $conf internalListenerName internal
    # There are three bookies, and each entry is stored on two of them before it is confirmed. With 3/3/2 the failure of
    # one bookie would stop all writing, because an ensemble of three needs three running bookies.
    set_property $conf managedLedgerDefaultEnsembleSize 2
    set_property $conf managedLedgerDefaultWriteQuorum 2
    set_property $conf managedLedgerDefaultAckQuorum 2
    set_property $conf managedLedgerCacheSizeMB 32
    set_property $conf numHttpServerThreads 8
    set_property $conf functionsWorkerEnabled false
    set_property $conf authenticationEnabled true
    set_property $conf authenticateMetricsEndpoint true
    set_property $conf authenticationProviders "$token_provider"
    set_property $conf tokenSecretKey "file://$credentials/broker.key"
    set_property $conf authorizationEnabled true
    # The worker reads the cluster's configuration and keeps its own topics, which Pulsar allows only to superusers.
    set_property $conf superUserRoles admin,broker,worker
    set_property $conf brokerClientAuthenticationPlugin "$token_plugin"
    set_property $conf brokerClientAuthenticationParameters "file://$credentials/broker.jwt"
    exec bin/pulsar broker
    ;;
  worker)
    set_yaml workerId "$name"
    set_yaml workerHostname "$name"
    set_yaml configurationMetadataStoreUrl "$metadata"
    set_yaml pulsarServiceUrl pulsar://broker-1:6650,broker-2:6650
    set_yaml pulsarWebServiceUrl http://broker-1:8080,broker-2:8080
    set_yaml pulsarFunctionsCluster "$cluster"
    # Code is uploaded to BookKeeper. There are two copies, so that one of three bookies may be down during a
    # deployment.
    set_yaml numFunctionPackageReplicas 2
    set_yaml initializedDlogMetadata true
    set_yaml authenticationEnabled true
    set_yaml authorizationEnabled true
    set_yaml authenticationProviders "['$token_provider']"
    set_yaml properties "{tokenSecretKey: 'file://$credentials/broker.key'}"
    set_yaml superUserRoles '[admin, broker, worker]'
    # Without a value the worker fails when it authorizes a call.
    set_yaml proxyRoles '[]'
    # The worker's credential for brokers and the other worker, then the one of its functions and sinks
    # (OwnRoleProcesses).
    set_yaml brokerClientAuthenticationPlugin "$token_plugin"
    set_yaml brokerClientAuthenticationParameters "'file://$credentials/worker.jwt'"
    set_yaml clientAuthenticationPlugin "$token_plugin"
    set_yaml clientAuthenticationParameters "'file://$credentials/functions.jwt'"
    set_yaml functionRuntimeFactoryClassName dev.sigilo.stack.worker.OwnRoleProcesses
    # Many processes start together, so a cheap start matters more than speed later. (The health check interval stays at
    # Pulsar's 30 s: a process exits if it was not checked for three times as long, and on a loaded machine the start
    # can easily take that long.)
    set_yaml additionalJavaRuntimeArguments "['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']"
    set_yaml failureCheckFreqMs 10000
    # Rebalance, so that both workers have work again after one has returned.
    set_yaml rebalanceCheckFreqSec 60
    export PULSAR_EXTRA_CLASSPATH=/sigilo/testing/stack/target/classes
    exec bin/pulsar functions-worker
    ;;
  proxy)
    # One address for the admin API of brokers and workers. The proxy forwards the caller's token and has no credential
    # itself, so brokers and workers decide on access.
    conf=conf/proxy.conf
    set_property $conf clusterName "$cluster"
    # It finds the running brokers in the metadata, so it needs no list of addresses.
    set_property $conf metadataStoreUrl "$metadata"
    set_property $conf configurationMetadataStoreUrl "$metadata"
    set_property $conf functionWorkerWebServiceURL http://workers:6750
    exec bin/pulsar proxy
    ;;
  *)
    echo "cluster.sh: unknown server $server; use zookeeper, init, bookie, broker, worker or proxy" >&2
    exit 1
    ;;
esac
