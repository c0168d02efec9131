package dev.sigilo.benchmarks.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.samples.SyntheticPopulation;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Synthetic medical records of approximately a given size, each with its own record id. All identity fields are kept,
 * so that tokenizing does its full work. A record that is too long loses free-text fields; one that is too short gets
 * the reports of other records as its clinical history.
 */
public final class BenchmarkRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The field that identifies a record. */
    public static final String ID = "record_id";

    private static final String HISTORY = "clinical_history";
    /** Fields that a record can lose: first free text, starting with what repeats the report, then flags. */
    private static final List<String> DISPENSABLE = List.of(
            "findings",
            "impression",
            "technique",
            "comparison",
            "indication",
            HISTORY,
            "recommendation",
            "symptoms",
            "diagnosis",
            "unknown",
            "other",
            "uncertain",
            "no_finding",
            "abnormal",
            "normal");

    private final SyntheticPopulation population;
    private final int sizeBytes;
    private final String run;
    private int next;

    /**
     * @param seed      the same seed gives the same records
     * @param sizeBytes the target length of a record's JSON; a record may be a sentence or two shorter, and is longer
     *                  if the identity fields and the report already exceed it
     * @param run       the prefix of every record id, so that two runs on one stack do not overwrite each other's rows
     */
    public BenchmarkRecords(long seed, int sizeBytes, String run) {
        this.population = new SyntheticPopulation(seed);
        this.sizeBytes = sizeBytes;
        this.run = run;
    }

    /** Returns the record id of the record at {@code index}. */
    String id(int index) {
        return run + "-" + index;
    }

    /** Returns the number of records returned so far, which is the index of the next one. */
    int given() {
        return next;
    }

    /** Returns the next {@code count} records. No record is returned twice. */
    public List<byte[]> next(int count) {
        List<byte[]> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(record(next++));
        }
        return records;
    }

    private byte[] record(int index) {
        try {
            ObjectNode record =
                    (ObjectNode) JSON.readTree(population.record(index).json());
            record.put(ID, id(index));
            byte[] bytes = JSON.writeValueAsBytes(record);
            for (int i = 0; bytes.length > sizeBytes && i < DISPENSABLE.size(); i++) {
                record.remove(DISPENSABLE.get(i));
                bytes = JSON.writeValueAsBytes(record);
            }
            for (int other = index + 1; bytes.length < sizeBytes; other++) {
                String report = JSON.readTree(population.record(other).json())
                        .path("report")
                        .asText();
                String history = record.path(HISTORY).asText() + "\n" + report;
                byte[] longer = JSON.writeValueAsBytes(record.deepCopy().put(HISTORY, history));
                if (longer.length > sizeBytes) {
                    break;
                }
                record.put(HISTORY, history);
                bytes = longer;
            }
            return bytes;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a synthetic record is not JSON", e);
        }
    }

    /** Returns the mean length of these records, in bytes. */
    static double meanSize(List<byte[]> records) {
        return records.stream().mapToInt(record -> record.length).average().orElse(0);
    }
}
