package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * Converts a field's value to its column's type. The result is one of the types that a statement accepts: {@code
 * String}, {@code Long}, {@code BigDecimal}, {@code Double}, {@code byte[]} or null. A value that cannot be read as the
 * column's type is a {@link RowFault}. Length, range and the members of an ENUM are checked by the server.
 */
final class ColumnValues {
    private static final Pattern TIME = Pattern.compile("-?\\d{1,3}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");

    /** A double has up to 308 digits before its point; DECIMAL has 65. */
    private static final int MAX_DIGITS = 400;

    private ColumnValues() {}

    /** A list, map or record, as JSON text. */
    private record Json(String text, JsonNode node) {}

    /** Converts the value of a JSON field. */
    static Object ofJson(JsonNode node, FieldType type, TableDefinition.Column column) throws RowFaultException {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isTextual()) {
            String text = node.textValue();
            if (type.meaning() == FieldType.Meaning.BYTES) {
                return fit(bytes(node, column), type, column);
            }
            // The common case first: text for a text column.
            return column.kind() == ColumnKind.TEXT ? text : fit(text, type, column);
        }
        Object value;
        if (node.isBoolean()) {
            value = node.booleanValue();
        } else if (node.isBinary()) {
            value = bytes(node, column);
        } else if (node.isBigInteger()) {
            value = node.bigIntegerValue();
        } else if (node.isIntegralNumber()) {
            value = node.longValue();
        } else if (node.isBigDecimal()) {
            value = node.decimalValue();
        } else if (node.isNumber()) {
            value = node.doubleValue();
        } else {
            value = new Json(node.toString(), node);
        }
        return fit(value, type, column);
    }

    private static byte[] bytes(JsonNode node, TableDefinition.Column column) throws RowFaultException {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new RowFaultException(RowFault.BAD_VALUE, column.name());
        }
    }

    /** Converts the value of an Avro field, or of any plain Java type. */
    static Object ofAvro(Object value, FieldType type, TableDefinition.Column column) throws RowFaultException {
        if (value == null) {
            return null;
        }
        Object plain = value;
        if (value instanceof CharSequence
                || value instanceof Enum<?>
                || value instanceof org.apache.avro.generic.GenericEnumSymbol<?>) {
            plain = value.toString();
        } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            plain = ((Number) value).longValue();
        } else if (value instanceof Float number) {
            // The shortest decimal for this float, without the extra digits that a double would show.
            plain = number.isNaN() || number.isInfinite() ? number.doubleValue() : new BigDecimal(number.toString());
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            plain = bytes;
        } else if (value instanceof GenericFixed fixed) {
            plain = fixed.bytes();
        } else if (value instanceof Map || value instanceof Collection || value instanceof IndexedRecord) {
            JsonNode node = AvroJson.toJson(value);
            plain = new Json(node.toString(), node);
        }
        if (plain instanceof byte[] bytes && type.meaning() == FieldType.Meaning.DECIMAL) {
            plain = bytes.length == 0 ? null : new BigDecimal(new BigInteger(bytes), type.scale());
        }
        return plain == null ? null : fit(plain, type, column);
    }

    private static Object fit(Object value, FieldType type, TableDefinition.Column column) throws RowFaultException {
        try {
            Object fitted = switch (column.kind()) {
                case INTEGER, BIT -> integer(value);
                case DECIMAL -> decimal(value);
                case FLOATING -> floating(value);
                case TEXT -> text(value, type);
                case SET -> set(value, type);
                case JSON -> json(value, type);
                case BINARY -> binary(value);
                case DATE -> date(value, type);
                case TIME -> time(value, type);
                case DATETIME -> dateTime(value, type);
                case UNSUPPORTED -> null;
            };
            if (fitted != null) {
                return fitted;
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // These exceptions quote the value, so they must not be passed on.
        }
        throw new RowFaultException(RowFault.BAD_VALUE, column.name());
    }

    private static Object integer(Object value) {
        if (value instanceof Long) {
            return value;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).toBigIntegerExact().longValueExact();
        }
        if (value instanceof BigDecimal number) {
            return new BigDecimal(sane(number).toBigIntegerExact());
        }
        if (value instanceof String text) {
            return new BigDecimal(sane(new BigDecimal(text.strip())).toBigIntegerExact());
        }
        return null;
    }

    private static Object decimal(Object value) {
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof String text) {
            return sane(new BigDecimal(text.strip()));
        }
        return value instanceof BigDecimal number ? sane(number) : integer(value);
    }

    /** Rejects numbers such as 1e999999999, which are short but would take a gigabyte when written out. */
    private static BigDecimal sane(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS) {
            throw new ArithmeticException("more digits than any column has");
        }
        return number;
    }

    private static Object floating(Object value) {
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite() ? null : number;
        }
        return decimal(value);
    }

    private static String text(Object value, FieldType type) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Json json) {
            return json.text();
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof BigDecimal number) {
            return sane(number).toPlainString();
        }
        return switch (type.meaning()) {
            case DATE -> date(value, type);
            case TIME_MILLIS, TIME_MICROS -> time(value, type);
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS ->
                instant(value, type).toString();
            default -> value.toString();
        };
    }

    private static String set(Object value, FieldType type) {
        if (value instanceof Json json && json.node().isArray()) {
            StringJoiner members = new StringJoiner(",");
            json.node().forEach(member -> members.add(member.asText()));
            return members.toString();
        }
        return text(value, type);
    }

    private static String json(Object value, FieldType type) {
        return value instanceof byte[] ? null : text(value, type);
    }

    private static byte[] binary(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return value instanceof Json json ? json.text().getBytes(StandardCharsets.UTF_8) : null;
    }

    private static String date(Object value, FieldType type) {
        if (value instanceof Long number) {
            return type.meaning() == FieldType.Meaning.DATE
                    ? LocalDate.ofEpochDay(number).toString()
                    : instant(value, type)
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString();
        }
        if (value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof String text && isDay(text)) {
            return text;
        }
        LocalDateTime time = localDateTime(value);
        return time == null ? null : time.toLocalDate().toString();
    }

    /**
     * Whether this is an ISO 8601 date with a four-digit year. Hand-written, because the formatter takes as long as the
     * rest of a row.
     */
    static boolean isDay(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /** Returns the number that these characters spell, or -1 if one of them is not an ASCII digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    private static String time(Object value, FieldType type) {
        if (value instanceof Long number) {
            return switch (type.meaning()) {
                case TIME_MILLIS -> clock(LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000_000L)));
                case TIME_MICROS -> clock(LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000L)));
                default -> null;
            };
        }
        if (value instanceof LocalTime time) {
            return clock(time);
        }
        if (value instanceof String text) {
            if (TIME.matcher(text).matches()) {
                return text;
            }
            TemporalAccessor time = DateTimeFormatter.ISO_TIME.parseBest(text, OffsetTime::from, LocalTime::from);
            return clock(
                    time instanceof OffsetTime offset
                            ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime()
                            : (LocalTime) time);
        }
        return null;
    }

    private static String clock(LocalTime time) {
        return DateTimeFormatter.ISO_LOCAL_TIME.format(time.truncatedTo(ChronoUnit.MICROS));
    }

    private static String dateTime(Object value, FieldType type) {
        LocalDateTime time = value instanceof Long
                ? LocalDateTime.ofInstant(instant(value, type), ZoneOffset.UTC)
                : localDateTime(value);
        if (time == null) {
            return null;
        }
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new DateTimeException("outside DATETIME");
        }
        StringBuilder text = new StringBuilder(26);
        digits(text, time.getYear(), 4).append('-');
        digits(text, time.getMonthValue(), 2).append('-');
        digits(text, time.getDayOfMonth(), 2).append(' ');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        digits(text, time.getSecond(), 2).append('.');
        return digits(text, time.getNano() / 1000, 6).toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        int unit = 1;
        for (int i = 1; i < width; i++) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
        return text;
    }

    private static Instant instant(Object value, FieldType type) {
        if (!(value instanceof Long number)) {
            throw new DateTimeException("not a number");
        }
        return switch (type.meaning()) {
            case TIMESTAMP_MICROS -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
            case TIMESTAMP_NANOS -> Instant.EPOCH.plusNanos(number);
            case DATE, TIME_MILLIS, TIME_MICROS -> throw new DateTimeException("no instant");
            // Without a logical type, a number is read as milliseconds, as in Java and JavaScript.
            default -> Instant.ofEpochMilli(number);
        };
    }

    private static LocalDateTime localDateTime(Object value) {
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof LocalDateTime time) {
            return time;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (!(value instanceof String text)) {
            return null;
        }
        String iso = text.strip();
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay();
        }
        if (iso.length() > 10 && iso.charAt(10) == ' ') {
            iso = iso.substring(0, 10) + 'T' + iso.substring(11);
        }
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, ZonedDateTime::from, LocalDateTime::from);
        return time instanceof ZonedDateTime zoned
                ? zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : (LocalDateTime) time;
    }
}
