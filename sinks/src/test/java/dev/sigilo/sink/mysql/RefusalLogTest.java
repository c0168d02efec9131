package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private static final long NOW = 1_000_000_000_000L;

    private final RefusalLog log = new RefusalLog(null, "errors", "orders");

    private static ErrorTopic.Entry refusal(String version, RowFault fault, String column) {
        return new ErrorTopic.Entry(RowMessages.row(1, 1), new RowFaultException(fault, column))
                .of(new RowIdentity("id-1", version));
    }

    private void apply(String json) {
        log.apply(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private void report(ErrorTopic.Entry entry, long now) {
        ErrorTopic.Entry news = log.news(entry, now);
        assertThat(news).isNotNull();
        log.sent(news);
    }

    private boolean isSettledBy(String version) {
        return log.isSettledBy(new RowIdentity("id-1", version));
    }

    @Test
    void aRefusalIsReportedOnceADayAndKeepsItsFirstTime() {
        ErrorTopic.Entry refusal = refusal("7", RowFault.TOO_LONG, "txt");
        report(refusal, NOW);

        assertThat(log.news(refusal, NOW + RefusalLog.REPEAT_MILLIS - 1)).isNull();
        ErrorTopic.Entry again = log.news(refusal, NOW + RefusalLog.REPEAT_MILLIS);
        assertThat(again.since()).isEqualTo(NOW);
        assertThat(again.reportedAt()).isEqualTo(NOW + RefusalLog.REPEAT_MILLIS);
    }

    @Test
    void anotherFaultOrANewerVersionIsReportedAndAnOlderOneIsNot() {
        report(refusal("7", RowFault.TOO_LONG, "txt"), NOW);

        assertThat(log.news(refusal("7", RowFault.NULL_NOT_ALLOWED, "txt"), NOW))
                .isNotNull();
        assertThat(log.news(refusal("7", RowFault.TOO_LONG, null), NOW)).isNotNull();
        assertThat(log.news(refusal("10", RowFault.TOO_LONG, "txt"), NOW).since())
                .isEqualTo(NOW);
        assertThat(log.news(refusal("6", RowFault.NULL_NOT_ALLOWED, "ward"), NOW))
                .isNull();
    }

    @Test
    void aWriteSettlesRefusalsThatAreNotNewer() {
        report(refusal("10", RowFault.TOO_LONG, "txt"), NOW);

        assertThat(isSettledBy("9")).isFalse();
        assertThat(isSettledBy("10")).isTrue();
        assertThat(isSettledBy("11")).isTrue();
        assertThat(log.isSettledBy(new RowIdentity("id-2", "11"))).isFalse();
        assertThat(log.isSettledBy(new RowIdentity(null, "11"))).isFalse();
        log.sent(ErrorTopic.Entry.written(null, new RowIdentity("id-1", "10")));
        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void aRowWithoutAReadableVersionIsSettledByAnyWrite() {
        report(refusal(null, RowFault.BAD_JSON, null), NOW);

        assertThat(isSettledBy("0")).isTrue();
    }

    @Test
    void readsTheReportsOfItsTableInTheirOrder() {
        apply(
                "{'written':false,'table':'orders','key':'id-1','row_order':'0a','reason':'TOO_LONG','column':null,'since':5,'reported_at':6}");
        assertThat(isSettledBy("0b")).isTrue();
        apply("{'written':true,'table':'orders','key':'id-1','row_order':'09'}");
        assertThat(isSettledBy("0b")).as("an older version was written").isTrue();
        apply("{'written':true,'table':'patients','key':'id-1','row_order':'0b'}");
        assertThat(isSettledBy("0b")).as("another table").isTrue();
        apply("{'written':true,'table':'orders','key':'id-1','row_order':'0a'}");
        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void ignoresReportsOfEarlierVersionsAndOtherMessages() {
        apply("{'table':'orders','key':'id-1','reason':'TOO_LONG'}");
        apply("{'written':false,'table':'orders','key':null,'reason':'TOO_LONG'}");
        apply("{'written'");
        apply("7");
        apply("");

        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void ordersNumbersNumericallyAndTextsAlphabetically() {
        assertThat(new RowIdentity("k", "9").order())
                .isLessThan(new RowIdentity("k", "10").order())
                .isEqualTo("0000000000000009");
        assertThat(new RowIdentity("k", Long.toString(Long.MAX_VALUE)).order()).isEqualTo("7fffffffffffffff");
        assertThat(new RowIdentity("k", "9999999999999999999").order())
                .as("not a 64-bit number")
                .isEqualTo("9999999999999999999");
        assertThat(new RowIdentity("k", "00ab-1").order()).isEqualTo("00ab-1");
        assertThat(new RowIdentity("k", null).order()).isEmpty();
    }
}
