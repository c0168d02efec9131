package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerConfigurationTest {
    @TempDir
    private Path folder;

    private Path defaults;

    @BeforeEach
    void distribution() throws IOException {
        defaults = Files.createDirectories(folder.resolve("distribution"));
        Files.writeString(
                defaults.resolve("standalone.conf"), "# comment\nbrokerServicePort=6650\nclusterName=standalone\n");
        Files.writeString(
                defaults.resolve("functions_worker.yml"),
                "workerId: standalone\nfunctionRuntimeFactoryConfigs:\n    logDirectory: /tmp\n    jar: x\nnumFunctionPackageReplicas: 1\n");
        Files.writeString(defaults.resolve("client.conf"), "webServiceUrl=http://localhost:8080/\n");
        Files.writeString(defaults.resolve("other.conf"), "a=1\n");
    }

    private String write(FunctionRuntime runtime, String file) throws IOException {
        new BrokerConfiguration(
                        folder,
                        new BrokerServer.Ports(1001, 1002, 1003),
                        runtime,
                        PulsarCredentials.in(folder.resolve("credentials")),
                        Path.of("/code"))
                .write(defaults);
        return Files.readString(folder.resolve("conf").resolve(file));
    }

    @Test
    void replacesKeysInPlaceAndAddsTheOthersAtTheEnd() throws IOException {
        assertThat(write(FunctionRuntime.THREAD, "standalone.conf"))
                .startsWith("# comment\nbrokerServicePort=1001\nclusterName=standalone\n")
                .contains("\nwebServicePort=1002\n", "\nauthorizationEnabled=true\n");
        assertThat(write(FunctionRuntime.THREAD, "client.conf"))
                .startsWith("webServiceUrl=http://127.0.0.1:1002/\n")
                .contains("brokerServiceUrl=pulsar://127.0.0.1:1001/");
    }

    @Test
    void replacesWhatIsIndentedUnderAKey() throws IOException {
        assertThat(write(FunctionRuntime.THREAD, "functions_worker.yml"))
                .startsWith(
                        "workerId: standalone\nfunctionRuntimeFactoryConfigs:\n    threadGroupName: sigilo\nnumFunctionPackageReplicas: 1\n")
                .contains(
                        "additionalEnabledFunctionsUrlPatterns: ['file://\\Q/code/\\E.*']",
                        "functionRuntimeFactoryClassName: dev.sigilo.stack.worker.OwnRoleThreads");
        assertThat(write(FunctionRuntime.PROCESS, "functions_worker.yml"))
                .contains("functionRuntimeFactoryConfigs:\n    logDirectory: logs/\n", "OwnRoleProcesses");
    }

    @Test
    void copiesTheOtherFiles() throws IOException {
        assertThat(write(FunctionRuntime.THREAD, "other.conf")).isEqualTo("a=1\n");
    }
}
