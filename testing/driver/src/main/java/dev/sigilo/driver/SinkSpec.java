package dev.sigilo.driver;

import java.util.List;

/**
 * A sink as its SinkConfig YAML describes it.
 *
 * @param name           the sink's name
 * @param namespace      the tenant and namespace that it is deployed in, such as {@code medical/views}
 * @param inputs         the topics that it reads
 * @param subscription   the subscription that it reads with
 * @param table          the table that it fills
 * @param keyColumns     the columns of the table's key
 * @param otherColumns   the other columns that it fills; empty means every field of the message
 * @param versionColumn  the column that protects a row from being overwritten by an older one, or null if there is none
 * @param deleteField    the field that marks a row as deleted, or null if there is none
 * @param tombstoneTable the table that records what was deleted, or null if there is none
 * @param errorTopic     the topic that it reports refused rows on, or null if there is none
 * @param canaryProperty the message property that marks a canary, whose row is not kept, or null if there is none
 * @param refusedTable   the table that it fills from the reports on that topic, which is then one of its inputs; null
 *                       if there is none
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

    /** Returns whether this input contains reports of refused rows instead of rows of the table. */
    public boolean isReports(String input) {
        return refusedTable != null && input.equals(errorTopic);
    }
}
