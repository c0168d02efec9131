package dev.sigilo.stack.worker;

import java.util.Optional;
import org.apache.pulsar.functions.auth.FunctionAuthProvider;
import org.apache.pulsar.functions.instance.AuthenticationConfig;
import org.apache.pulsar.functions.runtime.RuntimeCustomizer;
import org.apache.pulsar.functions.runtime.thread.ThreadRuntimeFactory;
import org.apache.pulsar.functions.secretsproviderconfigurator.SecretsProviderConfigurator;
import org.apache.pulsar.functions.worker.ConnectorsManager;
import org.apache.pulsar.functions.worker.FunctionsManager;
import org.apache.pulsar.functions.worker.WorkerConfig;

/**
 * Runs functions and sinks in threads of the worker, each as a client of Pulsar with the
 * {@link FunctionsRole role of functions}.
 */
public final class OwnRoleThreads extends ThreadRuntimeFactory {

    @Override
    public void initialize(
            WorkerConfig worker,
            AuthenticationConfig broker,
            SecretsProviderConfigurator secrets,
            ConnectorsManager connectors,
            FunctionsManager functions,
            Optional<FunctionAuthProvider> provider,
            Optional<RuntimeCustomizer> customizer)
            throws Exception {
        super.initialize(
                worker, FunctionsRole.of(worker, broker), secrets, connectors, functions, provider, customizer);
    }
}
