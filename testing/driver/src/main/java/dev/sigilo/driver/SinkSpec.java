package dev.sigilo.driver;

import java.util.List;

/**
 * A sink as its SinkConfig YAML describes it.
 *
 * @param name           the sink's name
 * @param namespace      tenant and namespace that it is deployed in, as {@code medical/views}
 * @param inputs         the topics it reads
 * @param subscription   the subscription it reads with
 * @param table          the table it fills
 * @param keyColumns     the columns of the table's key
 * @param otherColumns   the other columns it fills; empty means every field of the message
 * @param versionColumn  the column that guards a row against an older one, or null for none
 * @param deleteField    the field that marks a row to delete, or null for none
 * @param tombstoneTable the table that remembers what was deleted, or null for none
 * @param errorTopic     the topic that it reports refused rows on, or null for none
 * @param canaryProperty the message property that marks a canary, whose row is not kept, or null for none
 * @param refusedTable   the table that it fills from the reports on that topic, which is one of its inputs then; or null for none
 */
public record SinkSpec(
        String name,
        String namespace,
        List<String> inputs,
        String subscription,
        String table,
        List<String> keyColumns,
        List<String> otherColumns,
        String versionColumn,
        String deleteField,
        String tombstoneTable,
        String errorTopic,
        String canaryProperty,
        String refusedTable) {

    /** Keeps copies. */
    public SinkSpec {
        inputs = List.copyOf(inputs);
        keyColumns = List.copyOf(keyColumns);
        otherColumns = List.copyOf(otherColumns);
    }

    /** Returns whether this input has reports of refused rows, and not rows of the table. */
    public boolean isReports(String input) {
        return refusedTable != null && input.equals(errorTopic);
    }
}
