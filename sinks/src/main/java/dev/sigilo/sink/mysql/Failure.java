package dev.sigilo.sink.mysql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of database errors, by their cause and by what the sink does next. */
enum Failure {
    /** This row cannot be stored: it is refused, the other rows of its batch are written. */
    ROW,
    /** The server or the network has a problem: nothing was stored, and the batch is retried. */
    SERVER,
    /** The transaction conflicted with another one and is retried. */
    CONFLICT,
    /** The table has changed since it was read, so it is read again. */
    TABLE_CHANGED,
    /** The configuration or the user's rights are wrong for this server. */
    CONFIGURATION,
    /** The statement is larger than the server's packet limit, so it is split. */
    TOO_LARGE,
    /** An unknown error. Trying the rows one by one shows whether the row or the server is at fault. */
    UNKNOWN;

    /** Numbers of the MySQL and MariaDB error references; SQLState is too coarse for these (many are HY000). */
    private static final Set<Integer> SERVER_ERRORS = Set.of(
            3, 5, 9, 23, 1020, 1021, 1026, 1030, 1037, 1038, 1040, 1041, 1042, 1043, 1053, 1077, 1078, 1079, 1080, 1114,
            1129, 1152, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161, 1180, 1181, 1184, 1188, 1189, 1190, 1194, 1195,
            1196, 1197, 1203, 1206, 1218, 1219, 1226, 1290, 1297, 1299, 1317, 1396, 1412, 1429, 1430, 1637, 1792, 1836,
            1906, 1927, 1969, 2002, 2003, 2005, 2006, 2012, 2013, 2026, 2055, 3024, 3032, 3100, 3101, 3168, 3169, 3572,
            3675, 3750, 4031);

    private static final Set<Integer> CONFLICTS = Set.of(1205, 1213, 1614);
    private static final Set<Integer> TABLE_CHANGES = Set.of(1054, 1072, 1110, 1136, 1146, 1051, 1091, 1364, 1478);
    private static final Set<Integer> CONFIGURATION_ERRORS = Set.of(
            1044, 1045, 1046, 1049, 1102, 1103, 1115, 1131, 1142, 1143, 1147, 1227, 1231, 1251, 1273, 1370, 1410, 1449,
            1524, 1698, 1820, 1862, 3118, 3159, 3955, 4151);
    private static final Set<Integer> ROW_ERRORS = Set.of(
            1048, 1062, 1169, 1216, 1217, 1263, 1264, 1265, 1292, 1300, 1366, 1367, 1406, 1411, 1416, 1425, 1426, 1451,
            1452, 1525, 1526, 1557, 1586, 1630, 1644, 1690, 1748, 1761, 1762, 3140, 3141, 3142, 3143, 3144, 3145, 3156,
            3157, 3158, 3655, 3732, 3751, 3819, 3854, 3866, 3903, 3988, 4025, 4038, 4078, 4161);

    private static final Pattern AT_ROW = Pattern.compile("at row (\\d{1,9})");
    /**
     * {@code for column 'name'}, {@code column `database`.`table`.`name`}, a check of one column, {@code CONSTRAINT
     * `table.name`}, and {@code Field 'name' doesn't have a default value}.
     */
    private static final Pattern COLUMN = Pattern.compile(
            "[Cc]olumn (?:`[^`]{1,64}`\\.){0,2}['`]([^'`]{1,64})['`]|CONSTRAINT `([^`]{1,129})` failed|Field '([^'`]{1,64})' doesn't have a default");

    /** Returns the server's or the driver's error inside an error that a pool reports. */
    static SQLException rootOf(SQLException error) {
        SQLException root = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                root = sql;
            }
        }
        return root;
    }

    /** Returns the kind of an error. */
    static Failure of(SQLException error) {
        if (error.getClass().getSimpleName().equals("PacketTooBigException") || error.getErrorCode() == 1153) {
            return TOO_LARGE;
        }
        int code = error.getErrorCode();
        if (CONFIGURATION_ERRORS.contains(code)) {
            return CONFIGURATION;
        }
        if (CONFLICTS.contains(code)) {
            return CONFLICT;
        }
        if (SERVER_ERRORS.contains(code)) {
            return SERVER;
        }
        if (TABLE_CHANGES.contains(code)) {
            return TABLE_CHANGED;
        }
        if (ROW_ERRORS.contains(code)) {
            return ROW;
        }
        if (error instanceof SQLRecoverableException
                || error instanceof SQLNonTransientConnectionException
                || error instanceof SQLTransientConnectionException) {
            return SERVER;
        }
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.startsWith("08") || state.startsWith("57")) {
            return SERVER;
        }
        if (state.startsWith("40")) {
            return CONFLICT;
        }
        if (state.startsWith("28")) {
            return CONFIGURATION;
        }
        if (state.startsWith("22") || state.startsWith("23") || state.startsWith("45")) {
            return ROW;
        }
        return UNKNOWN;
    }

    /** Returns the row fault for an error. Of the server's message, only the column's name is used. */
    static RowFaultException rowFault(SQLException error, TableDefinition table) {
        String column = column(error, table);
        RowFault fault = switch (error.getErrorCode()) {
            case 1406, 1301 -> RowFault.TOO_LONG;
            case 1264, 1690, 1441, 1416 -> RowFault.OUT_OF_RANGE;
            case 1048, 1263, 1364, 1566 -> RowFault.NULL_NOT_ALLOWED;
            case 3140, 3141, 3142, 3143, 3144, 3145, 3156, 3157, 3158, 4038 -> RowFault.BAD_JSON;
            case 1062, 1169, 1557, 1586, 1761, 1762 -> RowFault.DUPLICATE_KEY;
            case 1216, 1217, 1451, 1452, 1526, 1644, 1748, 3819, 4025, 4161 -> RowFault.CONSTRAINT;
            case 1153 -> RowFault.TOO_LARGE;
            default ->
                switch (of(error)) {
                    case TOO_LARGE -> RowFault.TOO_LARGE;
                    case ROW ->
                        "22001".equals(error.getSQLState())
                                ? RowFault.TOO_LONG
                                : "22003".equals(error.getSQLState()) ? RowFault.OUT_OF_RANGE : RowFault.BAD_VALUE;
                    default -> RowFault.REFUSED;
                };
        };
        if (fault == RowFault.CONSTRAINT
                && column != null
                && table.columns().get(column).kind() == ColumnKind.JSON) {
            fault = RowFault.BAD_JSON;
        }
        return new RowFaultException(fault, column, error.getSQLState(), error.getErrorCode());
    }

    private static String column(SQLException error, TableDefinition table) {
        if (error.getMessage() == null) {
            return null;
        }
        String name = null;
        // The last match: a quoted value may look like a column, but it comes earlier in the message.
        for (Matcher matcher = COLUMN.matcher(error.getMessage()); matcher.find(); ) {
            name = matcher.group(1) != null
                    ? matcher.group(1)
                    : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        }
        if (name == null) {
            return null;
        }
        name = name.substring(name.lastIndexOf('.') + 1);
        // Only the name of an existing column is passed on.
        return table.columns().containsKey(name) ? name : null;
    }

    /**
     * Returns which row of a statement the server blames, from 0; -1 if it names none. This is a hint that must be
     * checked.
     */
    static int rowAtFault(SQLException error) {
        if (error.getMessage() == null) {
            return -1;
        }
        int row = -1;
        // The last match: a quoted value may contain the same words, but it comes earlier in the message.
        for (Matcher matcher = AT_ROW.matcher(error.getMessage()); matcher.find(); ) {
            row = Integer.parseInt(matcher.group(1)) - 1;
        }
        return row;
    }

    /** Describes an error by its codes only, because its message may quote a value. */
    static String describe(SQLException error) {
        return "SQLState " + error.getSQLState() + ", error " + error.getErrorCode();
    }
}
