package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescribeCommandTest {
    private static final String SAMPLE = "../testing/driver/src/test/resources/topology";

    @Test
    void printsTheTopologyAsText() {
        CommandRun run = CommandRun.sigilo("describe", "--pulsar-config", SAMPLE);

        assertThat(run.status()).isZero();
        assertThat(run.outLines()).contains("2 functions, 2 sinks, 4 topics", "persistent://medical/intake/lines");
    }

    @Test
    void printsTheTopologyAsMermaid() {
        CommandRun run = CommandRun.sigilo("describe", "--pulsar-config", SAMPLE, "--format", "mermaid");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("flowchart LR\n");
    }
}
