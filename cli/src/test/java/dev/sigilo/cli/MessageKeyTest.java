package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageKeyTest {
    private static final MessageKey KEYS = new MessageKey(List.of("record_id", "uid", "accession_number"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {"record_id":"r1","uid":"u1"}                       | r1
            {"accession_number":"a1","uid":7}                   | 7
            {"accession_number":"a1"}                           | a1
            {"report":{"record_id":"inner"},"uid":"u1"}         | u1
            {"record_id":" ","uid":"u1"}                        | u1
            {"record_id":" r1\u00a0"}                           | r1
            {"record_id":7.0}                                   | 7
            {"record_id":true}                                  | none
            {"report":"x"}                                      | none
            ["record_id","r1"]                                  | none
            not json                                            | none
            {"uid":"u1", broken                                 | u1
            """)
    void isTheFirstFieldThatNamesTheRecord(String message, String key) {
        assertThat(KEYS.of(message.getBytes(StandardCharsets.UTF_8))).isEqualTo(key);
    }
}
