#!/usr/bin/env bash
# Measures classify against annotated files: functions/classify/evaluate.sh --openi reports.csv --negex sentences.tsv
# [--errors] [--speed] [--models models.yaml]. Builds the module first. docs/CLASSIFY.md tells the formats.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
here="$PWD"
arguments=()
for argument in "$@"; do
    # The build runs at the root: a file is named from where the command was given.
    if [ -e "$here/$argument" ]; then argument="$here/$argument"; fi
    arguments+=("$argument")
done
cd "$root"
mvn -q -B -pl functions/classify -am package -Dmaven.test.skip=true \
    dependency:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
classpath="functions/classify/target/sigilo-classify.jar:$(cat functions/classify/target/classpath.txt)"
exec java -Xmx1g -cp "$classpath" dev.sigilo.classify.evaluate.ClassifyEvaluation "${arguments[@]}"
