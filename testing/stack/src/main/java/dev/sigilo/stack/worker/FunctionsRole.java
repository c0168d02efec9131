package dev.sigilo.stack.worker;

import org.apache.pulsar.functions.instance.AuthenticationConfig;
import org.apache.pulsar.functions.worker.WorkerConfig;

/**
 * Who functions and sinks are to Pulsar. A worker inside of a broker hands them the broker's own credential, which may do
 * everything. Here they get the one that {@code functions_worker.yml} names as {@code clientAuthenticationPlugin} and
 * {@code clientAuthenticationParameters}, which a worker inside of a broker does not use for anything else.
 */
final class FunctionsRole {

    private FunctionsRole() {}

    /**
     * The settings for the clients of functions and sinks.
     *
     * @param worker what {@code functions_worker.yml} says
     * @param broker the settings that the worker would hand them; null where the broker authenticates nobody
     * @throws IllegalArgumentException where the broker authenticates its clients and no credential of their own is named
     */
    // The getters that replace these give the broker's own credential.
    @SuppressWarnings("deprecation")
    static AuthenticationConfig of(WorkerConfig worker, AuthenticationConfig broker) {
        if (broker == null) {
            return null;
        }
        String parameters = worker.getClientAuthenticationParameters();
        if (parameters == null || parameters.isBlank()) {
            throw new IllegalArgumentException("functions_worker.yml names no credential for functions and sinks; set"
                    + " clientAuthenticationPlugin and clientAuthenticationParameters");
        }
        return AuthenticationConfig.builder()
                .clientAuthenticationPlugin(worker.getClientAuthenticationPlugin())
                .clientAuthenticationParameters(parameters)
                .tlsTrustCertsFilePath(broker.getTlsTrustCertsFilePath())
                .useTls(broker.isUseTls())
                .tlsAllowInsecureConnection(broker.isTlsAllowInsecureConnection())
                .tlsHostnameVerificationEnable(broker.isTlsHostnameVerificationEnable())
                .build();
    }
}
