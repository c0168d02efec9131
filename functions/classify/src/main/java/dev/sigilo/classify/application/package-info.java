/** The use case of the first stage: {@link dev.sigilo.classify.application.ClassifyRecord}. It knows policies, but no Pulsar. */
package dev.sigilo.classify.application;
