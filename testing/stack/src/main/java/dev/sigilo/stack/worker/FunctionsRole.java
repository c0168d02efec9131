package dev.sigilo.stack.worker;

import org.apache.pulsar.functions.instance.AuthenticationConfig;
import org.apache.pulsar.functions.worker.WorkerConfig;

/**
 * The role of functions and sinks in Pulsar. A worker inside a broker passes them the broker's own credential, which
 * has all rights. This class gives them the one that {@code functions_worker.yml} names as
 * {@code clientAuthenticationPlugin} and {@code clientAuthenticationParameters}, which a worker inside a broker does
 * not use for anything else.
 */
final class FunctionsRole {

    private FunctionsRole() {}

    /**
     * Returns the settings for the clients of functions and sinks.
     *
     * @param worker the settings of {@code functions_worker.yml}
     * @param broker the settings that the worker would pass to them; null if the broker does not authenticate clients
     * @throws IllegalArgumentException if the broker authenticates its clients and no credential for functions and
     *                                  sinks is configured
     */
    // The getters that replace these return the broker's own credential.
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
