package dev.sigilo.sink.mysql;

import java.util.ArrayList;
import java.util.List;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig.InsertMode;

/** Checks the sink's settings and collects every fault, so that an operator sees them all at once. */
final class SinkConfigFaults {
    private final MySqlSinkConfig config;
    private final List<String> faults = new ArrayList<>();

    SinkConfigFaults(MySqlSinkConfig config) {
        this.config = config;
    }

    /** Returns what is wrong and what to do, one text per fault; never a value that may be secret. */
    List<String> list() {
        checkTable();
        checkRefusedRows();
        checkKeysetsAndPolicies();
        checkLimits();
        checkTimes();
        return faults;
    }

    private void checkTable() {
        if (MySqlSinkConfig.isBlank(config.getJdbcUrl())) {
            faults.add("jdbcUrl is missing: give jdbc:mysql://host:3306/database");
        } else if (!config.getJdbcUrl().startsWith("jdbc:mysql:")) {
            faults.add("jdbcUrl must start with jdbc:mysql: (for MariaDB too)");
        }
        if (MySqlSinkConfig.isBlank(config.getTableName())) {
            faults.add("tableName is missing");
        }
        if (config.getInsertMode() == InsertMode.UPDATE) {
            faults.add("insertMode UPDATE is not supported: use UPSERT, or INSERT for a table without a key");
        }
        if (config.getInsertMode() == InsertMode.INSERT && !MySqlSinkConfig.isBlank(config.getVersionColumn())) {
            faults.add("versionColumn needs UPSERT, but insertMode is INSERT: remove one of the two");
        }
        if (!MySqlSinkConfig.isBlank(config.getTombstoneTable())
                && MySqlSinkConfig.isBlank(config.getVersionColumn())) {
            faults.add("tombstoneTable stores versions: set versionColumn too");
        }
    }

    private void checkRefusedRows() {
        if (config.getRefusedRows() == WhenRefused.ACKNOWLEDGE && MySqlSinkConfig.isBlank(config.getErrorTopic())) {
            faults.add(
                    "refusedRows ACKNOWLEDGE without an errorTopic would lose the row: name the topic, or use RETRY");
        }
        if (!MySqlSinkConfig.isBlank(config.getRefusedTable())
                && (!config.tracksRefusedRows() || config.keyColumns().size() != 1)) {
            faults.add(
                    "refusedTable lists keys from the reports on errorTopic: set errorTopic, errorTopicKeys: true, refusedRows: RETRY, and one "
                            + "column in key");
        }
        if (!config.isUseTransactions()) {
            faults.add("useTransactions: false is not supported: a message is acknowledged after its commit");
        }
    }

    private void checkKeysetsAndPolicies() {
        if (!MySqlSinkConfig.names(config.getKeysets()).stream()
                .allMatch(keyset -> keyset.matches("[a-z]{1,16}=[0-9a-f]{32}"))) {
            faults.add("keysets must be token=LINEAGE,sealing=LINEAGE, with lineages as printed by `sigilo keys list`");
        }
        if (!config.policyColumns().isEmpty() && config.policyColumns().size() != 3) {
            faults.add("policyColumns must name three columns: the policy's name, version and content hash");
        }
    }

    private void checkLimits() {
        atLeast("batchSize", config.getBatchSize(), 1);
        atLeast("maxBatchBytes", config.getMaxBatchBytes(), 1);
        atLeast("lingerMs", config.getLingerMs(), 0);
        atLeast("queueSize", config.getQueueSize(), 1);
        atLeast("maxQueueBytes", config.getMaxQueueBytes(), 1);
        atLeast("connections", config.getConnections(), 1);
        atLeast("shards", config.getShards(), 1);
        if (config.getShard() < 0 || config.getShard() >= Math.max(config.getShards(), 1)) {
            faults.add("shard is " + config.getShard() + ", but must be 0 to " + (config.getShards() - 1));
        }
        if (config.getShards() > 1 && config.keyColumns().size() != 1) {
            faults.add("the key determines the shard: name one column in key");
        }
    }

    private void checkTimes() {
        atLeast("connectTimeoutMs", config.getConnectTimeoutMs(), 250);
        atLeast("socketTimeoutMs", config.getSocketTimeoutMs(), 0);
        atLeast("backoffMs", config.getBackoffMs(), 1);
        atLeast("maxBackoffMs", config.getMaxBackoffMs(), config.getBackoffMs());
        atLeast("openTimeoutMs", config.getOpenTimeoutMs(), 0);
        atLeast("tableRefreshMs", config.getTableRefreshMs(), 0);
    }

    private void atLeast(String key, long value, long least) {
        if (value < least) {
            faults.add(key + " is " + value + ", but must be at least " + least);
        }
    }
}
