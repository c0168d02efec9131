package dev.sigilo.detection.patterns;

/** Counts the marks in a line that separate cells and surround keys. */
final class LineMarks {

    /** At least this many commas or semicolons in a line may separate cells. */
    private static final int LEAST_SEPARATORS = 2;

    private final String text;
    private int strokes;
    private int tabs;
    private int gaps;
    private int semicolons;
    private int commas;
    private int marksOfKeys;

    LineMarks(String text) {
        this.text = text;
    }

    /** Counts the marks of the line that begins at this offset, and returns the offset of its end. */
    int read(int from) {
        strokes = 0;
        tabs = 0;
        gaps = 0;
        semicolons = 0;
        commas = 0;
        marksOfKeys = 0;
        int to = from;
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
                case ' ' -> gaps += isWideGap(to) ? 1 : 0;
                case '"', '<', '=', '\'', '[', ':' -> marksOfKeys++;
                default -> {}
            }
        }
        return to;
    }

    /** Returns whether the line has marks that may separate cells of a table. */
    boolean separateCells() {
        return strokes + tabs + gaps > 0 || semicolons >= LEAST_SEPARATORS || commas >= LEAST_SEPARATORS;
    }

    /** Returns whether the line has marks that may be beside a key: quotes, brackets, a colon or an equals sign. */
    boolean surroundKeys() {
        return marksOfKeys > 0;
    }

    /**
     * Returns how many of these separators the line has, or 0 for a single comma or semicolon, which is common in
     * prose.
     */
    int count(char separator) {
        return switch (separator) {
            case '|' -> strokes;
            case '\t' -> tabs;
            case ' ' -> gaps + tabs;
            case ';' -> semicolons >= LEAST_SEPARATORS ? semicolons : 0;
            default -> commas >= LEAST_SEPARATORS ? commas : 0;
        };
    }

    /** Returns whether three spaces begin at this offset. */
    boolean isWideGap(int i) {
        return i + 2 < text.length() && text.charAt(i) == ' ' && text.charAt(i + 1) == ' ' && text.charAt(i + 2) == ' ';
    }
}
