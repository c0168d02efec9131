package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Scale;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The file that {@code mvn package} writes; {@link KubernetesManifestsTest} checks its content. */
class KubernetesPipelineIT {
    private static final Path CONFIG = Path.of("../pulsar-config");

    @Test
    void theBuildWritesTheManifestsOfPulsarConfig() {
        assertThat(Path.of("../kubernetes/pipeline.yaml"))
                .content()
                .isEqualTo(KubernetesManifests.of(CONFIG, Scale.read(CONFIG, Map.of())));
    }
}
