package dev.sigilo.sink.mysql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Builds statements of many rows as text that includes the values. For a thousand rows and two dozen columns, a
 * prepared statement costs the driver several times as much as sending the text, and the driver would write the same
 * text.
 *
 * <p>A value cannot end its literal in any {@code sql_mode}: text is enclosed in single quotes, and quotes inside it
 * are doubled. Text with a backslash, which is an escape in some modes only, is written in hexadecimal. The connection
 * is UTF-8 (see {@link ConnectionSettings}), in which no part of a longer character looks like a quote. Not
 * thread-safe. Reused, so that its buffer is allocated once.
 */
final class SqlText {
    /** A buffer that grew beyond this for a very large row is not kept. */
    private static final int LARGEST_KEPT = 16 * 1024 * 1024;

    private static final int FIRST_CAPACITY = 64 * 1024;

    private StringBuilder sql = new StringBuilder(FIRST_CAPACITY);

    /** Begins a statement. */
    SqlText start(String text) {
        if (sql.capacity() > LARGEST_KEPT) {
            sql = new StringBuilder(FIRST_CAPACITY);
        }
        sql.setLength(0);
        sql.append(text);
        return this;
    }

    /** Adds SQL unchanged; never a value. */
    SqlText sql(String text) {
        sql.append(text);
        return this;
    }

    /** Adds a value of one of the types that {@link ColumnValues} returns. */
    SqlText value(Object value) {
        if (value == null) {
            sql.append("NULL");
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Long number) {
            sql.append(number.longValue());
        } else if (value instanceof byte[] bytes) {
            sql.append("x'");
            HexFormat.of().formatHex(sql, bytes);
            sql.append('\'');
        } else if (value instanceof BigDecimal number) {
            sql.append(number.toPlainString());
        } else if (value instanceof Double number) {
            sql.append(number.doubleValue());
        } else {
            throw new IllegalArgumentException(
                    "no literal for a " + value.getClass().getName());
        }
        return this;
    }

    private void text(String text) {
        if (text.indexOf('\\') >= 0) {
            sql.append("_utf8mb4 x'");
            HexFormat.of().formatHex(sql, text.getBytes(StandardCharsets.UTF_8));
            sql.append('\'');
            return;
        }
        sql.append('\'');
        int start = 0;
        for (int quote = text.indexOf('\''); quote >= 0; quote = text.indexOf('\'', quote + 1)) {
            sql.append(text, start, quote).append('\'');
            start = quote;
        }
        sql.append(text, start, text.length()).append('\'');
    }

    /** Returns the statement, which must be passed only to the driver. */
    String statement() {
        return sql.toString();
    }

    /** No value is ever printed. */
    @Override
    public String toString() {
        return "SqlText[" + sql.length() + " characters]";
    }
}
