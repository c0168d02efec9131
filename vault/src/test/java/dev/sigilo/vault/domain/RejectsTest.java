package dev.sigilo.vault.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import org.junit.jupiter.api.Test;

class RejectsTest {
    @Test
    void keepsTheNewestRejectsWhateverOrderThePartitionsGiveThemIn() {
        Rejects.Newest newest = new Rejects.Newest(3);
        for (long publishedAt : new long[] {40, 10, 50, 30, 20}) {
            newest.add(rejectedAt(publishedAt));
        }

        assertThat(newest.oldestFirst())
                .extracting(rejected -> rejected.provenance().publishedAt())
                .containsExactly(30L, 40L, 50L);
    }

    private static RejectedRecord rejectedAt(long publishedAt) {
        Provenance provenance =
                new Provenance("persistent://medical/intake/raw-partition-0", "1:2:0", publishedAt, publishedAt * 4);
        return new RejectedRecord(
                "msg_1", null, "classify", RejectReason.NOT_JSON, null, 3, 0, null, provenance, 10, null, null, 0);
    }
}
