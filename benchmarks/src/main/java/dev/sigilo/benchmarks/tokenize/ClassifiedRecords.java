package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.Classification;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.Fields;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.Treatment;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of synthetic patients as classify would write them, and the policy that applies to them. */
final class ClassifiedRecords {
    private static final int RECORDS = 500;
    private static final long PUBLISHED_AT = 1_772_000_000_000L;

    private ClassifiedRecords() {}

    static List<ClassifiedRecord> synthetic() {
        List<ClassifiedRecord> records = new ArrayList<>();
        for (SyntheticRecord record : new SyntheticPopulation(1).records(RECORDS)) {
            Classification classification = new Classification(
                    record.language(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    "unrouted",
                    List.of(),
                    List.of(),
                    record.label(),
                    List.of(),
                    null,
                    null,
                    Map.of());
            records.add(new ClassifiedRecord(
                    new Provenance("persistent://medical/intake/raw", "1:1:-1", PUBLISHED_AT, 1),
                    Treatment.of("pseudonymized"),
                    Fields.RECORD_ID,
                    record.record().text(Fields.RECORD_ID),
                    Map.of(),
                    classification,
                    OriginalMessage.json(record.json())));
        }
        return records;
    }

    static Policy policy() throws IOException {
        Path file = Path.of("pulsar-config", "policies", "pseudonymized.yaml");
        return Policy.load(Files.readString(file), file.toString());
    }
}
