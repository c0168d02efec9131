package dev.sigilo.vault.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.vault.domain.OperatorException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final List<String> steps = new ArrayList<>();
    private boolean logFails;

    @Test
    void swapsTheTablesOnlyWhenTheNextOneIsComplete() {
        run(false);

        assertThat(steps)
                .containsExactly(
                        "note rebuild begun",
                        "create next",
                        "log into next",
                        "next closed",
                        "complete next",
                        "swap",
                        "log into live",
                        "live closed",
                        "complete live",
                        "remove other policies",
                        "rebuilt medical_records 2 3 1 5",
                        "drop old");
    }

    @Test
    void keepsTheOldTableWhenAsked() {
        run(true);

        assertThat(steps).doesNotContain("drop old").last().asString().startsWith("rebuilt");
    }

    @Test
    void leavesTheLiveTableAloneIfTheLogCannotBeRead() {
        logFails = true;

        assertThatThrownBy(() -> run(false)).isInstanceOf(OperatorException.class);
        assertThat(steps).containsExactly("note rebuild begun", "create next", "next closed");
    }

    private void run(boolean keepOld) {
        AuditTrail audit = new AuditTrail() {
            @Override
            public void append(String action, String token, String purpose, String result, int records) {
                throw new AssertionError("a replay also works without the chain");
            }

            @Override
            public void note(String action, String token, String purpose, String result, int records) {
                steps.add("note " + purpose + " " + result);
            }
        };
        new Replay<>(new Tables(), new Log())
                .run(
                        audit,
                        "query",
                        System.nanoTime(),
                        keepOld,
                        view -> steps.add("rebuilt " + view.table() + " " + view.messages() + " " + view.rows() + " "
                                + view.changed() + " " + view.otherPolicies()));
    }

    private final class Log implements LogProjection<String> {
        private long messages;

        @Override
        public void project(RowWriter<String> rows) {
            if (logFails) {
                throw new OperatorException("the log cannot be read");
            }
            messages++;
            rows.write("log");
        }

        @Override
        public long messages() {
            return messages;
        }
    }

    private final class Tables implements ViewStore<String> {

        private RowWriter<String> writer(String table) {
            return new RowWriter<>() {
                @Override
                public void write(String row) {
                    steps.add(row + " into " + table);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {
                    steps.add(table + " closed");
                }
            };
        }

        @Override
        public String table() {
            return "medical_records";
        }

        @Override
        public void createNext() {
            steps.add("create next");
        }

        @Override
        public RowWriter<String> writeNext() {
            return writer("next");
        }

        @Override
        public RowWriter<String> writeLive() {
            return writer("live");
        }

        @Override
        public void completeNext() {
            steps.add("complete next");
        }

        @Override
        public void swap() {
            steps.add("swap");
        }

        @Override
        public void completeLive() {
            steps.add("complete live");
        }

        @Override
        public long removeOtherPolicies() {
            steps.add("remove other policies");
            return 5;
        }

        @Override
        public long rows() {
            return 3;
        }

        @Override
        public long differences() {
            return 1;
        }

        @Override
        public void dropOld() {
            steps.add("drop old");
        }
    }
}
