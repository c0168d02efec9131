package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedRowsTest {

    private final RefusedRows refused = new RefusedRows();

    private static ErrorTopic.Entry fault(int number, RowFault fault, String column) {
        return new ErrorTopic.Entry(RowMessages.row(number, 1), new RowFaultException(fault, column));
    }

    @Test
    void tellsOfEachRowOnceUntilItIsStored() {
        List<ErrorTopic.Entry> faults = List.of(fault(1, RowFault.TOO_LONG, "txt"), fault(2, RowFault.TOO_LONG, "txt"));

        assertThat(refused.firstTime(faults)).hasSize(2);
        assertThat(refused.firstTime(faults)).isEmpty();
        assertThat(refused.stored(List.of(RowMessages.row(3, 1)))).isFalse();
        assertThat(refused.stored(List.of(RowMessages.row(1, 1)))).isTrue();
        assertThat(refused.count()).isEqualTo(1);
        assertThat(refused.firstTime(faults)).hasSize(1);
        refused.forget(faults);
        assertThat(refused.firstTime(faults)).as("of whom nobody could be told").hasSize(2);
    }
}
