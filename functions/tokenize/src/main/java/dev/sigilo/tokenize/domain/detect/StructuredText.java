package dev.sigilo.tokenize.domain.detect;

import dev.sigilo.identifiers.IdentifierType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Identifiers in text that has the structure of a record: HL7 version 2 segments, JSON, XML, {@code key=value}, headers of DICOM, and
 * tables with or without a header, with cells separated by pipes, tabs, semicolons, commas or wide gaps. The key, column or field
 * determines what a value is.
 *
 * <p>Linear in the length of the text: what is looked at from one place is bounded, or lies in one line that is read once.
 */
final class StructuredText {

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_KEY = 40;
    private static final int MOST_NAME_WORDS = 8;
    /** No relevant field has a higher number. */
    private static final int MOST_FIELDS = 64;
    private static final int MOST_CELLS = 64;
    private static final int[] NO_CELLS = {0};
    private static final int LIST_VALUES = 8;
    private static final int ID_DIGITS = 5;
    private static final int MOST_ID_CHARACTERS = 24;

    /** Fields by segment: n name, s name of staff with number, i identifier, v visit or order, d date, a address, p telephone, k SSN, u insurance, h hospital. */
    private static final Map<String, String> SEGMENTS = Map.ofEntries(
            Map.entry("PID", "2i 3i 4i 5n 6n 7d 9n 11a 13p 14p 18v 19k 20u 21i"), Map.entry("NK1", "2n 4a 5p 6p 16d 30n 31p 32a 33i"),
            Map.entry("GT1", "2u 3n 4n 5a 6p 7p 8d 12k 16n 17a 18p"), Map.entry("IN1", "2u 5a 7p 8u 16n 18d 19a 36u 49u"), Map.entry("IN2", "1u 2k 3n 6u 8u"),
            Map.entry("PV1", "5v 7s 8s 9s 17s 19v 44d 45d 50v 52s"), Map.entry("PD1", "3h 4s"), Map.entry("MRG", "1i 2i 3v 4i 5v 7n"),
            Map.entry("OBR", "2v 3v 6d 7d 8d 10s 14d 16s 17p 18v 19v 20v 22d 28s 32s 33s 34s 35s 36d"), Map.entry("ORC", "2v 3v 4v 9d 10s 11s 12s 14p 15d 19s 21h 22a 23p 24a"),
            Map.entry("EVN", "2d 3d 5s 6d"), Map.entry("MSH", "4h 6h 7d 10v"), Map.entry("OBX", "14d 16s 18v"), Map.entry("TXA", "4d 5s 6d 7d 8d 9s 10s 11s 12v 13v 14v 15v 22s"),
            Map.entry("SCH", "1v 2v 12s 16s 17p 20s"), Map.entry("STF", "2i 3n 10p 11a"), Map.entry("ROL", "4s"), Map.entry("DG1", "5d 16s"), Map.entry("AL1", "6d"),
            Map.entry("PR1", "5d 8s 11s 12s"), Map.entry("AIP", "3s 4s 6d"), Map.entry("ACC", "1d"), Map.entry("RXE", "15v"), Map.entry("ZPD", "2i"), Map.entry("SPM", "2v 17d 18d"));
    private static final Map<String, IdentifierType> TAGS = Map.ofEntries(Map.entry("0010,0010", IdentifierType.PATIENT_NAME),
            Map.entry("0010,0020", IdentifierType.ID_PATIENT), Map.entry("0010,0030", IdentifierType.DATE), Map.entry("0008,0090", IdentifierType.STAFF_NAME),
            Map.entry("0008,0050", IdentifierType.ID_CONTACT), Map.entry("0008,0080", IdentifierType.HOSPITAL), Map.entry("0010,1040", IdentifierType.STREET),
            Map.entry("0008,1050", IdentifierType.STAFF_NAME), Map.entry("0008,1060", IdentifierType.STAFF_NAME), Map.entry("0008,1070", IdentifierType.STAFF_NAME),
            Map.entry("0008,0020", IdentifierType.DATE), Map.entry("0008,0021", IdentifierType.DATE), Map.entry("0010,1001", IdentifierType.PATIENT_NAME),
            Map.entry("0010,2154", IdentifierType.PHONE), Map.entry("0020,0010", IdentifierType.ID_CONTACT), Map.entry("0018,1000", IdentifierType.DEVICE),
            Map.entry("0032,1032", IdentifierType.STAFF_NAME), Map.entry("0010,1000", IdentifierType.ID_PATIENT));
    private static final IntTable NOTHING = ClinicalScales.words("null none unknown na nil empty desconocido ninguno undefined true false string");
    private static final IntTable NAME_LABELS = ClinicalScales.words("surname forename forenames apellidos apellido");
    private static final IntTable NAME_STOPS = ClinicalScales.words("surname forename forenames apellidos apellido nombre name sex sexo dob mrn nhc age edad date "
            + "gender address first last given dni id fecha");
    private static final IntTable SEXES = ClinicalScales.words("m f h v male female hombre mujer varon masculino femenino");
    private static final IntTable NO_NAME = ClinicalScales.words("total final result results test report status normal negative positive pending value range units "
            + "left right day days count panel serum blood urine culture history allergies medications plan exam physical vital signs date time room bed unit");

    private final String text;
    private final TextWords words;
    private final ListedWords lexicon;
    private final List<Span> spans = new ArrayList<>();
    /** The current table: its separator and the types of its columns. */
    private char separator;
    private IdentifierType[] columns;
    /** How many of these marks the line has. */
    private int strokes;
    private int tabs;
    private int gaps;
    private int semicolons;
    private int commas;

    private StructuredText(String text, TextWords words, ListedWords lexicon) {
        this.text = text;
        this.words = words;
        this.lexicon = lexicon;
    }

    /** Returns what was found, in the order of the text and without overlap. */
    static List<Span> find(String text, TextWords words, ListedWords lexicon) {
        StructuredText structured = new StructuredText(text, words, lexicon);
        structured.lines();
        structured.labels();
        return structured.sorted();
    }

    /**
     * Returns the spans with the values of records among them; these stand, and others are cut where they reach into one. Where a span
     * of the same category holds a value and more, it stands whole: "Apellidos: Fernández de Miguel".
     */
    static List<Span> over(List<Span> spans, List<Span> values, CharSequence text) {
        List<Span> parted = new ArrayList<>(values.size());
        int next = 0;
        for (Span value : values) {
            while (next < spans.size() && spans.get(next).end() <= value.start()) {
                next++;
            }
            boolean held = next < spans.size() && spans.get(next).start() <= value.start() && spans.get(next).end() >= value.end()
                    && spans.get(next).type().category() == value.type().category();
            if (!held) {
                parted.add(value);
            }
        }
        return LabelledCodes.over(spans, parted, text, false);
    }

    private List<Span> sorted() {
        spans.sort(Comparator.comparingInt(Span::start).thenComparing(Comparator.comparingInt(Span::end).reversed()));
        List<Span> apart = new ArrayList<>(spans.size());
        int end = 0;
        for (Span span : spans) {
            if (span.start() >= end) {
                apart.add(span);
                end = span.end();
            }
        }
        return apart;
    }

    private void lines() {
        int from = 0;
        while (from < text.length()) {
            int to = from;
            int marks = 0;
            strokes = 0;
            tabs = 0;
            gaps = 0;
            semicolons = 0;
            commas = 0;
            for (; to < text.length(); to++) {
                char c = text.charAt(to);
                if (c >= 'a' && c <= 'z') {
                    continue;
                }
                if (c == '\n' || c == '\r') {
                    break;
                }
                switch (c) {
                    case '|' -> strokes++;
                    case '\t' -> tabs++;
                    case ';' -> semicolons++;
                    case ',' -> commas++;
                    case ' ' -> gaps += isWide(to) ? 1 : 0;
                    case '"', '<', '=', '\'', '[', ':' -> marks++;
                    default -> { }
                }
            }
            boolean table = strokes + tabs + gaps > 0 || semicolons >= 2 || commas >= 2;
            boolean read = strokes > 0 && segment(from, to) || (table || columns != null) && row(from, to);
            if (!read && marks > 0) {
                keys(from, to);
            }
            from = to + 1;
        }
    }

    private boolean isWide(int i) {
        return i + 2 < text.length() && text.charAt(i + 1) == ' ' && text.charAt(i) == ' ' && text.charAt(i + 2) == ' ';
    }

    // HL7 version 2

    private boolean segment(int lineStart, int to) {
        int from = lineStart;
        while (from < to && !Character.isLetterOrDigit(text.charAt(from))) {
            from++;
        }
        String fields = from + 4 <= to && text.charAt(from + 3) == '|' ? SEGMENTS.get(text.substring(from, from + 3)) : null;
        if (fields == null) {
            return false;
        }
        columns = null;
        int number = text.startsWith("MSH", from) ? 1 : 0;
        int start = from + 4;
        for (int i = start; i <= to && number < MOST_FIELDS; i++) {
            if (i == to || text.charAt(i) == '|') {
                number++;
                char kind = kindOf(fields, number);
                if (kind != 0 && i > start) {
                    field(kind, start, i);
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static char kindOf(String fields, int number) {
        for (String field : fields.split(" ")) {
            if (Integer.parseInt(field.substring(0, field.length() - 1)) == number) {
                return field.charAt(field.length() - 1);
            }
        }
        return 0;
    }

    private void field(char kind, int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '~') {
                repetition(kind, start, i);
                start = i + 1;
            }
        }
    }

    private void repetition(char kind, int from, int to) {
        int[] starts = new int[MOST_NAME_WORDS];
        int[] ends = new int[MOST_NAME_WORDS];
        int count = 0;
        int start = from;
        for (int i = from; i <= to && count < MOST_NAME_WORDS; i++) {
            if (i == to || text.charAt(i) == '^') {
                starts[count] = start;
                ends[count++] = i;
                start = i + 1;
            }
        }
        switch (kind) {
            case 'n' -> joined(IdentifierType.PATIENT_NAME, starts, ends, 0, Math.min(count, 4));
            case 's' -> {
                boolean numbered = digits(starts[0], ends[0]) > 0 || ends[0] == starts[0];
                if (numbered) {
                    add(IdentifierType.ID_STAFF, starts[0], ends[0]);
                }
                joined(IdentifierType.STAFF_NAME, starts, ends, numbered ? 1 : 0, Math.min(count, 5));
            }
            case 'i' -> add(IdentifierType.ID_PATIENT, starts[0], ends[0]);
            case 'v' -> add(IdentifierType.ID_CONTACT, starts[0], ends[0]);
            case 'u' -> add(IdentifierType.ID_INSURANCE, starts[0], ends[0]);
            case 'k' -> add(IdentifierType.SSN, starts[0], ends[0]);
            case 'd' -> add(IdentifierType.DATE, starts[0], ends[0]);
            case 'h' -> add(IdentifierType.HOSPITAL, starts[0], ends[0]);
            case 'p' -> {
                add(IdentifierType.PHONE, starts[0], ends[0]);
                for (int k = 5; k < count; k++) {
                    add(IdentifierType.PHONE, starts[k], ends[k]);
                }
            }
            default -> {
                IdentifierType[] parts = {IdentifierType.STREET, IdentifierType.STREET, IdentifierType.TERRITORY, IdentifierType.TERRITORY, IdentifierType.ZIP};
                for (int k = 0; k < Math.min(count, parts.length); k++) {
                    add(parts[k], starts[k], ends[k]);
                }
            }
        }
    }

    /** Adds the components of a name as one, from the first that is one to the last. */
    private void joined(IdentifierType type, int[] starts, int[] ends, int first, int count) {
        int from = -1;
        int to = -1;
        for (int k = first; k < count; k++) {
            if (hasLetter(starts[k], ends[k])) {
                from = from < 0 ? starts[k] : from;
                to = ends[k];
            }
        }
        if (from >= 0) {
            add(type, from, to);
        }
    }

    // Tables

    private boolean row(int from, int to) {
        if (columns != null) {
            int[] cells = cells(from, to, separator);
            int count = cells[0];
            if (count >= 2 && count <= columns.length + 1) {
                for (int k = 0; k < Math.min(count, columns.length); k++) {
                    if (columns[k] != null) {
                        value(columns[k], cells[1 + 2 * k], cells[2 + 2 * k], false);
                    }
                }
                return true;
            }
            columns = null;
        }
        for (char candidate : new char[] {'|', '\t', ' ', ';', ','}) {
            int[] cells = count(candidate) > 0 ? cells(from, to, candidate) : NO_CELLS;
            if (cells[0] >= 2) {
                return head(cells, candidate) || (candidate == '|' || candidate == '\t' || candidate == ' ') && person(cells);
            }
        }
        return false;
    }

    private int count(char between) {
        return switch (between) {
            case '|' -> strokes;
            case '\t' -> tabs;
            case ' ' -> gaps + tabs;
            case ';' -> semicolons >= 2 ? semicolons : 0;
            default -> commas >= 2 ? commas : 0;
        };
    }

    /** How many cells there are, then start and end of each, white space aside. */
    private int[] cells(int from, int to, char between) {
        int[] cells = new int[1 + 2 * MOST_CELLS];
        int count = 0;
        int start = from;
        for (int i = from; i <= to && count < MOST_CELLS; i++) {
            boolean ends = i == to || (between == ' ' ? isWide(i) || text.charAt(i) == '\t' : text.charAt(i) == between);
            if (ends) {
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
                    cells[1 + 2 * count] = first;
                    cells[2 + 2 * count] = last;
                    count++;
                }
                start = i + 1;
            }
        }
        cells[0] = count;
        return cells;
    }

    private boolean head(int[] cells, char between) {
        int count = cells[0];
        IdentifierType[] types = new IdentifierType[count];
        int known = 0;
        boolean personal = false;
        for (int k = 0; k < count; k++) {
            int from = cells[1 + 2 * k];
            int to = cells[2 + 2 * k];
            if (digits(from, to) > 2) {
                return false;
            }
            types[k] = RecordKeys.of(text, from, to, true);
            known += types[k] == null ? 0 : 1;
            personal |= types[k] != null && types[k] != IdentifierType.DATE && !RecordKeys.isOrdinary(text, from, to);
        }
        if (known < (between == ',' || between == ';' ? 3 : 2) || !personal) {
            return false;
        }
        separator = between;
        columns = types;
        return true;
    }

    /** "Ruiz Gil, Ana | 778812 | F": a name, a number and a sex or date. */
    private boolean person(int[] cells) {
        int count = cells[0];
        if (count < 2 || count > MOST_NAME_WORDS || !isName(cells[1], cells[2])) {
            return false;
        }
        int number = 0;
        boolean trait = count == 2;
        for (int k = 1; k < count; k++) {
            int from = cells[1 + 2 * k];
            int to = cells[2 + 2 * k];
            if (number == 0 && isIdentifier(from, to)) {
                number = k;
            } else if (SEXES.get(Hashes.folded(text, from, to)) != IntTable.ABSENT || isDate(from, to)) {
                trait = true;
            }
        }
        if (number == 0 || !trait) {
            return false;
        }
        add(IdentifierType.PATIENT_NAME, cells[1], cells[2]);
        add(IdentifierType.ID_PATIENT, cells[1 + 2 * number], cells[2 + 2 * number]);
        return true;
    }

    /** Two to five words with a capital, of which none is an ordinary one and none of a result. */
    private boolean isName(int from, int to) {
        int parts = 0;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                int end = i;
                boolean upper = Character.isUpperCase(c);
                while (end < to && (Character.isLetter(text.charAt(end)) || "'’-".indexOf(text.charAt(end)) >= 0)) {
                    end++;
                }
                int hash = Hashes.folded(text, i, end);
                int lists = lexicon.lists(hash);
                boolean listed = (lists & NameWords.LISTED) != 0;
                if (NO_NAME.get(hash) != IntTable.ABSENT || ClinicalFigures.isName(hash) && end - i > 1 || !upper && end - i > 3
                        || (lists & (ListedWords.COMMON_WORD | ListedWords.PROFESSION | ListedWords.COUNTRY)) != 0 && !listed) {
                    return false;
                }
                parts += upper && end - i > 1 ? 1 : 0;
                i = end;
            } else if (c == ' ' || c == ',' || c == '.' || c == '^') {
                i++;
            } else {
                return false;
            }
        }
        return parts >= 2 && parts <= 5;
    }

    private boolean isIdentifier(int from, int to) {
        if (to - from > MOST_ID_CHARACTERS || digits(from, to) < ID_DIGITS || isDate(from, to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private boolean isDate(int from, int to) {
        int marks = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            marks += c == '/' || c == '-' || c == '.' ? 1 : 0;
            if (!Character.isDigit(c) && c != '/' && c != '-' && c != '.') {
                return false;
            }
        }
        return marks == 2 && to - from >= 6 && to - from <= 10;
    }

    // Keys with a value each

    private void keys(int lineStart, int to) {
        int i = lineStart;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '(' && i + 11 <= to && text.charAt(i + 5) == ',' && TAGS.containsKey(text.substring(i + 1, i + 10))) {
                tagged(TAGS.get(text.substring(i + 1, i + 10)), i + 10, to);
                i += 10;
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

    private static boolean isOfKey(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
    }

    private void tagged(IdentifierType type, int from, int to) {
        int open = from;
        while (open < to && open - from < 16 && text.charAt(open) != '[') {
            open++;
        }
        if (open < to && text.charAt(open) == '[') {
            int close = open + 1;
            while (close < to && close - open < LONGEST_VALUE && text.charAt(close) != ']') {
                close++;
            }
            value(type, open + 1, close, false);
        }
    }

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
                assigned(type, next + 1, to, RecordKeys.isOrdinary(text, from, end));
            }
        } else if (sign == ':' && isFirst(lineStart, from) && next == end) {
            labelledName(RecordKeys.of(text, from, end, true), isWritten(from, end), next + 1, to);
        } else if (sign == ':' && isWritten(from, end)) {
            IdentifierType type = RecordKeys.of(text, from, end, false);
            if (type != null) {
                assigned(type, next + 1, to, true);
            }
        }
    }

    private boolean isFirst(int lineStart, int from) {
        for (int i = lineStart; i < from; i++) {
            if (text.charAt(i) > ' ' || i - lineStart > LIST_VALUES) {
                return false;
            }
        }
        return true;
    }

    /** "PACIENTE: RUIZ GIL, ANA" at the head of a line: a name with its surnames first, one of them listed. */
    private void labelledName(IdentifierType type, boolean written, int from, int to) {
        if (type != IdentifierType.PATIENT_NAME && type != IdentifierType.STAFF_NAME) {
            if (type != null && written) {
                assigned(type, from, to, true);
            }
            return;
        }
        int first = from;
        while (first < to && text.charAt(first) == ' ') {
            first++;
        }
        int end = bareEnd(type, first, to);
        int comma = text.substring(first, end).indexOf(',');
        if (comma > 0 && isName(first, end) && isListed(first, end)) {
            add(type, first, end);
        }
    }

    private boolean isListed(int from, int to) {
        for (int i = from; i < to; i++) {
            int end = i;
            while (end < to && Character.isLetter(text.charAt(end))) {
                end++;
            }
            if (end > i && (lexicon.lists(Hashes.folded(text, i, end)) & NameWords.LISTED) != 0) {
                return true;
            }
            i = end;
        }
        return false;
    }

    /** "PatientName", "last_name": a key that does not occur in prose. */
    private boolean isWritten(int from, int end) {
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

    /** {@code <family>Ruiz</family>}, {@code <family value="Ruiz"/>}. */
    private void element(int from, int end, int to) {
        IdentifierType type = RecordKeys.of(text, from, end, true);
        int close = end;
        while (close < to && close - end < LONGEST_VALUE && text.charAt(close) != '>') {
            close++;
        }
        if (type == null || close >= to || text.charAt(close) != '>') {
            return;
        }
        int value = text.substring(end, close).indexOf("value=");
        if (value >= 0) {
            assigned(type, end + value + 6, to, RecordKeys.isOrdinary(text, from, end));
            return;
        }
        int stop = close + 1;
        while (stop < to && stop - close < LONGEST_VALUE && text.charAt(stop) != '<') {
            stop++;
        }
        if (stop < to && text.charAt(stop) == '<') {
            value(type, close + 1, stop, RecordKeys.isOrdinary(text, from, end) && type != IdentifierType.PATIENT_NAME);
        }
    }

    private void assigned(IdentifierType type, int from, int to, boolean doubtful) {
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
        if (start < to && "\"'".indexOf(text.charAt(start)) >= 0) {
            int end = quotedEnd(start, to);
            if (end > start) {
                value(type, start + 1, end - 1, doubtful);
            }
            return;
        }
        int end = bareEnd(type, i, to);
        value(type, i, end, doubtful);
    }

    private void quotedValues(IdentifierType type, int from, int to, boolean doubtful) {
        int at = from;
        for (int n = 0; n < LIST_VALUES && at < to; n++) {
            int end = quotedEnd(at, to);
            if (end <= at) {
                return;
            }
            value(type, at + 1, end - 1, doubtful);
            at = end;
            while (at < to && at - end < 4 && ", ".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }

    /** Returns the place behind the quote that ends the value whose opening quote is here, or {@code at}. */
    private int quotedEnd(int at, int to) {
        if (at >= to || "\"'".indexOf(text.charAt(at)) < 0) {
            return at;
        }
        int end = at + 1;
        while (end < to && end - at < LONGEST_VALUE && text.charAt(end) != text.charAt(at)) {
            end++;
        }
        return end < to && text.charAt(end) == text.charAt(at) ? end + 1 : at;
    }

    /** A value without quotes: one word of a code or date, the words of a name up to a mark, a wide gap or the next key. */
    private int bareEnd(IdentifierType type, int from, int to) {
        boolean several = type == IdentifierType.PATIENT_NAME || type == IdentifierType.STAFF_NAME || type == IdentifierType.STREET
                || type == IdentifierType.TERRITORY || type == IdentifierType.HOSPITAL || type == IdentifierType.PHONE;
        int end = from;
        while (end < to && end - from < LONGEST_VALUE) {
            char c = text.charAt(end);
            if (";|\t<>\"&[]{}#".indexOf(c) >= 0 || c == ',' && type != IdentifierType.STREET && !(several && isNameComma(end, to))) {
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

    /** "Name=RUIZ, ANA": a comma within a name is followed by a capital, and no key. */
    private boolean isNameComma(int at, int to) {
        return at + 2 < to && text.charAt(at + 1) == ' ' && Character.isUpperCase(text.charAt(at + 2)) && !isKey(at + 2, to);
    }

    private boolean isKey(int from, int to) {
        int i = from;
        while (i < to && i - from < LONGEST_KEY && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        return i > from && i < to && (text.charAt(i) == '=' || text.charAt(i) == ':');
    }

    // "Surname Ruiz Forename Ana"

    private void labels() {
        for (int i = 0; i + 1 < words.count; i++) {
            if (words.kind[i] != TextWords.LETTERS || !words.isIn(i, NAME_LABELS)) {
                continue;
            }
            int k = i + 1;
            while (k < words.count && k - i < 3 && words.kind[k] == TextWords.OTHER && ":=-.".indexOf(text.charAt(words.start[k])) >= 0) {
                k++;
            }
            int end = k;
            while (end < words.count && end - k < 5 && !words.startsLine(end) && words.kind[end] == TextWords.LETTERS
                    && (words.shape[end] == 1 || words.shape[end] == 2 || words.shape[end] == 4) && !words.isIn(end, NAME_STOPS)) {
                end++;
            }
            if (end > k) {
                value(IdentifierType.PATIENT_NAME, words.start[k], words.end[end - 1], false);
            }
        }
    }

    // Values

    /** Adds a value if it can be what its key says. */
    private void value(IdentifierType type, int from, int to, boolean doubtful) {
        int first = from;
        int last = Math.min(to, text.length());
        while (first < last && (text.charAt(first) <= ' ' || "\"'".indexOf(text.charAt(first)) >= 0)) {
            first++;
        }
        while (last > first && (text.charAt(last - 1) <= ' ' || "\"'".indexOf(text.charAt(last - 1)) >= 0)) {
            last--;
        }
        if (first >= last || last - first > LONGEST_VALUE || NOTHING.get(Hashes.folded(text, first, last)) != IntTable.ABSENT) {
            return;
        }
        int digits = digits(first, last);
        boolean fits = switch (type) {
            case PATIENT_NAME, STAFF_NAME -> hasLetter(first, last) && digits <= 2 && last - first > 1 && (!doubtful || isName(first, last));
            case STREET -> digits > 0 && hasLetter(first, last);
            case TERRITORY, HOSPITAL -> hasLetter(first, last) && Character.isUpperCase(text.charAt(first)) && last - first > 2;
            case ZIP -> digits >= 4 || digits > 1 && hasLetter(first, last);
            case PHONE, FAX -> digits >= ID_DIGITS;
            case DATE -> digits >= 4;
            // "HC = 28.26 cm" is a measure.
            default -> digits > 0 && last - first >= 3 && (!doubtful || digits >= ID_DIGITS);
        };
        if (fits) {
            spans.add(new Span(first, last, type));
        }
    }

    private void add(IdentifierType type, int from, int to) {
        value(type, from, to, false);
    }

    private boolean hasLetter(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private int digits(int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }
}
