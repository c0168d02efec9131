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
 * The audit chain in the table {@code audit} of db_command. It contains every line, whichever file the line was also written to.
 * Each line is numbered, includes the hash of the previous one, and is signed. The writing role can add lines but not change
 * them, and the server records the authenticated user and the time.
 */
final class AuditChain implements AutoCloseable {
    static final String FIRST = "0".repeat(64);
    private static final int DUPLICATE_KEY = 1062;
    private static final int ATTEMPTS = 50;
    private static final String READ = "SELECT number, line, hash, signature, public_key, database_user, written_at FROM audit ";

    /** A line of the chain; {@code databaseUser} is the user that the server authenticated, with host. */
    record Line(long number, String line, String hash, String signature, String publicKey, String databaseUser) {
    }

    private final Connection connection;
    private final AuditKey key;

    /** @param key the key that signs lines; null if lines are only read */
    AuditChain(Connection connection, AuditKey key) {
        this.connection = connection;
        this.key = key;
    }

    /** The user that the server authenticated this connection as. */
    String databaseUser() {
        try (PreparedStatement query = connection.prepareStatement("SELECT USER()"); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    /**
     * Appends a line and returns it.
     *
     * @param text creates the line's text from its number and the hash of the line before it
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
     * Checks that the chain is intact: numbers without gaps, valid hashes and signatures, each line following from the one before.
     *
     * @param trusted the {@linkplain AuditKey#id ids} of the keys that may have signed it
     * @throws CliException naming the first line that fails
     */
    static void verify(List<Line> lines, Set<String> trusted) {
        String previous = FIRST;
        long number = 0;
        for (Line line : lines) {
            number++;
            if (line.number() != number || !AuditLog.sha256(line.line()).equals(line.hash()) || !AuditLog.follows(line.line(), number, previous)) {
                throw new CliException("the audit chain in db_command is not intact: line " + number
                        + " was removed or changed, or does not follow from the one before it; keep the table as evidence");
            }
            if (!AuditKey.isSignature(line.publicKey(), line.hash(), line.signature())) {
                throw new CliException("the audit chain in db_command is not intact: the signature of line " + number
                        + " does not match its key; keep the table as evidence");
            }
            if (!trusted.contains(AuditKey.id(line.publicKey()))) {
                throw new CliException("line " + number + " of the audit chain in db_command is signed by key " + AuditKey.id(line.publicKey())
                        + ", which is not this machine's; if it is one of yours, add --trust " + AuditKey.id(line.publicKey()));
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
        Database.close(connection);
    }
}
