package dev.sigilo.tests.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The contract on containers, where Docker answers and has the images. */
class ContainerPipelineIT extends PipelineContract {
    private static ContainerPipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        String whyNot = ContainerPipeline.whyNot();
        Assumptions.assumeTrue(whyNot == null, () -> "end-to-end on containers skipped: " + whyNot);
        pipeline = ContainerPipeline.start(Path.of(System.getProperty("sigilo.home")));
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Override
    Pipeline pipeline() {
        return pipeline;
    }
}
