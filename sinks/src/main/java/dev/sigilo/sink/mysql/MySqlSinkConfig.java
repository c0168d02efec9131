package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.secrets.MissingSecretException;
import dev.sigilo.secrets.SecretReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.pulsar.io.core.SinkContext;
import org.apache.pulsar.io.core.annotations.FieldDoc;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig;

/**
 * The sink's settings: its own, and those settings of Pulsar's JDBC sinks that apply to it. Each one is described at
 * its field and in the module's README.
 */
public class MySqlSinkConfig extends JdbcSinkConfig {
    private static final long serialVersionUID = 1L;

    @FieldDoc(
            defaultValue = "",
            help = "Column and field that orders the writes of a key: a row is overwritten or "
                    + "deleted only if the new version is not older")
    private String versionColumn = "";

    @FieldDoc(defaultValue = "", help = "Boolean field that makes a message a tombstone: its row is deleted")
    private String deleteField = "";

    @FieldDoc(
            defaultValue = "",
            help =
                    "Table that remembers the version at which a key was deleted, so that an older "
                            + "message delivered again cannot bring the row back; it has the key columns and the version column")
    private String tombstoneTable = "";

    @FieldDoc(
            defaultValue = "",
            help = "The keysets that the rows were created with, as token=LINEAGE,sealing=LINEAGE. They are "
                    + "recorded in the table keysets, and the sink does not start if it contains others")
    private String keysets = "";

    @FieldDoc(
            defaultValue = "",
            help = "Columns that the table must have, separated by commas; if one is missing, the sink "
                    + "stops and names it")
    private String requiredColumns = "";

    @FieldDoc(
            defaultValue = "",
            help =
                    "The three columns with the name, version and content hash of a row's policy. The table then "
                            + "accepts the rows of one policy only, which is recorded in the table policies; other rows are refused")
    private String policyColumns = "";

    @FieldDoc(
            defaultValue = "",
            help = "Message property that marks a canary: its row is written in a transaction that is rolled back, "
                    + "so the message is acknowledged only if the table accepts it, and the table stays as it was")
    private String canaryProperty = "";

    @FieldDoc(
            defaultValue = "4194304",
            help = "Maximum bytes of messages in one statement; capped at a third of the "
                    + "server's max_allowed_packet")
    private int maxBatchBytes = 4 * 1024 * 1024;

    @FieldDoc(defaultValue = "20", help = "How long a batch waits for more rows, in milliseconds")
    private int lingerMs = 20;

    @FieldDoc(
            defaultValue = "10000",
            help = "Maximum number of messages received but not yet committed; then the consumer waits")
    private int queueSize = 10_000;

    @FieldDoc(defaultValue = "67108864", help = "Maximum bytes of messages received but not yet committed")
    private long maxQueueBytes = 64L * 1024 * 1024;

    @FieldDoc(defaultValue = "2", help = "Connections to the server; a key always uses the same one")
    private int connections = 2;

    @FieldDoc(defaultValue = "1", help = "How many tables share the keys; each has its own sink")
    private int shards = 1;

    @FieldDoc(
            defaultValue = "0",
            help = "The shard that this sink writes, from 0. A key of another shard is a row error")
    private int shard;

    @FieldDoc(defaultValue = "IGNORE", help = "What to do with a field that has no column: IGNORE or ERROR")
    private UnknownFieldAction unknownFields = UnknownFieldAction.IGNORE;

    @FieldDoc(
            defaultValue = "",
            help = "Topic for reports of rows that the table refuses: reason and position, no value. "
                    + "Without it, such a message is negatively acknowledged")
    private String errorTopic = "";

    @FieldDoc(
            defaultValue = "false",
            help = "Whether reports on the error topic contain the message's key; only for keys that do not "
                    + "identify anybody")
    private boolean errorTopicKeys;

    @FieldDoc(
            defaultValue = "",
            help =
                    "How to treat a message whose row the table refuses: RETRY until the "
                            + "table accepts it, or ACKNOWLEDGE once the error topic has it. Default: ACKNOWLEDGE with an errorTopic, else RETRY")
    private WhenRefused refusedRows;

    @FieldDoc(
            defaultValue = "",
            help = "Table that lists the rows that wait because a table refuses them, filled from the reports on "
                    + "errorTopic, which must be among the inputs; the sink's other inputs go to tableName")
    private String refusedTable = "";

    @FieldDoc(
            defaultValue = "",
            help = "TLS: DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY. Default: "
                    + "REQUIRED, or PREFERRED if every host is loopback")
    private SslMode sslMode;

    @FieldDoc(defaultValue = "10000", help = "Timeout for connecting, in milliseconds")
    private int connectTimeoutMs = 10_000;

    @FieldDoc(
            defaultValue = "120000",
            help = "How long the server may be silent, in milliseconds, before the " + "connection counts as lost")
    private int socketTimeoutMs = 120_000;

    @FieldDoc(
            defaultValue = "200",
            help = "First pause after a connection is lost, in milliseconds; it doubles, with "
                    + "jitter, up to maxBackoffMs")
    private int backoffMs = 200;

    @FieldDoc(defaultValue = "10000", help = "Longest pause between attempts, in milliseconds")
    private int maxBackoffMs = 10_000;

    @FieldDoc(
            defaultValue = "60000",
            help = "How long the sink waits for the server when it starts, in milliseconds, " + "before it fails")
    private int openTimeoutMs = 60_000;

    @FieldDoc(
            defaultValue = "60000",
            help = "How often to read the table's columns again, in milliseconds, while "
                    + "messages have fields without a column")
    private int tableRefreshMs = 60_000;

    /** Creates the default settings. */
    public MySqlSinkConfig() {
        setBatchSize(1000);
        setNullValueAction(NullValueAction.DELETE);
        setInsertMode(null);
    }

    /**
     * Reads the settings from the sink's configuration and its secrets. {@code password}, {@code userName} and
     * {@code jdbcUrl} may be secrets, and each may be a reference ({@code env:NAME}, {@code file:/path}).
     *
     * @throws SinkConfigException with every fault in one line
     */
    public static MySqlSinkConfig load(Map<String, Object> configuration, SinkContext context) {
        return load(configuration, context, System::getenv);
    }

    static MySqlSinkConfig load(
            Map<String, Object> configuration, SinkContext context, UnaryOperator<String> environment) {
        Map<String, Object> settings = new HashMap<>(configuration);
        for (String key : List.of("jdbcUrl", "userName", "password")) {
            String secret = context == null ? null : context.getSecret(key);
            Object text = secret != null ? secret : settings.get(key);
            if (text != null) {
                settings.put(key, resolve(key, SecretReference.of(text.toString()), environment));
            }
        }
        MySqlSinkConfig config;
        try {
            config = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .convertValue(settings, MySqlSinkConfig.class);
        } catch (IllegalArgumentException e) {
            // The cause may quote the value, which may be the password.
            String key = e.getCause() instanceof JsonMappingException mapping
                            && !mapping.getPath().isEmpty()
                    ? mapping.getPath().get(0).getFieldName()
                    : null;
            throw new SinkConfigException(
                    key == null
                            ? "the configuration cannot be read"
                            : "the configuration key " + key
                                    + " is not known to this sink, or its value is of another type: "
                                    + "see the table of keys in its README");
        }
        if (settings.containsKey("timeoutMs") && !settings.containsKey("lingerMs")) {
            config.lingerMs = config.getTimeoutMs();
        }
        config.validate();
        return config;
    }

    /** @param key the setting's name, for error messages */
    private static String resolve(String key, SecretReference secret, UnaryOperator<String> environment) {
        try {
            return secret.resolve(environment);
        } catch (MissingSecretException e) {
            throw new SinkConfigException(
                    secret.source() == SecretReference.Source.ENVIRONMENT
                            ? key + " refers to the environment variable " + secret.name()
                                    + ", which is not set where the sink runs: set it, or correct the name"
                            : key + " refers to the file " + secret.name()
                                    + ", which cannot be read where the sink runs (" + e.getMessage() + ")");
        }
    }

    /** @throws SinkConfigException with every fault in one line */
    @Override
    public void validate() {
        List<String> faults = new SinkConfigFaults(this).list();
        if (!faults.isEmpty()) {
            throw new SinkConfigException(String.join("; ", faults));
        }
    }

    static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        if (list != null) {
            for (String name : list.split(",")) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names;
    }

    /** Returns the columns that {@code key} names; none means the table's primary key. */
    List<String> keyColumns() {
        return names(getKey());
    }

    /** Returns the columns that {@code nonKey} names. */
    List<String> nonKeyColumns() {
        return names(getNonKey());
    }

    /** Returns the columns that {@code requiredColumns} names. */
    List<String> mandatoryColumns() {
        return names(requiredColumns);
    }

    /**
     * Returns the columns with the name, version and content hash of a row's policy; none if the table accepts every
     * policy.
     */
    List<String> policyColumns() {
        return names(policyColumns);
    }

    /** Returns whether a message whose row the table refuses is retried. */
    boolean retriesRefusedRows() {
        return refusedRows == WhenRefused.RETRY || refusedRows == null && isBlank(errorTopic);
    }

    /** Returns whether the sink also reports on the error topic which refused rows were written later. */
    boolean tracksRefusedRows() {
        return retriesRefusedRows() && !isBlank(errorTopic) && errorTopicKeys;
    }

    /** Returns a map of purpose to lineage, parsed from {@code keysets}. */
    Map<String, String> lineages() {
        Map<String, String> lineages = new TreeMap<>();
        for (String keyset : names(keysets)) {
            lineages.put(keyset.substring(0, keyset.indexOf('=')), keyset.substring(keyset.indexOf('=') + 1));
        }
        return lineages;
    }

    /** Returns the configured mode; by default UPSERT if a key is named, else INSERT. */
    InsertMode mode() {
        if (getInsertMode() != null) {
            return getInsertMode();
        }
        return keyColumns().isEmpty() ? InsertMode.INSERT : InsertMode.UPSERT;
    }

    /** {@link #versionColumn}. */
    public String getVersionColumn() {
        return versionColumn;
    }

    /** {@link #versionColumn}. */
    public void setVersionColumn(String versionColumn) {
        this.versionColumn = versionColumn;
    }

    /** {@link #deleteField}. */
    public String getDeleteField() {
        return deleteField;
    }

    /** {@link #deleteField}. */
    public void setDeleteField(String deleteField) {
        this.deleteField = deleteField;
    }

    /** {@link #tombstoneTable}. */
    public String getTombstoneTable() {
        return tombstoneTable;
    }

    /** {@link #tombstoneTable}. */
    public void setTombstoneTable(String tombstoneTable) {
        this.tombstoneTable = tombstoneTable;
    }

    /** {@link #canaryProperty}. */
    public String getCanaryProperty() {
        return canaryProperty;
    }

    /** {@link #canaryProperty}. */
    public void setCanaryProperty(String canaryProperty) {
        this.canaryProperty = canaryProperty;
    }

    /** {@link #keysets}. */
    public String getKeysets() {
        return keysets;
    }

    /** {@link #keysets}. */
    public void setKeysets(String keysets) {
        this.keysets = keysets;
    }

    /** {@link #maxBatchBytes}. */
    public int getMaxBatchBytes() {
        return maxBatchBytes;
    }

    /** {@link #maxBatchBytes}. */
    public void setMaxBatchBytes(int maxBatchBytes) {
        this.maxBatchBytes = maxBatchBytes;
    }

    /** {@link #lingerMs}. */
    public int getLingerMs() {
        return lingerMs;
    }

    /** {@link #lingerMs}. */
    public void setLingerMs(int lingerMs) {
        this.lingerMs = lingerMs;
    }

    /** {@link #queueSize}. */
    public int getQueueSize() {
        return queueSize;
    }

    /** {@link #queueSize}. */
    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    /** {@link #maxQueueBytes}. */
    public long getMaxQueueBytes() {
        return maxQueueBytes;
    }

    /** {@link #maxQueueBytes}. */
    public void setMaxQueueBytes(long maxQueueBytes) {
        this.maxQueueBytes = maxQueueBytes;
    }

    /** {@link #connections}. */
    public int getConnections() {
        return connections;
    }

    /** {@link #connections}. */
    public void setConnections(int connections) {
        this.connections = connections;
    }

    /** {@link #shards}. */
    public int getShards() {
        return shards;
    }

    /** {@link #shards}. */
    public void setShards(int shards) {
        this.shards = shards;
    }

    /** {@link #shard}. */
    public int getShard() {
        return shard;
    }

    /** {@link #shard}. */
    public void setShard(int shard) {
        this.shard = shard;
    }

    /** {@link #unknownFields}. */
    public UnknownFieldAction getUnknownFields() {
        return unknownFields;
    }

    /** {@link #unknownFields}. */
    public void setUnknownFields(UnknownFieldAction unknownFields) {
        this.unknownFields = unknownFields;
    }

    /** {@link #errorTopic}. */
    public String getErrorTopic() {
        return errorTopic;
    }

    /** {@link #errorTopic}. */
    public void setErrorTopic(String errorTopic) {
        this.errorTopic = errorTopic;
    }

    /** {@link #policyColumns}. */
    public String getPolicyColumns() {
        return policyColumns;
    }

    /** {@link #policyColumns}. */
    public void setPolicyColumns(String policyColumns) {
        this.policyColumns = policyColumns;
    }

    /** {@link #requiredColumns}. */
    public String getRequiredColumns() {
        return requiredColumns;
    }

    /** {@link #requiredColumns}. */
    public void setRequiredColumns(String requiredColumns) {
        this.requiredColumns = requiredColumns;
    }

    /** {@link #errorTopicKeys}. */
    public boolean isErrorTopicKeys() {
        return errorTopicKeys;
    }

    /** {@link #errorTopicKeys}. */
    public void setErrorTopicKeys(boolean errorTopicKeys) {
        this.errorTopicKeys = errorTopicKeys;
    }

    /** {@link #refusedRows}; null if not set, and then {@code errorTopic} decides. */
    public WhenRefused getRefusedRows() {
        return refusedRows;
    }

    /** {@link #refusedRows}. */
    public void setRefusedRows(WhenRefused refusedRows) {
        this.refusedRows = refusedRows;
    }

    /** {@link #refusedTable}. */
    public String getRefusedTable() {
        return refusedTable;
    }

    /** {@link #refusedTable}. */
    public void setRefusedTable(String refusedTable) {
        this.refusedTable = refusedTable;
    }

    /** {@link #sslMode}; null if it depends on the hosts. */
    public SslMode getSslMode() {
        return sslMode;
    }

    /** {@link #sslMode}. */
    public void setSslMode(SslMode sslMode) {
        this.sslMode = sslMode;
    }

    /** {@link #connectTimeoutMs}. */
    public int getConnectTimeoutMs() {
        return connectTimeoutMs;
    }

    /** {@link #connectTimeoutMs}. */
    public void setConnectTimeoutMs(int connectTimeoutMs) {
        this.connectTimeoutMs = connectTimeoutMs;
    }

    /** {@link #socketTimeoutMs}. */
    public int getSocketTimeoutMs() {
        return socketTimeoutMs;
    }

    /** {@link #socketTimeoutMs}. */
    public void setSocketTimeoutMs(int socketTimeoutMs) {
        this.socketTimeoutMs = socketTimeoutMs;
    }

    /** {@link #backoffMs}. */
    public int getBackoffMs() {
        return backoffMs;
    }

    /** {@link #backoffMs}. */
    public void setBackoffMs(int backoffMs) {
        this.backoffMs = backoffMs;
    }

    /** {@link #maxBackoffMs}. */
    public int getMaxBackoffMs() {
        return maxBackoffMs;
    }

    /** {@link #maxBackoffMs}. */
    public void setMaxBackoffMs(int maxBackoffMs) {
        this.maxBackoffMs = maxBackoffMs;
    }

    /** {@link #openTimeoutMs}. */
    public int getOpenTimeoutMs() {
        return openTimeoutMs;
    }

    /** {@link #openTimeoutMs}. */
    public void setOpenTimeoutMs(int openTimeoutMs) {
        this.openTimeoutMs = openTimeoutMs;
    }

    /** {@link #tableRefreshMs}. */
    public int getTableRefreshMs() {
        return tableRefreshMs;
    }

    /** {@link #tableRefreshMs}. */
    public void setTableRefreshMs(int tableRefreshMs) {
        this.tableRefreshMs = tableRefreshMs;
    }

    /** Only the table: the URL and the password must not be printed. */
    @Override
    public String toString() {
        return "MySqlSinkConfig[table=" + getTableName() + "]";
    }
}
