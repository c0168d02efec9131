#!/usr/bin/env bash
# Starts Pulsar standalone in its container, set up for Sigilo.
set -euo pipefail
cd /pulsar

# What Pulsar knows its clients by: into files of this container that its user alone may read, and out of the environment,
# which functions and sinks may refer to.
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
# Also the bookie's name in the metadata, which must be the same after the container was made anew.
set_property conf/standalone.conf advertisedAddress 127.0.0.1
set_property conf/standalone.conf brokerServicePort "${SIGILO_PULSAR_PORT:-6650}"
# The broker tells each client the address that matches the port it came in on: programs on this machine the published port, and the
# deploy container this container's name.
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

# Whoever comes needs a token, and may do what pulsar-config/permissions.conf says.
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

# Certificates, where there are some (docker-compose.tls.yml). What is inside of this container goes on over loopback.
if [[ -n ${SIGILO_TLS:-} ]]; then
  set_property conf/standalone.conf brokerServicePortTls "${SIGILO_PULSAR_TLS_PORT:-6651}"
  set_property conf/standalone.conf webServicePortTls 8443
  set_property conf/standalone.conf tlsCertificateFilePath "$SIGILO_TLS/server.pem"
  set_property conf/standalone.conf tlsKeyFilePath "$SIGILO_TLS/server.key"
  set_property conf/standalone.conf tlsTrustCertsFilePath "$SIGILO_TLS/ca.pem"
fi

# Functions and sinks run in threads of this process, from files that the deploy container put into the shared volume: what
# is uploaded, standalone would look for in its own web service, which is not there yet when it starts them again.
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

# The classes that give functions and sinks a role of their own.
export PULSAR_EXTRA_CLASSPATH=/sigilo/testing/stack/target/classes
# Not empty, which would mean Pulsar's own choice.
export PULSAR_GC_LOG=" "
if [[ -d /pulsar/data/metadata ]]; then
  # After a kill: see the class for what Pulsar would do otherwise.
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -cp "$PULSAR_EXTRA_CLASSPATH:lib/*" dev.sigilo.stack.worker.StaleRegistrations \
    /pulsar/data/metadata
fi
exec bin/pulsar standalone --no-stream-storage \
  --metadata-dir /pulsar/data/metadata --bookkeeper-dir /pulsar/data/bookkeeper
