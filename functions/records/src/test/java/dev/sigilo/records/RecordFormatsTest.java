package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordFormatsTest {

    @Test
    void jsonIsTheDefaultAndEveryNameLeadsToItsFormat() {
        assertThat(RecordFormats.DEFAULT.name()).isEqualTo("json");
        assertThat(RecordFormats.names())
                .contains("json")
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(RecordFormats.named(name).name()).isEqualTo(name));
        assertThat(RecordFormats.named("fax")).isNull();
    }
}
