package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.TextWords;

/**
 * Recognizes rows of a table of results: a name in words, a value, and a range or further values ("BUN | 22 | 8-40").
 */
final class ResultRows {

    private static final int MOST_CELLS = 12;
    private static final int MOST_CELL_WORDS = 12;
    /** How many words the name has in a row without a value beside the range. */
    private static final int MOST_NAME_WORDS = 3;

    private static final int MOST_DIGITS_OF_CELL = 6;

    private final TextWords words;
    private final ResultValues values;

    ResultRows(TextWords words, ResultValues values) {
        this.words = words;
        this.values = values;
    }

    /** Returns the word after the row that begins at this word, the first of a line, or {@code first}. */
    int end(int first) {
        if (words.isDigits(first)) {
            return first;
        }
        int k = first;
        int cells = 0;
        boolean range = false;
        boolean number = false;
        int nameWords = 0;
        int last = first;
        while (k < words.count && cells < MOST_CELLS && !(k > first && words.startsLine(k))) {
            int from = words.character(k) == '|' ? k + 1 : k;
            int end = cellEnd(first, from);
            if (end - from > MOST_CELL_WORDS) {
                return first;
            }
            k = end;
            last = end;
            if (end == from) {
                continue;
            }
            if (cells == 0) {
                nameWords = words.isLetters(from) ? end - from : 0;
                if (nameWords == 0) {
                    return first;
                }
            } else if (isRange(from, end)) {
                range = true;
            } else if (isNumberCell(from, end)) {
                number = true;
            } else if (values.digits(from, end) > MOST_DIGITS_OF_CELL) {
                return first;
            }
            cells++;
        }
        boolean row = cells >= 2 && range && (number || nameWords <= MOST_NAME_WORDS);
        return row ? Math.min(words.count, last) : first;
    }

    /** Returns the word after the cell, at most one more than a cell may have. */
    private int cellEnd(int first, int from) {
        int end = from;
        while (end < words.count
                && end - from <= MOST_CELL_WORDS
                && !(end > first && words.startsLine(end))
                && words.character(end) != '|'
                && (end == from || words.gap[end] < TextWords.WIDE_SPACE)) {
            end++;
        }
        return end;
    }

    /** Recognizes "8-40", "(3.5 - 5.1)", "0.6-1.2 mg/dL". */
    private boolean isRange(int from, int end) {
        int first = from;
        int last = end;
        if (last - first >= 3 && "([".indexOf(words.character(first)) >= 0) {
            first++;
            last--;
        }
        int joint = -1;
        for (int k = first; k < last; k++) {
            char c = words.character(k);
            boolean part = words.isDigits(k) && words.length(k) <= MOST_DIGITS_OF_CELL
                    || words.kind[k] == TextWords.OTHER && ".,".indexOf(c) >= 0;
            if (words.kind[k] == TextWords.OTHER && "-–".indexOf(c) >= 0 && joint < 0) {
                joint = k;
            } else if (!part) {
                return joint >= 0 && k > joint + 1 && (values.isUnit(k) || c == '%') && rises(first, joint, k);
            }
        }
        return joint > first && joint + 1 < last && rises(first, joint, last);
    }

    /** Returns whether the second number is larger than the first, and without a leading zero, as in a range. */
    private boolean rises(int from, int joint, int to) {
        return value(from, joint) < value(joint + 1, to)
                && !(words.character(joint + 1) == '0' && words.length(joint + 1) > 1);
    }

    private double value(int from, int to) {
        double value = 0;
        double scale = 1;
        boolean fraction = false;
        for (int i = words.start[from]; i < words.end[to - 1]; i++) {
            char c = words.text.charAt(i);
            if (c >= '0' && c <= '9') {
                scale = fraction ? scale / 10 : scale;
                value = fraction ? value + (c - '0') * scale : value * 10 + c - '0';
            } else if (c == '.' || c == ',') {
                fraction = true;
            }
        }
        return value;
    }

    private boolean isNumberCell(int from, int end) {
        boolean number = false;
        for (int k = from; k < end; k++) {
            if (words.isDigits(k)) {
                if (words.length(k) > MOST_DIGITS_OF_CELL) {
                    return false;
                }
                number = true;
            }
        }
        return number && !values.isWholeDate(from);
    }
}
