package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the mapper for the table, and replaces it when the table changes. Thread-safe. */
final class SinkTable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkTable.class);

    private final MySqlSinkConfig config;
    private final WriterSchemas schemas;
    private final RowPolicies policies;
    private volatile RowMapper mapper;

    SinkTable(MySqlSinkConfig config, Connection connection, WriterSchemas schemas) throws SQLException {
        this.config = config;
        this.schemas = schemas;
        TargetTable target = TargetTable.read(connection, config);
        target.probe(connection);
        this.mapper = new RowMapper(target, config, schemas);
        this.policies = new RowPolicies(config.getTableName(), config.policyColumns());
        policies.open(connection);
    }

    /** Returns the policy that the table's rows belong to. */
    RowPolicies policies() {
        return policies;
    }

    RowMapper mapper() {
        return mapper;
    }

    /**
     * Reads the table again, unless another worker has done so since this mapper was in use.
     *
     * @throws SinkConfigException if the table no longer fits the configuration
     */
    synchronized RowMapper reread(Connection connection, RowMapper used) throws SQLException {
        if (mapper == used) {
            TargetTable target = TargetTable.read(connection, config);
            connection.rollback();
            if (!target.equals(mapper.target())) {
                LOG.info(
                        "table {} has changed and now has {} columns",
                        target.table().name(),
                        target.table().columns().size());
                mapper = new RowMapper(target, config, schemas);
            }
        }
        return mapper;
    }
}
