package dev.sigilo.tokenize.domain.detect;

import java.util.Arrays;

/**
 * A text cut into words: runs of letters, runs of digits, whole e-mail and web addresses, and single other
 * characters. White space only separates. Spans of the sequence model start and end at words.
 */
final class TextWords {

    static final byte LETTERS = 0;
    static final byte DIGITS = 1;
    static final byte OTHER = 2;
    static final byte EMAIL = 3;
    static final byte URL = 4;

    /** What stands before a word. */
    static final byte NO_GAP = 0;
    static final byte ONE_SPACE = 1;
    static final byte WIDE_SPACE = 2;
    static final byte NEW_LINE = 3;

    /** A word written on to the next one ("MartínezNºCol") is cut before a capital if it has this many letters. */
    private static final int GLUED_LETTERS = 3;

    private static final int EMAIL_HASH = Hashes.folded("\u0001email");
    private static final int URL_HASH = Hashes.folded("\u0001url");

    final CharSequence text;
    int count;
    int[] start;
    int[] end;
    byte[] kind;
    byte[] gap;
    /** Hash of the word, case and accents aside. */
    int[] hash;
    /** The same, but that numbers of one length are alike, and the members of {@link WordClasses}. */
    int[] classHash;
    /** Case pattern, length class of numbers, or the character itself. */
    int[] shape;

    /**
     * @param fixed spans of e-mail and web addresses, sorted, each of which becomes one word
     */
    TextWords(CharSequence text, int from, int to, java.util.List<Span> fixed) {
        this.text = text;
        int capacity = Math.max(16, (to - from) / 4);
        start = new int[capacity];
        end = new int[capacity];
        kind = new byte[capacity];
        gap = new byte[capacity];
        split(from, to, fixed);
        hash = new int[count];
        classHash = new int[count];
        shape = new int[count];
        for (int i = 0; i < count; i++) {
            describe(i);
        }
    }

    private void split(int from, int to, java.util.List<Span> fixed) {
        int nextFixed = 0;
        byte before = NEW_LINE;
        int i = from;
        while (i < to) {
            if (nextFixed < fixed.size() && fixed.get(nextFixed).start() <= i) {
                Span span = fixed.get(nextFixed++);
                if (span.start() == i && span.end() <= to) {
                    boolean email = span.type().equals(IdentifierType.EMAIL.name());
                    add(i, span.end(), email ? EMAIL : URL, before);
                    before = NO_GAP;
                    i = span.end();
                    continue;
                }
            }
            int limit = nextFixed < fixed.size() ? Math.min(to, Math.max(i + 1, fixed.get(nextFixed).start())) : to;
            char c = text.charAt(i);
            if (isSpace(c)) {
                if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') {
                    before = NEW_LINE;
                } else if (before != NEW_LINE) {
                    before = before == NO_GAP ? ONE_SPACE : WIDE_SPACE;
                }
                i++;
                continue;
            }
            int wordEnd = i + 1;
            byte wordKind = OTHER;
            if (isLetter(c)) {
                wordKind = LETTERS;
                wordEnd = lettersEnd(i, limit);
            } else if (isDigit(c)) {
                wordKind = DIGITS;
                while (wordEnd < limit && isDigit(text.charAt(wordEnd))) {
                    wordEnd++;
                }
            }
            add(i, wordEnd, wordKind, before);
            before = NO_GAP;
            i = wordEnd;
        }
    }

    private int lettersEnd(int from, int limit) {
        int i = from + 1;
        while (i < limit) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isMark(c)) {
                break;
            }
            if (i - from >= GLUED_LETTERS && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1))) {
                break;
            }
            i++;
        }
        return i;
    }

    private void add(int from, int to, byte wordKind, byte before) {
        if (count == start.length) {
            int capacity = count + (count >> 1) + 16;
            start = Arrays.copyOf(start, capacity);
            end = Arrays.copyOf(end, capacity);
            kind = Arrays.copyOf(kind, capacity);
            gap = Arrays.copyOf(gap, capacity);
        }
        start[count] = from;
        end[count] = to;
        kind[count] = wordKind;
        gap[count] = before;
        count++;
    }

    private void describe(int i) {
        int from = start[i];
        int to = end[i];
        switch (kind[i]) {
            case LETTERS -> {
                hash[i] = Hashes.folded(text, from, to);
                int wordClass = WordClasses.of(hash[i]);
                classHash[i] = wordClass == WordClasses.NONE ? hash[i] : 104729 + wordClass;
                shape[i] = caseShape(from, to);
            }
            case DIGITS -> {
                hash[i] = Hashes.folded(text, from, to);
                int length = Math.min(to - from, 15);
                classHash[i] = 7919 + length;
                shape[i] = 16 + length;
            }
            case EMAIL -> {
                hash[i] = EMAIL_HASH;
                classHash[i] = EMAIL_HASH;
                shape[i] = 8;
            }
            case URL -> {
                hash[i] = URL_HASH;
                classHash[i] = URL_HASH;
                shape[i] = 9;
            }
            default -> {
                char c = text.charAt(from);
                hash[i] = c;
                classHash[i] = c;
                shape[i] = 64 + c;
            }
        }
    }

    /** Case patterns: 0 lower, 1 Capital, 2 UPPER, 3 single upper, 4 mixed, 5 without case, 6 single lower. */
    private int caseShape(int from, int to) {
        boolean firstUpper = Character.isUpperCase(text.charAt(from));
        boolean anyLower = false;
        boolean laterUpper = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            anyLower |= Character.isLowerCase(c);
            laterUpper |= i > from && Character.isUpperCase(c);
        }
        if (to - from == 1) {
            return firstUpper ? 3 : anyLower ? 6 : 5;
        }
        if (!laterUpper) {
            return firstUpper ? 1 : anyLower ? 0 : 5;
        }
        return anyLower ? 4 : 2;
    }

    boolean startsLine(int i) {
        return gap[i] == NEW_LINE;
    }

    boolean isCapitalised(int i) {
        return kind[i] == LETTERS && shape[i] >= 1 && shape[i] <= 4;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c <= '\r' && c >= '\t' || c == '\u00A0' || c == '\uFEFF' || c > 0x7F && Character.isWhitespace(c);
    }

    private static boolean isLetter(char c) {
        return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
    }

    private static boolean isDigit(char c) {
        return c < 0x80 ? c >= '0' && c <= '9' : Character.isDigit(c);
    }

    private static boolean isMark(char c) {
        return c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
