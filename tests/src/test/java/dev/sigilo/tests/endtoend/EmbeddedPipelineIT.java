package dev.sigilo.tests.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded stack: no Docker, always run. */
class EmbeddedPipelineIT extends PipelineContract {
    @TempDir
    private static Path directory;

    private static EmbeddedPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = EmbeddedPipeline.start(Path.of(System.getProperty("sigilo.home")), directory);
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Override
    public Pipeline pipeline() {
        return pipeline;
    }
}
