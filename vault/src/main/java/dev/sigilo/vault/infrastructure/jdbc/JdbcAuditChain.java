package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.vault.application.AuditChain;
import dev.sigilo.vault.domain.AuditKey;
import dev.sigilo.vault.domain.AuditLine;
import dev.sigilo.vault.domain.OperatorException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The audit chain in the table {@code audit} of db_command. It contains the lines of all files. Each line is numbered,
 * includes the hash of the previous one, and is signed. The writing role can add
 * lines but not change them, and the server records the authenticated user and the time.
 */
public final class JdbcAuditChain implements AuditChain {
    private static final int DUPLICATE_KEY = 1062;
    private static final int ATTEMPTS = 50;
    private static final String READ =
            "SELECT number, line, hash, signature, public_key, database_user, written_at FROM audit ";

    private final Connection connection;
    private final AuditKey key;

    /**
     * @param connection a connection of a role that may append to the chain
     * @param key        the key that signs lines; null if lines are only read
     */
    public JdbcAuditChain(Connection connection, AuditKey key) {
        this.connection = connection;
        this.key = key;
    }

    @Override
    public String databaseUser() {
        try (PreparedStatement query = connection.prepareStatement("SELECT USER()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    @Override
    public AuditLine append(BiFunction<Long, String, String> text) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<AuditLine> last = read("ORDER BY number DESC LIMIT 1");
            long number = last.isEmpty() ? 1 : last.get(0).number() + 1;
            String line = text.apply(
                    number, last.isEmpty() ? AuditLine.FIRST : last.get(0).hash());
            String hash = AuditLine.sha256(line);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO audit (number, line, hash, signature, public_key) VALUES (?, ?, ?, ?, ?)")) {
                insert.setLong(1, number);
                insert.setString(2, line);
                insert.setString(3, hash);
                insert.setString(4, key.sign(hash));
                insert.setString(5, key.publicKey());
                insert.executeUpdate();
                return new AuditLine(number, line, hash, null, key.publicKey(), null);
            } catch (SQLException e) {
                if (e.getErrorCode() != DUPLICATE_KEY) {
                    throw fault("written", e);
                }
                // Another command took the number; the next one is ours.
            }
        }
        throw new OperatorException(
                "the audit chain in db_command grows faster than this command can add to it; run it again");
    }

    @Override
    public List<AuditLine> lines() {
        return read("ORDER BY number");
    }

    private List<AuditLine> read(String rest) {
        try (PreparedStatement query = connection.prepareStatement(READ + rest);
                ResultSet rows = query.executeQuery()) {
            List<AuditLine> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(new AuditLine(
                        rows.getLong("number"),
                        rows.getString("line"),
                        rows.getString("hash"),
                        rows.getString("signature"),
                        rows.getString("public_key"),
                        rows.getString("database_user")));
            }
            return lines;
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    private static OperatorException fault(String what, SQLException e) {
        return new OperatorException("the audit chain in db_command cannot be " + what + " (" + Database.codes(e)
                + "), and nothing is opened or erased without it; update its tables and users with `sigilo migrate`");
    }

    @Override
    public void close() {
        Database.close(connection);
    }
}
