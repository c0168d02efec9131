package dev.sigilo.detection.patterns;

import dev.sigilo.identifiers.IdentifierType;
import java.util.Map;

/** Reads values beside a key: JSON, XML, {@code key=value}, "PatientName: ..." and DICOM tags. */
final class KeyedValues {

    private static final int LONGEST_KEY = 40;
    private static final int LIST_VALUES = 8;
    private static final int MOST_INDENT = 8;
    private static final int TAG_LENGTH = 9;
    private static final int MOST_BEFORE_BRACKET = 16;
    private static final String QUOTES = "\"'";
    /** The types of DICOM tags, by group and element. */
    private static final Map<String, IdentifierType> TAGS = Map.ofEntries(
            Map.entry("0010,0010", IdentifierType.PATIENT_NAME),
            Map.entry("0010,0020", IdentifierType.ID_PATIENT),
            Map.entry("0010,0030", IdentifierType.DATE),
            Map.entry("0008,0090", IdentifierType.STAFF_NAME),
            Map.entry("0008,0050", IdentifierType.ID_CONTACT),
            Map.entry("0008,0080", IdentifierType.HOSPITAL),
            Map.entry("0010,1040", IdentifierType.STREET),
            Map.entry("0008,1050", IdentifierType.STAFF_NAME),
            Map.entry("0008,1060", IdentifierType.STAFF_NAME),
            Map.entry("0008,1070", IdentifierType.STAFF_NAME),
            Map.entry("0008,0020", IdentifierType.DATE),
            Map.entry("0008,0021", IdentifierType.DATE),
            Map.entry("0010,1001", IdentifierType.PATIENT_NAME),
            Map.entry("0010,2154", IdentifierType.PHONE),
            Map.entry("0020,0010", IdentifierType.ID_CONTACT),
            Map.entry("0018,1000", IdentifierType.DEVICE),
            Map.entry("0032,1032", IdentifierType.STAFF_NAME),
            Map.entry("0010,1000", IdentifierType.ID_PATIENT));

    private final String text;
    private final RecordValues values;

    KeyedValues(String text, RecordValues values) {
        this.text = text;
        this.values = values;
    }

    /** Adds the values of the keys in the line. */
    void read(int lineStart, int to) {
        int i = lineStart;
        while (i < to) {
            char c = text.charAt(i);
            IdentifierType tag = c == '(' ? tag(i + 1, to) : null;
            if (tag != null) {
                i += 1 + TAG_LENGTH;
                tagValue(tag, i, to);
            } else if (c >= 'a' && c <= 'z' || Character.isLetter(c)) {
                int end = i;
                while (end < to && isOfKey(text.charAt(end))) {
                    end++;
                }
                if (end - i <= LONGEST_KEY) {
                    key(lineStart, i, end, to);
                }
                i = end;
            } else {
                i++;
            }
        }
    }

    /** Returns the type of the DICOM tag that begins here, or null. */
    private IdentifierType tag(int from, int to) {
        boolean form = from + TAG_LENGTH < to && text.charAt(from + 4) == ',';
        return form ? TAGS.get(text.substring(from, from + TAG_LENGTH)) : null;
    }

    private static boolean isOfKey(char c) {
        return c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '.'
                || Character.isLetterOrDigit(c);
    }

    /** Reads the value in brackets after a tag: "(0010,0010) PN [RUIZ^ANA]". */
    private void tagValue(IdentifierType type, int from, int to) {
        int open = from;
        while (open < to && open - from < MOST_BEFORE_BRACKET && text.charAt(open) != '[') {
            open++;
        }
        if (open < to && text.charAt(open) == '[') {
            int close = open + 1;
            while (close < to && close - open < RecordValues.LONGEST && text.charAt(close) != ']') {
                close++;
            }
            values.add(type, open + 1, close, false);
        }
    }

    /** Adds the value of the word from {@code from} to {@code end} if that word is a key. */
    private void key(int lineStart, int from, int end, int to) {
        if (end >= to) {
            return;
        }
        char before = from > lineStart ? text.charAt(from - 1) : '\n';
        char after = text.charAt(end);
        boolean element = before == '<' || before == ':' && from - 2 > lineStart;
        if (element && (after == '>' || after == ' ')) {
            element(from, end, to);
            return;
        }
        int next = end;
        boolean quoted = before == '"' || before == '\'';
        while (next < to && next - end < 4 && "\"'\\ ".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next >= to) {
            return;
        }
        char sign = text.charAt(next);
        if (sign == '=' || sign == ':' && quoted) {
            IdentifierType type = RecordKeys.of(text, from, end, quoted || sign == '=');
            if (type != null) {
                addValueAfterKey(type, next + 1, to, RecordKeys.isOrdinary(text, from, end));
            }
        } else if (sign == ':' && startsLine(lineStart, from) && next == end) {
            labelledName(RecordKeys.of(text, from, end, true), isCompound(from, end), next + 1, to);
        } else if (sign == ':' && isCompound(from, end)) {
            IdentifierType type = RecordKeys.of(text, from, end, false);
            if (type != null) {
                addValueAfterKey(type, next + 1, to, true);
            }
        }
    }

    /** Returns whether only white space is before the key in its line. */
    private boolean startsLine(int lineStart, int from) {
        for (int i = lineStart; i < from; i++) {
            if (text.charAt(i) > ' ' || i - lineStart > MOST_INDENT) {
                return false;
            }
        }
        return true;
    }

    /** Reads a name at the start of a line, with its surnames first, one of them listed: "PACIENTE: RUIZ GIL, ANA". */
    private void labelledName(IdentifierType type, boolean written, int from, int to) {
        if (type != IdentifierType.PATIENT_NAME && type != IdentifierType.STAFF_NAME) {
            if (type != null && written) {
                addValueAfterKey(type, from, to, true);
            }
            return;
        }
        int first = from;
        while (first < to && text.charAt(first) == ' ') {
            first++;
        }
        int end = bareEnd(type, first, to);
        int comma = text.substring(first, end).indexOf(',');
        if (comma > 0 && values.isName(first, end) && values.isListed(first, end)) {
            values.add(type, first, end);
        }
    }

    /** Returns whether a key does not occur in prose: "PatientName", "last_name". */
    private boolean isCompound(int from, int end) {
        boolean lower = false;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '_' || lower && Character.isUpperCase(c)) {
                return true;
            }
            lower = Character.isLowerCase(c);
        }
        return false;
    }

    /** Reads an XML element: {@code <family>Ruiz</family>}, {@code <family value="Ruiz"/>}. */
    private void element(int from, int end, int to) {
        IdentifierType type = RecordKeys.of(text, from, end, true);
        int close = end;
        while (close < to && close - end < RecordValues.LONGEST && text.charAt(close) != '>') {
            close++;
        }
        if (type == null || close >= to || text.charAt(close) != '>') {
            return;
        }
        int value = text.substring(end, close).indexOf("value=");
        if (value >= 0) {
            addValueAfterKey(type, end + value + 6, to, RecordKeys.isOrdinary(text, from, end));
            return;
        }
        int stop = close + 1;
        while (stop < to && stop - close < RecordValues.LONGEST && text.charAt(stop) != '<') {
            stop++;
        }
        if (stop < to && text.charAt(stop) == '<') {
            values.add(
                    type,
                    close + 1,
                    stop,
                    RecordKeys.isOrdinary(text, from, end) && type != IdentifierType.PATIENT_NAME);
        }
    }

    /** Adds the value after a key and its sign: in quotes, several in brackets, or bare. */
    private void addValueAfterKey(IdentifierType type, int from, int to, boolean doubtful) {
        int i = from;
        while (i < to && i - from < 4 && text.charAt(i) == ' ') {
            i++;
        }
        if (i < to && text.charAt(i) == '[') {
            quotedValues(type, i + 1, to, doubtful);
            return;
        }
        int start = i;
        while (start < to && start - i < 3 && text.charAt(start) == '\\') {
            start++;
        }
        if (start < to && QUOTES.indexOf(text.charAt(start)) >= 0) {
            int end = quotedEnd(start, to);
            if (end > start) {
                values.add(type, start + 1, end - 1, doubtful);
            }
            return;
        }
        int end = bareEnd(type, i, to);
        values.add(type, i, end, doubtful);
    }

    /** Adds the values of a list: {@code ["Ruiz", "Gil"]}. */
    private void quotedValues(IdentifierType type, int from, int to, boolean doubtful) {
        int at = from;
        for (int n = 0; n < LIST_VALUES && at < to; n++) {
            int end = quotedEnd(at, to);
            if (end <= at) {
                return;
            }
            values.add(type, at + 1, end - 1, doubtful);
            at = end;
            while (at < to && at - end < 4 && ", ".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }

    /** Returns the offset after the quote that ends the value whose opening quote is here, or {@code at}. */
    private int quotedEnd(int at, int to) {
        if (at >= to || QUOTES.indexOf(text.charAt(at)) < 0) {
            return at;
        }
        int end = at + 1;
        while (end < to && end - at < RecordValues.LONGEST && text.charAt(end) != text.charAt(at)) {
            end++;
        }
        return end < to && text.charAt(end) == text.charAt(at) ? end + 1 : at;
    }

    /**
     * Returns the end of a value without quotes: one word of a code or date, or the words of a name up to a mark, a
     * wide gap or the next key.
     */
    private int bareEnd(IdentifierType type, int from, int to) {
        boolean several = type == IdentifierType.PATIENT_NAME
                || type == IdentifierType.STAFF_NAME
                || type == IdentifierType.STREET
                || type == IdentifierType.TERRITORY
                || type == IdentifierType.HOSPITAL
                || type == IdentifierType.PHONE;
        int end = from;
        while (end < to && end - from < RecordValues.LONGEST) {
            char c = text.charAt(end);
            if (";|\t<>\"&[]{}#".indexOf(c) >= 0
                    || c == ',' && type != IdentifierType.STREET && !(several && isNameComma(end, to))) {
                break;
            }
            if (c == ' ' && (!several || end + 1 < to && text.charAt(end + 1) == ' ' || isKey(end + 1, to))) {
                break;
            }
            end++;
        }
        while (end > from && (text.charAt(end - 1) == ' ' || ".,)\\".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return end;
    }

    /** Returns whether a comma is within a name, before a capital and not before a key: "Name=RUIZ, ANA". */
    private boolean isNameComma(int at, int to) {
        return at + 2 < to
                && text.charAt(at + 1) == ' '
                && Character.isUpperCase(text.charAt(at + 2))
                && !isKey(at + 2, to);
    }

    /** Returns whether a word with an equals sign or a colon begins here. */
    private boolean isKey(int from, int to) {
        int i = from;
        while (i < to
                && i - from < LONGEST_KEY
                && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        return i > from && i < to && (text.charAt(i) == '=' || text.charAt(i) == ':');
    }
}
