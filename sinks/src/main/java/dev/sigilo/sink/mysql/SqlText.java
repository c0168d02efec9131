package dev.sigilo.sink.mysql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Statements of many rows, written out with their values. A prepared statement of a thousand rows and two dozen columns costs
 * the driver several times what sending its text does, and the driver would write the same text.
 *
 * <p>A value cannot end its literal, whatever {@code sql_mode} the server is in: text stands in single quotes with each quote in
 * it doubled, and text with a backslash, which means something in one mode and nothing in another, is written in hexadecimal. The
 * connection is UTF-8 (see {@link ConnectionSettings}), in which no part of a longer character looks like a quote. Not
 * thread-safe; used again and again, so that its buffer is made once.
 */
final class SqlText {
    /** A buffer that grew beyond this for some giant row is not kept. */
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

    /** Adds SQL as it is: never a value. */
    SqlText sql(String text) {
        sql.append(text);
        return this;
    }

    /** Adds a value as {@link ColumnValues} makes them. */
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
            throw new IllegalArgumentException("no literal for a " + value.getClass().getName());
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

    /** The statement; only ever given to the driver. */
    String statement() {
        return sql.toString();
    }

    /** No value is ever printed. */
    @Override
    public String toString() {
        return "SqlText[" + sql.length() + " characters]";
    }
}
