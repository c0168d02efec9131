package dev.sigilo.tokenize.domain;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Category;
import dev.sigilo.records.Classification;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.Evidence;
import dev.sigilo.records.Label;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.Treatment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds what classify would give, of synthetic patients. */
final class TestRecords {
    static final Keyset KEYSET = Keyset.generate(Keyset.Purpose.TOKEN);
    static final TokenKeys KEYS = TokenKeys.of(KEYSET);
    static final TokenKeys ROTATED = TokenKeys.of(KEYSET.rotated());
    static final Policy PSEUDONYMIZED = policy("pseudonymized");
    static final Policy SAFE_HARBOR = policy("safe-harbor");
    static final long PUBLISHED_AT = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private String language = "en";
    private List<Evidence> evidence = List.of();

    private TestRecords() {}

    /** A record with an id, a patient and a report. */
    static TestRecords record() {
        return new TestRecords()
                .with("record_id", "R-1001")
                .with("patient_id", "MRN 77123")
                .with("patient_name", "Quentin Zabriskie")
                .with("report", "No acute disease.");
    }

    static TestRecords empty() {
        return new TestRecords();
    }

    TestRecords with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /** A value that is written as it is, such as a list. */
    static Object json(String json) {
        return new Json(json);
    }

    private record Json(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    TestRecords without(String field) {
        fields.remove(field);
        return this;
    }

    TestRecords category(String field, String category) {
        categories.put(field, Category.valueOf(category));
        return this;
    }

    TestRecords language(String language) {
        this.language = language;
        return this;
    }

    TestRecords evidence(Evidence... evidence) {
        this.evidence = List.of(evidence);
        return this;
    }

    ClassifiedRecord classified() {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> {
            json.append(json.length() > 1 ? "," : "").append(quoted(name)).append(':');
            json.append(value instanceof String text ? quoted(text) : value.toString());
        });
        json.append('}');
        String id = fields.containsKey("record_id") ? "record_id" : "canonical_json";
        return new ClassifiedRecord(
                new Provenance("persistent://medical/intake/raw", "1:2:-1", PUBLISHED_AT, 4_000_000_000L),
                Treatment.of("pseudonymized"),
                id,
                id.equals("record_id") ? fields.get(id).toString() : json.toString(),
                categories,
                new Classification(
                        language,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        "unrouted",
                        List.of(),
                        List.of(),
                        Label.UNKNOWN,
                        evidence,
                        null,
                        null,
                        Map.of()),
                OriginalMessage.json(json.toString()));
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    static Policy policy(String name) {
        try {
            return Policy.load(
                    Files.readString(Path.of("../../pulsar-config/policies", name + ".yaml")), name + ".yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pseudonymized policy with some of its text replaced. */
    static Policy policy(String old, String replacement) {
        try {
            String yaml = Files.readString(Path.of("../../pulsar-config/policies/pseudonymized.yaml"));
            if (!yaml.contains(old)) {
                throw new IllegalArgumentException("the policy has no " + old);
            }
            return Policy.load(yaml.replace(old, replacement), "changed.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
