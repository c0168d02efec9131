#!/usr/bin/env bash
# Measures classify against annotated files: tools/evaluation/evaluate-labels.sh --openi reports.csv --negex sentences.tsv
# [--errors] [--speed] [--models models.yaml]. Builds the module first. docs/CLASSIFY.md describes the formats.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
here="$PWD"
arguments=()
for argument in "$@"; do
    # The build runs at the root, so file names must be absolute.
    if [ -e "$here/$argument" ]; then argument="$here/$argument"; fi
    arguments+=("$argument")
done
cd "$root"
mvn -q -B -pl tools/evaluation -am package -Dmaven.test.skip=true \
    dependency:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
classpath="tools/evaluation/target/sigilo-evaluation.jar:$(cat tools/evaluation/target/classpath.txt)"
exec java -Xmx1g -cp "$classpath" dev.sigilo.evaluation.labels.ClassifyEvaluation "${arguments[@]}"
