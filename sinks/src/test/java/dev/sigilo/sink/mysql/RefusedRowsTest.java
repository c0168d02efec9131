package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedRowsTest {

    /** Like Pulsar's context, which has the counter in a private field. */
    private static class Context {
        @SuppressWarnings("unused")
        private final Counter counter;

        Context(Counter counter) {
            this.counter = counter;
        }
    }

    private static final class Wrapped extends Context {
        Wrapped(Counter counter) {
            super(counter);
        }
    }

    /** Like Pulsar's counter. */
    public static final class Counter {
        private final List<String> noted = new ArrayList<>();

        /** Has the name of Pulsar's method. */
        public void incrSinkExceptions(Throwable fault) {
            noted.add(fault.getMessage());
        }
    }

    private final Counter counter = new Counter();
    private final RefusedRows refused = new RefusedRows("orders", SinkExceptions.of(new Wrapped(counter)));

    private static ErrorTopic.Entry fault(int number, RowFault fault, String column) {
        return new ErrorTopic.Entry(RowMessages.row(number, 1), new RowFaultException(fault, column));
    }

    @Test
    void reportsEachRowOnceUntilItIsStored() {
        List<ErrorTopic.Entry> faults = List.of(fault(1, RowFault.TOO_LONG, "txt"), fault(2, RowFault.TOO_LONG, "txt"));

        assertThat(refused.firstTime(faults)).hasSize(2);
        assertThat(refused.firstTime(faults)).isEmpty();
        assertThat(refused.stored(List.of(RowMessages.row(3, 1)))).isFalse();
        assertThat(refused.stored(List.of(RowMessages.row(1, 1)))).isTrue();
        assertThat(refused.count()).isEqualTo(1);
        assertThat(refused.firstTime(faults)).hasSize(1);
        refused.forget(faults);
        assertThat(refused.firstTime(faults)).as("not reported yet").hasSize(2);
    }

    @Test
    void recordsAnExceptionForEachKindOfFaultWithItsColumns() {
        List<ErrorTopic.Entry> faults = List.of(
                fault(1, RowFault.NULL_NOT_ALLOWED, "hospital"),
                fault(2, RowFault.NULL_NOT_ALLOWED, "ward"),
                fault(3, RowFault.BAD_JSON, null));
        refused.firstTime(faults);

        refused.report(faults);

        assertThat(counter.noted)
                .containsExactlyInAnyOrder(
                        "2 rows refused: NULL_NOT_ALLOWED in hospital, ward (table orders, 3 wait)",
                        "1 row refused: BAD_JSON (table orders, 3 wait)");
    }

    @Test
    void doesNothingIfTheContextHasNoCounter() {
        new RefusedRows("orders", SinkExceptions.of(null)).report(List.of(fault(1, RowFault.BAD_JSON, null)));
        new RefusedRows("orders", SinkExceptions.of("another runtime"))
                .report(List.of(fault(1, RowFault.BAD_JSON, null)));
        new RefusedRows("orders", SinkExceptions.of(new Context(null)))
                .report(List.of(fault(1, RowFault.BAD_JSON, null)));
        assertThat(counter.noted).isEmpty();
    }
}
