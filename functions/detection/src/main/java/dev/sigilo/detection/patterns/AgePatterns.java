package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes ages by their form: "102 years old", "99yo", "aged 96", "101 años de edad", "tiene 102 años". A duration
 * ("hace 12 años") is not an age.
 */
public final class AgePatterns {

    private static final int OLDEST = 130;
    private static final IntTable UNITS = IntTable.words("year years yr yrs ano anos");
    /** Units of an age only if "de edad" follows. Other months and days are durations. */
    private static final IntTable SHORT_UNITS = IntTable.words("mes meses dia dias semana semanas");

    private static final IntTable OLD = IntTable.words("old edad age");
    private static final IntTable YEARS_OLD = IntTable.words("yo");
    private static final IntTable BEFORE = IntTable.words("aged edad age tiene cumple turned cumplio");
    private static final IntTable PERSON =
            IntTable.words("mujer varon hombre paciente anciana anciano senora senor nina nino");
    private static final int OF = Hashes.folded("de");
    private static final int ANO = Hashes.folded("ano");
    private static final int ANOS = Hashes.folded("anos");

    private final TextWords words;

    private AgePatterns(TextWords words) {
        this.words = words;
    }

    /** Returns the ages: in English only the digits, in Spanish with "años". */
    public static List<Span> find(TextWords words) {
        AgePatterns patterns = new AgePatterns(words);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < words.count; i++) {
            if (words.kind[i] == TextWords.DIGITS && patterns.isAge(i)) {
                int unit = patterns.next(i);
                boolean withUnit = unit < words.count
                        && (words.hash[unit] == ANO || words.hash[unit] == ANOS || words.isIn(unit, SHORT_UNITS));
                spans.add(new Span(words.start[i], words.end[withUnit ? unit : i], IdentifierType.AGE));
            }
        }
        return spans;
    }

    private boolean isAge(int i) {
        int length = words.length(i);
        boolean number = length <= 3
                && (i == 0
                        || !words.isGlued(i)
                        || words.kind[i - 1] != TextWords.OTHER
                        || ".,/".indexOf(words.character(i - 1)) < 0);
        if (!number || Integer.parseInt(words.text, words.start[i], words.end[i], 10) > OLDEST) {
            return false;
        }
        int unit = next(i);
        if (unit < words.count && words.isIn(unit, YEARS_OLD)) {
            return true;
        }
        if (isYearsOldAbbreviation(unit)) {
            return true;
        }
        if (unit < words.count && words.isIn(unit, SHORT_UNITS)) {
            int of = next(unit);
            return of < words.count && words.hash[of] == OF && next(of) < words.count && words.isIn(next(of), OLD);
        }
        if (unit >= words.count || !words.isIn(unit, UNITS)) {
            return isAfter(i, BEFORE) && !continues(i + 1);
        }
        int after = next(unit);
        boolean old = after < words.count
                && (words.isIn(after, OLD)
                        || words.hash[after] == OF && next(after) < words.count && words.isIn(next(after), OLD));
        return old || isAfter(i, BEFORE) || i > 1 && words.hash[i - 1] == OF && words.isIn(i - 2, PERSON);
    }

    /** Returns whether the word is the "y" of "y/o". */
    private boolean isYearsOldAbbreviation(int i) {
        return i + 2 < words.count
                && words.shape[i] == 6
                && words.character(i) == 'y'
                && "/.".indexOf(words.character(i + 1)) >= 0
                && words.character(i + 2) == 'o'
                && words.length(i + 2) == 1;
    }

    private boolean isAfter(int i, IntTable table) {
        int k = i - 1;
        while (k >= 0
                && i - k < 3
                && (words.kind[k] == TextWords.OTHER && words.character(k) == ':' || words.hash[k] == OF)) {
            k--;
        }
        return k >= 0 && words.isIn(k, table);
    }

    /** Returns whether a number continues with a unit, a fraction or a range, so that it is not an age. */
    private boolean continues(int i) {
        return i < words.count
                && !words.startsLine(i)
                && (words.kind[i] != TextWords.OTHER
                        || "-/%".indexOf(words.character(i)) >= 0
                        || words.isGlued(i)
                                && i + 1 < words.count
                                && words.kind[i + 1] == TextWords.DIGITS
                                && words.isGlued(i + 1));
    }

    /** Returns the next word after this one, skipping a hyphen, or the end of the words if it is in another line. */
    private int next(int i) {
        int k = i + 1;
        if (k < words.count && words.character(k) == '-') {
            k++;
        }
        return k < words.count && !words.startsLine(k) && words.kind[k] == TextWords.LETTERS ? k : words.count;
    }
}
