#!/usr/bin/env bash
# Starts Pulsar standalone in its container, set up for Sigilo.
set -euo pipefail
cd /pulsar

# Move the credentials from the environment, which functions and sinks may refer to, into files of this container that
# only its user may read.
credentials=/pulsar/conf/credentials
mkdir -p -m 700 "$credentials"
(
  umask 077
  base64 -d <<<"$SIGILO_PULSAR_KEY" >"$credentials/broker.key"
  printf '%s' "$SIGILO_PULSAR_BROKER_TOKEN" >"$credentials/broker.jwt"
  printf '%s' "$SIGILO_PULSAR_FUNCTIONS_TOKEN" >"$credentials/functions.jwt"
)
unset SIGILO_PULSAR_KEY SIGILO_PULSAR_BROKER_TOKEN SIGILO_PULSAR_FUNCTIONS_TOKEN

set_property() { # FILE KEY VALUE
  if grep -q "^$2=" "$1"; then sed -i "s|^$2=.*|$2=$3|" "$1"; else printf '\n%s=%s\n' "$2" "$3" >>"$1"; fi
}
# This is also the bookie's name in the metadata, which must not change when the container is recreated.
set_property conf/standalone.conf advertisedAddress 127.0.0.1
set_property conf/standalone.conf brokerServicePort "${SIGILO_PULSAR_PORT:-6650}"
# The broker advertises to each client the address for the port that it connected to: the published port to programs on
# this machine, and this container's name to the deploy container.
scheme=pulsar
external=external:pulsar://127.0.0.1:${SIGILO_PULSAR_PORT:-6650}
if [[ -n ${SIGILO_TLS:-} ]]; then
  scheme=pulsar+ssl
  external+=,external:pulsar+ssl://127.0.0.1:${SIGILO_PULSAR_TLS_PORT:-6651}
fi
set_property conf/standalone.conf bindAddresses "containers:$scheme://0.0.0.0:6649"
set_property conf/standalone.conf advertisedListeners "$external,containers:$scheme://pulsar:6649"
set_property conf/standalone.conf internalListenerName external
set_property conf/standalone.conf managedLedgerCacheSizeMB 64
set_property conf/standalone.conf dbStorage_writeCacheMaxSizeMb 64
set_property conf/standalone.conf dbStorage_readAheadCacheMaxSizeMb 32

# Every client needs a token; pulsar-config/permissions.conf defines its rights.
token_plugin=org.apache.pulsar.client.impl.auth.AuthenticationToken
set_property conf/standalone.conf authenticationEnabled true
# By default Pulsar serves metrics without authentication.
set_property conf/standalone.conf authenticateMetricsEndpoint true
set_property conf/standalone.conf authenticationProviders org.apache.pulsar.broker.authentication.AuthenticationProviderToken
set_property conf/standalone.conf tokenSecretKey "file://$credentials/broker.key"
set_property conf/standalone.conf authorizationEnabled true
set_property conf/standalone.conf superUserRoles admin,broker
set_property conf/standalone.conf brokerClientAuthenticationPlugin "$token_plugin"
set_property conf/standalone.conf brokerClientAuthenticationParameters "file://$credentials/broker.jwt"

# Certificates, if there are any (docker-compose.tls.yml). Connections inside this container still use loopback.
if [[ -n ${SIGILO_TLS:-} ]]; then
  set_property conf/standalone.conf brokerServicePortTls "${SIGILO_PULSAR_TLS_PORT:-6651}"
  set_property conf/standalone.conf webServicePortTls 8443
  set_property conf/standalone.conf tlsCertificateFilePath "$SIGILO_TLS/server.pem"
  set_property conf/standalone.conf tlsKeyFilePath "$SIGILO_TLS/server.key"
  set_property conf/standalone.conf tlsTrustCertsFilePath "$SIGILO_TLS/ca.pem"
fi

# Functions and sinks run in threads of this process, from files that the deploy container copied to the shared volume.
# If they were uploaded, standalone would look for them in its own web service, which does not run yet when it restarts
# them.
sed -i \
  -e 's|^instanceLivenessCheckFreqMs:.*|instanceLivenessCheckFreqMs: 5000|' \
  -e 's|^functionRuntimeFactoryClassName:.*|functionRuntimeFactoryClassName: dev.sigilo.stack.worker.OwnRoleThreads|' \
  -e '/^    \(logDirectory\|javaInstanceJarLocation\|pythonInstanceLocation\|extraFunctionDependenciesDir\|threadGroupName\):/d' \
  -e 's|^functionRuntimeFactoryConfigs:.*|functionRuntimeFactoryConfigs:\n    threadGroupName: sigilo|' \
  -e '/^clientAuthentication/d' \
  -e "\$a clientAuthenticationPlugin: $token_plugin" \
  -e "\$a clientAuthenticationParameters: file://$credentials/functions.jwt" \
  -e 's|^additionalEnabledConnectorUrlPatterns:.*|additionalEnabledConnectorUrlPatterns: ["file:///pulsar/data/code/.*"]|' \
  -e 's|^additionalEnabledFunctionsUrlPatterns:.*|additionalEnabledFunctionsUrlPatterns: ["file:///pulsar/data/code/.*"]|' \
  conf/functions_worker.yml

# The classes that give functions and sinks a separate role.
export PULSAR_EXTRA_CLASSPATH=/sigilo/testing/stack/target/classes
# Not empty, because then Pulsar would use its own default.
export PULSAR_GC_LOG=" "
if [[ -d /pulsar/data/metadata ]]; then
  # Needed after a kill; the class describes what Pulsar would do otherwise.
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -cp "$PULSAR_EXTRA_CLASSPATH:lib/*" dev.sigilo.stack.worker.StaleRegistrations \
    /pulsar/data/metadata
fi
exec bin/pulsar standalone --no-stream-storage \
  --metadata-dir /pulsar/data/metadata --bookkeeper-dir /pulsar/data/bookkeeper
