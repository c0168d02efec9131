#!/usr/bin/env bash
# Starts Pulsar standalone in its container, set up for Sigilo.
set -euo pipefail
cd /pulsar

set_property() { # FILE KEY VALUE
  sed -i "s|^#* *$2=.*|$2=$3|" "$1"
}
# Also the bookie's name in the metadata, which must be the same after the container was made anew.
set_property conf/standalone.conf advertisedAddress 127.0.0.1
set_property conf/standalone.conf managedLedgerCacheSizeMB 64
set_property conf/standalone.conf dbStorage_writeCacheMaxSizeMb 64
set_property conf/standalone.conf dbStorage_readAheadCacheMaxSizeMb 32

# Functions and sinks run in threads of this process, from files that the deploy container put into the shared volume: what
# is uploaded, standalone would look for in its own web service, which is not there yet when it starts them again.
sed -i \
  -e 's|^instanceLivenessCheckFreqMs:.*|instanceLivenessCheckFreqMs: 5000|' \
  -e 's|^functionRuntimeFactoryClassName:.*|functionRuntimeFactoryClassName: org.apache.pulsar.functions.runtime.thread.ThreadRuntimeFactory|' \
  -e '/^    \(logDirectory\|javaInstanceJarLocation\|pythonInstanceLocation\|extraFunctionDependenciesDir\|threadGroupName\):/d' \
  -e 's|^functionRuntimeFactoryConfigs:.*|functionRuntimeFactoryConfigs:\n    threadGroupName: sigilo|' \
  -e 's|^additionalEnabledConnectorUrlPatterns:.*|additionalEnabledConnectorUrlPatterns: ["file:///pulsar/data/code/.*"]|' \
  -e 's|^additionalEnabledFunctionsUrlPatterns:.*|additionalEnabledFunctionsUrlPatterns: ["file:///pulsar/data/code/.*"]|' \
  conf/functions_worker.yml

# Not empty, which would mean Pulsar's own choice.
export PULSAR_GC_LOG=" "
exec bin/pulsar standalone --no-stream-storage \
  --metadata-dir /pulsar/data/metadata --bookkeeper-dir /pulsar/data/bookkeeper
