package dev.sigilo.detection.words;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.Arrays;
import java.util.List;

/**
 * A text split into words: runs of letters, runs of digits, whole e-mail and web addresses, and single other
 * characters. White space only separates words. Spans of the sequence model start and end at words.
 */
public final class TextWords {

    /** Kind of a run of letters. */
    public static final byte LETTERS = 0;
    /** Kind of a run of digits. */
    public static final byte DIGITS = 1;
    /** Kind of a single other character. */
    public static final byte OTHER = 2;
    /** Kind of a whole e-mail address. */
    public static final byte EMAIL = 3;
    /** Kind of a whole web address. */
    public static final byte URL = 4;

    /** No gap: the word directly follows the one before it. */
    public static final byte NO_GAP = 0;

    /** Gap of one space. */
    public static final byte ONE_SPACE = 1;
    /** Gap of a tab or several spaces. */
    public static final byte WIDE_SPACE = 2;
    /** Gap with a line break; also before the first word. */
    public static final byte NEW_LINE = 3;

    /** A word joined to the next one ("MartínezNºCol") is split before a capital if it has this many letters. */
    private static final int GLUED_LETTERS = 3;

    /** The number of digits that {@link #value(int)} reads. */
    private static final int VALUE_DIGITS = 5;

    private static final String ROMAN = "IVX";
    private static final String DASHES = "-–‐‑";
    private static final IntTable ORDINAL_MARKS = IntTable.words("st nd rd th");

    private static final int EMAIL_HASH = Hashes.folded("\u0001email");
    private static final int URL_HASH = Hashes.folded("\u0001url");

    /** The text that was split; offsets count its UTF-16 units. */
    public final CharSequence text;
    /** The text with every character {@linkplain Hashes#fold folded}. */
    private final char[] folded;

    /** The number of words. Only this many entries of the arrays are valid, and none may be changed. */
    public int count;
    /** Offset of the first unit of each word. */
    public int[] start;
    /** Offset after the last unit of each word. */
    public int[] end;
    /** Kind of each word: {@link #LETTERS}, {@link #DIGITS}, {@link #OTHER}, {@link #EMAIL} or {@link #URL}. */
    public byte[] kind;
    /** The gap between each word and the one before it: {@link #NO_GAP} to {@link #NEW_LINE}. */
    public byte[] gap;
    /** Hash of the word, regardless of case and accents. */
    public int[] hash;
    /** The same, except that numbers of equal length are alike, and so are the members of {@link WordClasses}. */
    public int[] classHash;
    /** Case pattern, length class of numbers, or the character itself. */
    public int[] shape;
    /** The {@linkplain WordClasses class} of the word. */
    public byte[] wordClass;

    /**
     * @param fixed spans of e-mail and web addresses, sorted, each of which becomes one word
     */
    public TextWords(CharSequence text, int from, int to, List<Span> fixed) {
        this.text = text;
        char[] characters = text.toString().toCharArray();
        this.folded = new char[characters.length];
        int capacity = Math.max(16, (to - from) / 4);
        start = new int[capacity];
        end = new int[capacity];
        kind = new byte[capacity];
        gap = new byte[capacity];
        hash = new int[capacity];
        classHash = new int[capacity];
        shape = new int[capacity];
        wordClass = new byte[capacity];
        split(characters, from, to, fixed);
    }

    private void split(char[] characters, int from, int to, List<Span> fixed) {
        int nextFixed = 0;
        byte before = NEW_LINE;
        int i = from;
        while (i < to) {
            if (nextFixed < fixed.size() && fixed.get(nextFixed).start() <= i) {
                Span span = fixed.get(nextFixed++);
                if (span.start() == i && span.end() <= to) {
                    addAddress(characters, span, before);
                    before = NO_GAP;
                    i = span.end();
                    continue;
                }
            }
            int limit = nextFixed < fixed.size()
                    ? Math.min(to, Math.max(i + 1, fixed.get(nextFixed).start()))
                    : to;
            char c = characters[i];
            int character = CharacterClasses.of(c);
            if ((character & CharacterClasses.SPACE) != 0) {
                if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') {
                    before = NEW_LINE;
                } else if (before != NEW_LINE) {
                    before = before == NO_GAP ? ONE_SPACE : WIDE_SPACE;
                }
                i++;
                continue;
            }
            if ((character & CharacterClasses.LETTER) != 0) {
                i = addLetters(characters, i, limit, before);
            } else if ((character & CharacterClasses.DIGIT) != 0) {
                i = addDigits(characters, i, limit, before);
            } else {
                folded[i] = Hashes.fold(c);
                // An emoji is one character of two units; no span may begin or end within it.
                int length = Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(characters[i + 1])
                        ? 2
                        : 1;
                add(i, i + length, OTHER, before, c, c, 64 + c, WordClasses.NONE);
                i += length;
            }
            before = NO_GAP;
        }
    }

    private void addAddress(char[] characters, Span span, byte before) {
        for (int i = span.start(); i < span.end(); i++) {
            folded[i] = Hashes.fold(characters[i]);
        }
        if (span.type() == IdentifierType.EMAIL) {
            add(span.start(), span.end(), EMAIL, before, EMAIL_HASH, EMAIL_HASH, 8, WordClasses.NONE);
        } else {
            add(span.start(), span.end(), URL, before, URL_HASH, URL_HASH, 9, WordClasses.NONE);
        }
    }

    private int addDigits(char[] characters, int from, int limit, byte before) {
        int wordHash = Hashes.SEED;
        int i = from;
        do {
            folded[i] = Hashes.fold(characters[i]);
            wordHash = Hashes.next(wordHash, folded[i]);
            i++;
        } while (i < limit && (CharacterClasses.of(characters[i]) & CharacterClasses.DIGIT) != 0);
        int length = Math.min(i - from, 15);
        add(from, i, DIGITS, before, wordHash, 7919 + length, 16 + length, WordClasses.NONE);
        return i;
    }

    /** Adds the word of letters that begins here; returns its end. */
    private int addLetters(char[] characters, int from, int limit, byte before) {
        int wordHash = Hashes.SEED;
        int any = 0;
        int later = 0;
        int previous = 0;
        int i = from;
        int character = CharacterClasses.of(characters[from]);
        int first = character;
        do {
            folded[i] = Hashes.fold(characters[i]);
            wordHash = Hashes.next(wordHash, folded[i]);
            any |= character;
            later |= i > from ? character : 0;
            previous = character;
            i++;
            if (i >= limit) {
                break;
            }
            character = CharacterClasses.of(characters[i]);
            boolean glued = i - from >= GLUED_LETTERS
                    && (character & CharacterClasses.UPPER) != 0
                    && (previous & CharacterClasses.LOWER) != 0;
            if (glued) {
                break;
            }
        } while ((character & (CharacterClasses.LETTER | CharacterClasses.MARK)) != 0);
        int wordClassOf = WordClasses.of(wordHash);
        add(
                from,
                i,
                LETTERS,
                before,
                wordHash,
                wordClassOf == WordClasses.NONE ? wordHash : 104729 + wordClassOf,
                caseShape(i - from, first, any, later),
                wordClassOf);
        return i;
    }

    private void add(
            int from,
            int to,
            byte wordKind,
            byte before,
            int wordHash,
            int wordClassHash,
            int wordShape,
            int wordClassOf) {
        if (count == start.length) {
            grow();
        }
        start[count] = from;
        end[count] = to;
        kind[count] = wordKind;
        gap[count] = before;
        hash[count] = wordHash;
        classHash[count] = wordClassHash;
        shape[count] = wordShape;
        wordClass[count] = (byte) wordClassOf;
        count++;
    }

    private void grow() {
        int capacity = count + (count >> 1) + 16;
        start = Arrays.copyOf(start, capacity);
        end = Arrays.copyOf(end, capacity);
        kind = Arrays.copyOf(kind, capacity);
        gap = Arrays.copyOf(gap, capacity);
        hash = Arrays.copyOf(hash, capacity);
        classHash = Arrays.copyOf(classHash, capacity);
        shape = Arrays.copyOf(shape, capacity);
        wordClass = Arrays.copyOf(wordClass, capacity);
    }

    /** Case patterns: 0 lower, 1 Capital, 2 UPPER, 3 single upper, 4 mixed, 5 without case, 6 single lower. */
    private static int caseShape(int length, int first, int any, int later) {
        boolean firstUpper = (first & CharacterClasses.UPPER) != 0;
        boolean anyLower = (any & CharacterClasses.LOWER) != 0;
        if (length == 1) {
            return firstUpper ? 3 : anyLower ? 6 : 5;
        }
        if ((later & CharacterClasses.UPPER) == 0) {
            return firstUpper ? 1 : anyLower ? 0 : 5;
        }
        return anyLower ? 4 : 2;
    }

    /** Returns the hash of a part of a word, regardless of case and accents. */
    public int hashOf(int from, int to) {
        int pieceHash = Hashes.SEED;
        for (int i = from; i < to; i++) {
            pieceHash = Hashes.next(pieceHash, folded[i]);
        }
        return pieceHash;
    }

    /** Returns whether the word is the first one in its line. */
    public boolean startsLine(int i) {
        return gap[i] == NEW_LINE;
    }

    /** Returns whether the word consists of letters. */
    public boolean isLetters(int i) {
        return kind[i] == LETTERS;
    }

    /** Returns whether the word consists of digits. */
    public boolean isDigits(int i) {
        return kind[i] == DIGITS;
    }

    /** Returns whether the word is one of these marks. */
    public boolean isMark(int i, String marks) {
        return kind[i] == OTHER && marks.indexOf(character(i)) >= 0;
    }

    /** Returns whether the word can be a Roman numeral below forty with at most {@code mostLetters} letters. */
    public boolean isRoman(int i, int mostLetters) {
        if (kind[i] != LETTERS || length(i) > mostLetters) {
            return false;
        }
        for (int k = start[i]; k < end[i]; k++) {
            if (ROMAN.indexOf(text.charAt(k)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the word has a capital letter where names have one. */
    public boolean isCapitalised(int i) {
        return kind[i] == LETTERS && shape[i] >= 1 && shape[i] <= 4;
    }

    /** Returns whether nothing separates the word from the one before it. */
    public boolean isGlued(int i) {
        return gap[i] == NO_GAP;
    }

    /** Returns whether the table contains the word, regardless of case and accents. */
    public boolean isIn(int i, IntTable table) {
        return table.get(hash[i]) != IntTable.ABSENT;
    }

    /** Returns the first character of the word. */
    public char character(int i) {
        return text.charAt(start[i]);
    }

    /** Returns the length of the word in UTF-16 units. */
    public int length(int i) {
        return end[i] - start[i];
    }

    /** Returns whether the word is a hyphen or dash. */
    public boolean isDash(int i) {
        return DASHES.indexOf(character(i)) >= 0;
    }

    /** Returns whether the word is the ending of an English ordinal number: "st", "nd", "rd" or "th". */
    public boolean isOrdinalMark(int i) {
        return isIn(i, ORDINAL_MARKS);
    }

    /** Returns the number that the first {@value #VALUE_DIGITS} digits of the word form. */
    public int value(int i) {
        return value(i, VALUE_DIGITS);
    }

    /** Returns the number that the first digits of the word form. */
    public int value(int i, int mostDigits) {
        int value = 0;
        for (int k = start[i]; k < Math.min(end[i], start[i] + mostDigits); k++) {
            value = value * 10 + Math.max(0, Character.digit(text.charAt(k), 10));
        }
        return value;
    }

    /** Returns the first word, from this one on, that ends after the offset; {@link #count} if none does. */
    public int endingAfter(int from, int offset) {
        int i = from;
        while (i < count && end[i] <= offset) {
            i++;
        }
        return i;
    }
}
