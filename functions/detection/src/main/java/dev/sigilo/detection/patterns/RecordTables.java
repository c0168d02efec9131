package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.identifiers.IdentifierType;

/**
 * Reads tables of people: rows below a header that names the columns, and single rows with a name, a number and a sex
 * or date.
 */
final class RecordTables {

    private static final int MOST_CELLS = 64;
    private static final int MOST_CELLS_OF_PERSON = 8;
    /** Separators in the order in which they are tried. */
    private static final char[] SEPARATORS = {'|', '\t', ' ', ';', ','};
    /** The number of columns that must be known in a header, and in one that could be a list in prose. */
    private static final int KNOWN_COLUMNS = 2;

    private static final int KNOWN_COLUMNS_OF_LIST = 3;
    private static final IntTable SEXES = IntTable.words("""
            m f h v male female hombre mujer varon masculino femenino""");

    private final String text;
    private final RecordValues values;
    private final LineMarks marks;
    /** The current table: its separator and the types of its columns; null outside a table. */
    private char separator;

    private IdentifierType[] columns;
    /** The cells of the current line. */
    private final int[] starts = new int[MOST_CELLS];

    private final int[] ends = new int[MOST_CELLS];
    private int count;

    RecordTables(String text, RecordValues values, LineMarks marks) {
        this.text = text;
        this.values = values;
        this.marks = marks;
    }

    /** Returns whether a header was read whose rows may follow. */
    boolean isOpen() {
        return columns != null;
    }

    /** Ends the current table. */
    void end() {
        columns = null;
    }

    /** Reads the line if it is a header or a row; returns whether it is one. */
    boolean read(int from, int to) {
        if (columns != null) {
            cut(from, to, separator);
            if (count >= 2 && count <= columns.length + 1) {
                for (int k = 0; k < Math.min(count, columns.length); k++) {
                    if (columns[k] != null) {
                        values.add(columns[k], starts[k], ends[k]);
                    }
                }
                return true;
            }
            columns = null;
        }
        for (char candidate : SEPARATORS) {
            if (marks.count(candidate) > 0) {
                cut(from, to, candidate);
                if (count >= 2) {
                    boolean list = candidate == ',' || candidate == ';';
                    return head(candidate, list ? KNOWN_COLUMNS_OF_LIST : KNOWN_COLUMNS) || !list && person();
                }
            }
        }
        return false;
    }

    /** Cuts the line into cells, without the white space around them. */
    private void cut(int from, int to, char between) {
        count = 0;
        int start = from;
        for (int i = from; i <= to && count < MOST_CELLS; i++) {
            boolean cellEnds = i == to
                    || (between == ' ' ? marks.isWideGap(i) || text.charAt(i) == '\t' : text.charAt(i) == between);
            if (cellEnds) {
                int first = start;
                int last = i;
                while (first < last && text.charAt(first) <= ' ') {
                    first++;
                }
                while (last > first && text.charAt(last - 1) <= ' ') {
                    last--;
                }
                boolean outer = first == last && (between == ' ' || count == 0 && between == '|' || i == to);
                if (!outer) {
                    starts[count] = first;
                    ends[count] = last;
                    count++;
                }
                start = i + 1;
            }
        }
    }

    /**
     * Reads the cells as a header if at least this many of them are known columns and one of these is about a person.
     */
    private boolean head(char between, int leastKnown) {
        IdentifierType[] types = new IdentifierType[count];
        int known = 0;
        boolean personal = false;
        for (int k = 0; k < count; k++) {
            int from = starts[k];
            int to = ends[k];
            if (values.digits(from, to) > 2) {
                return false;
            }
            types[k] = RecordKeys.of(text, from, to, true);
            known += types[k] == null ? 0 : 1;
            personal |= types[k] != null && types[k] != IdentifierType.DATE && !RecordKeys.isOrdinary(text, from, to);
        }
        if (known < leastKnown || !personal) {
            return false;
        }
        separator = between;
        columns = types;
        return true;
    }

    /** Recognizes a name, a number and a sex or date: "Ruiz Gil, Ana | 778812 | F". */
    private boolean person() {
        if (count > MOST_CELLS_OF_PERSON || !values.isName(starts[0], ends[0])) {
            return false;
        }
        int number = 0;
        boolean trait = count == 2;
        for (int k = 1; k < count; k++) {
            int from = starts[k];
            int to = ends[k];
            if (number == 0 && values.isIdentifier(from, to)) {
                number = k;
            } else if (SEXES.get(Hashes.folded(text, from, to)) != IntTable.ABSENT || values.isDate(from, to)) {
                trait = true;
            }
        }
        if (number == 0 || !trait) {
            return false;
        }
        values.add(IdentifierType.PATIENT_NAME, starts[0], ends[0]);
        values.add(IdentifierType.ID_PATIENT, starts[number], ends[number]);
        return true;
    }
}
