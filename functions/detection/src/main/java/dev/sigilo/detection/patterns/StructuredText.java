package dev.sigilo.detection.patterns;

import dev.sigilo.detection.overlaps.LabelledCodes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds identifiers in text that has the structure of a record: HL7 version 2 segments, JSON, XML, {@code key=value},
 * DICOM headers, and tables with or without a header, with cells between pipes, tabs, semicolons, commas or wide gaps.
 * The key, column or field determines the type of a value.
 *
 * <p>Linear in the length of the text: the range examined from each position is bounded, or lies in one line, which is
 * read once.
 */
public final class StructuredText {

    private static final int MOST_MARKS = 2;
    private static final int MOST_NAME_WORDS = 5;
    /** Labels of the parts of a name: "Surname Ruiz Forename Ana". */
    private static final IntTable NAME_LABELS = IntTable.words("surname forename forenames apellidos apellido");
    /** Labels that end the name before them. */
    private static final IntTable NAME_STOPS = IntTable.words("""
            surname forename forenames apellidos apellido nombre name sex sexo dob mrn nhc age edad date gender
            address first last given dni id fecha""");

    private final String text;
    private final TextWords words;
    private final RecordValues values;

    private StructuredText(String text, TextWords words, RecordValues values) {
        this.text = text;
        this.words = words;
        this.values = values;
    }

    /** Returns the values, in the order of the text and without overlap. */
    public static List<Span> find(String text, TextWords words, ListedWords lexicon) {
        StructuredText structured = new StructuredText(text, words, new RecordValues(text, lexicon));
        structured.lines();
        structured.labels();
        return structured.values.spans();
    }

    /**
     * Returns the spans including the values of records. The values stay whole, and other spans are cut where they
     * overlap one. If a span of the same category contains a value, the span stays and the value is dropped:
     * "Apellidos: Fernández de Miguel".
     */
    public static List<Span> over(List<Span> spans, List<Span> values, CharSequence text) {
        List<Span> separate = new ArrayList<>(values.size());
        int next = 0;
        for (Span value : values) {
            while (next < spans.size() && spans.get(next).end() <= value.start()) {
                next++;
            }
            boolean contained = next < spans.size()
                    && spans.get(next).start() <= value.start()
                    && spans.get(next).end() >= value.end()
                    && spans.get(next).type().category() == value.type().category();
            if (!contained) {
                separate.add(value);
            }
        }
        return LabelledCodes.over(spans, separate, text, false);
    }

    private void lines() {
        LineMarks marks = new LineMarks(text);
        Hl7Segments segments = new Hl7Segments(text, values);
        RecordTables tables = new RecordTables(text, values, marks);
        KeyedValues keys = new KeyedValues(text, values);
        int from = 0;
        while (from < text.length()) {
            int to = marks.read(from);
            if (marks.count('|') > 0 && segments.read(from, to)) {
                tables.end();
            } else {
                boolean row = (marks.separateCells() || tables.isOpen()) && tables.read(from, to);
                if (!row && marks.surroundKeys()) {
                    keys.read(from, to);
                }
            }
            from = to + 1;
        }
    }

    /** Finds the name after each label: "Surname Ruiz Forename Ana". */
    private void labels() {
        for (int i = 0; i + 1 < words.count; i++) {
            if (!words.isLetters(i) || !words.isIn(i, NAME_LABELS)) {
                continue;
            }
            int k = i + 1;
            while (k < words.count
                    && k - i <= MOST_MARKS
                    && words.kind[k] == TextWords.OTHER
                    && ":=-.".indexOf(text.charAt(words.start[k])) >= 0) {
                k++;
            }
            int end = k;
            while (end < words.count
                    && end - k < MOST_NAME_WORDS
                    && !words.startsLine(end)
                    && words.isLetters(end)
                    && (words.shape[end] == 1 || words.shape[end] == 2 || words.shape[end] == 4)
                    && !words.isIn(end, NAME_STOPS)) {
                end++;
            }
            if (end > k) {
                values.add(IdentifierType.PATIENT_NAME, words.start[k], words.end[end - 1]);
            }
        }
    }
}
