package dev.sigilo.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The audit chain in db_command, its table {@code audit}: every line whatever file it went into besides. Each has a number and
 * the hash of the one before, and is signed. The role that writes may add lines and change none, and the server itself puts down
 * as whom it was authenticated and when.
 */
final class AuditChain implements AutoCloseable {
    static final String FIRST = "0".repeat(64);
    private static final int DUPLICATE_KEY = 1062;
    private static final int ATTEMPTS = 50;
    private static final String READ = "SELECT number, line, hash, signature, public_key, database_user, written_at FROM audit ";

    /** A line of the chain; {@code databaseUser} is who the server authenticated, and from where. */
    record Line(long number, String line, String hash, String signature, String publicKey, String databaseUser) {
    }

    private final Connection connection;
    private final AuditKey key;

    /** @param key what lines are signed with; null where they are only read */
    AuditChain(Connection connection, AuditKey key) {
        this.connection = connection;
        this.key = key;
    }

    /** Who this connection is authenticated as, by the server's word. */
    String databaseUser() {
        try (PreparedStatement query = connection.prepareStatement("SELECT USER()"); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    /**
     * Adds a line and returns it as it stands.
     *
     * @param text makes the line's text of its number and the hash of the line before it
     */
    Line append(BiFunction<Long, String, String> text) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Line> last = read("ORDER BY number DESC LIMIT 1");
            long number = last.isEmpty() ? 1 : last.get(0).number() + 1;
            String line = text.apply(number, last.isEmpty() ? FIRST : last.get(0).hash());
            String hash = AuditLog.sha256(line);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO audit (number, line, hash, signature, public_key) VALUES (?, ?, ?, ?, ?)")) {
                insert.setLong(1, number);
                insert.setString(2, line);
                insert.setString(3, hash);
                insert.setString(4, key.sign(hash));
                insert.setString(5, key.publicKey());
                insert.executeUpdate();
                return new Line(number, line, hash, null, key.publicKey(), null);
            } catch (SQLException e) {
                if (e.getErrorCode() != DUPLICATE_KEY) {
                    throw fault("written", e);
                }
                // Another command took the number; the next one is ours.
            }
        }
        throw new CliException("the audit chain in db_command grows faster than this command can add to it; run it again");
    }

    /** Every line, in order. */
    List<Line> lines() {
        return read("ORDER BY number");
    }

    /**
     * Checks that the chain is whole: numbers without a gap, each line's hash and signature its own, each the follower of the one before.
     *
     * @param trusted the {@linkplain AuditKey#id ids} of the keys that may have signed it
     * @throws CliException naming the first line that is not
     */
    static void verify(List<Line> lines, Set<String> trusted) {
        String previous = FIRST;
        long number = 0;
        for (Line line : lines) {
            number++;
            if (line.number() != number || !AuditLog.sha256(line.line()).equals(line.hash()) || !AuditLog.follows(line.line(), number, previous)) {
                throw new CliException("the audit chain in db_command is not whole: line " + number
                        + " was removed or changed, or does not follow from the one before it; keep the table as evidence");
            }
            if (!AuditKey.isSignature(line.publicKey(), line.hash(), line.signature())) {
                throw new CliException("the audit chain in db_command is not whole: the signature of line " + number
                        + " is not that of its key; keep the table as evidence");
            }
            if (!trusted.contains(AuditKey.id(line.publicKey()))) {
                throw new CliException("line " + number + " of the audit chain in db_command is signed by key " + AuditKey.id(line.publicKey())
                        + ", which is not this machine's; if it is one of yours, say so with --trust " + AuditKey.id(line.publicKey()));
            }
            previous = line.hash();
        }
    }

    private List<Line> read(String rest) {
        try (PreparedStatement query = connection.prepareStatement(READ + rest); ResultSet rows = query.executeQuery()) {
            List<Line> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(new Line(rows.getLong("number"), rows.getString("line"), rows.getString("hash"), rows.getString("signature"),
                        rows.getString("public_key"), rows.getString("database_user")));
            }
            return lines;
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    private static CliException fault(String what, SQLException e) {
        return new CliException("the audit chain in db_command cannot be " + what + " (" + Database.codes(e)
                + "), and without it nothing is opened or erased; bring its tables and users to this version with `sigilo migrate`");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What it was for is done or was told to have failed.
            return;
        }
    }
}
