package dev.sigilo.tokenize.domain;

import dev.sigilo.text.WordList;
import java.util.Locale;
import java.util.Set;

/** The strict forms of measured values, reference ranges, units and flags, which cannot identify anybody. */
final class MeasuredValues {
    private static final int LONGEST_UNIT = 24;
    private static final int MOST_DIGITS_OF_UNIT = 4;
    private static final int LONGEST_RANGE = 32;
    private static final int LONGEST_NUMBER = 24;
    /** Most digits before the decimal point of a value. */
    private static final int LONGEST_WHOLE = 9;
    /** Most digits before the decimal point of a range's bounds. */
    private static final int LONGEST_BOUND = 5;

    /** HL7 v2 table 0078, FHIR v3-ObservationInterpretation. */
    private static final Set<String> FLAGS = WordList.setOfWords("""
            L H LL HH LU HU < > N A AA U D B W S R I MS VS NS SDD SYN-R SYN-S POS NEG IND DET ND WR RR NR E EX HX LX IE
            QCF TOX CAR OBX ABN LOW HIGH NORMAL ABNORMAL CRITICAL POSITIVE NEGATIVE""");
    /** UCUM's units of clinical results without prefix, and what laboratories write for them. */
    private static final Set<String> ATOMS = WordList.setOfWords("""
            g l L mol eq Eq U IU iu m s min h hr d day days wk mo a yr y year years Pa bar Hz K Cel C F J cal W V A Ohm
            osm Osm kat Bq Gy Sv rad deg ppm ppb pH mmHg cmH2O mm[Hg] cm[H2O] [IU] [iU] [in_i] [lb_av] [oz_av]
            [degF] [pH] [ppth] [CFU] [hpf] [lpf] bpm beats breaths cells cell copies ratio HU BPM hpf lpf ft in lb lbs oz
            {score} {ratio} {INR} {cells} {copies} {beats} {breaths} {RBC} {WBC}""");

    private static final String PREFIXES = "YZEPTGMkhdcmunpfazyµ";
    private static final Set<String> YEARS = Set.of("a", "y", "yr", "yrs", "year", "years", "año", "años");

    private MeasuredValues() {}

    /** Returns whether this is a number, with a comparator or not, a titer, or the marks of a test strip. */
    static boolean isNumber(String value) {
        if (value.isEmpty() || value.length() > LONGEST_NUMBER) {
            return false;
        }
        FormCursor marks = new FormCursor(value);
        if (marks.skip("+-", 1, 4) && marks.isAtEnd()) {
            return true;
        }
        FormCursor titer = new FormCursor(value);
        if (titer.skipText("1:") && titer.skipDigits(1, 6) && titer.isAtEnd()) {
            return true;
        }
        FormCursor number = new FormCursor(value);
        skipComparator(number);
        if (!skipDecimal(number, LONGEST_WHOLE)) {
            return false;
        }
        number.skip(" ");
        number.skip("%");
        return number.isAtEnd();
    }

    private static boolean skipComparator(FormCursor cursor) {
        if (!cursor.skip("<>")) {
            return false;
        }
        cursor.skip("=");
        cursor.skip(" ");
        return true;
    }

    private static boolean skipDecimal(FormCursor cursor, int longestWhole) {
        cursor.skip("+-");
        if (!cursor.skipDigits(1, longestWhole)) {
            return false;
        }
        while (cursor.skip(",")) {
            if (!cursor.skipDigits(3, 3)) {
                return false;
            }
        }
        if (cursor.skip(".") && !cursor.skipDigits(1, 8)) {
            return false;
        }
        if (cursor.skip("eE")) {
            cursor.skip("+-");
            return cursor.skipDigits(1, 2);
        }
        return true;
    }

    /** Returns whether this is a range of numbers, such as {@code 3.5-5.1} or {@code <200}. */
    static boolean isRange(String value) {
        if (value.length() > LONGEST_RANGE) {
            return false;
        }
        FormCursor cursor = new FormCursor(value);
        boolean compared = skipComparator(cursor);
        if (!skipDecimal(cursor, LONGEST_BOUND)) {
            return false;
        }
        if (compared) {
            return cursor.isAtEnd();
        }
        cursor.skip(" ");
        if (!cursor.skipText("--") && !cursor.skip("-–") && !cursor.skipText("to")) {
            return false;
        }
        cursor.skip(" ");
        return skipDecimal(cursor, LONGEST_BOUND) && cursor.isAtEnd();
    }

    static boolean isFlag(String value) {
        return FLAGS.contains(value) || FLAGS.contains(value.toUpperCase(Locale.ROOT));
    }

    static boolean isYears(String unit) {
        return YEARS.contains(unit.toLowerCase(Locale.ROOT));
    }

    /** Returns whether this consists only of known units, exponents and operators, such as {@code 10*3/uL}. */
    static boolean isUnit(String unit) {
        if (unit.isEmpty() || unit.length() > LONGEST_UNIT || digits(unit) > MOST_DIGITS_OF_UNIT) {
            return false;
        }
        int from = 0;
        for (int i = 0; i <= unit.length(); i++) {
            if (i == unit.length() || "/.*^()%".indexOf(unit.charAt(i)) >= 0) {
                if (i > from && !isFactor(unit.substring(from, i))) {
                    return false;
                }
                from = i + 1;
            }
        }
        return true;
    }

    /**
     * Returns whether this is a unit that names what is measured: it has a letter or {@code %}, and is not only {@code 1},
     * {@code 10*3} or signs.
     */
    static boolean isNamedUnit(String unit) {
        return isUnit(unit) && (unit.indexOf('%') >= 0 || unit.codePoints().anyMatch(Character::isLetter));
    }

    private static boolean isFactor(String factor) {
        int end = factor.length();
        while (end > 0 && factor.length() - end < 2 && isDigit(factor.charAt(end - 1))) {
            end--;
        }
        if (end > 0 && end < factor.length() && "+-".indexOf(factor.charAt(end - 1)) >= 0) {
            end--;
        }
        String name = factor.substring(0, end);
        return name.isEmpty()
                || ATOMS.contains(name)
                || PREFIXES.indexOf(name.charAt(0)) >= 0 && ATOMS.contains(name.substring(1));
    }

    /** Returns the number of digits. */
    static int digits(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            digits += isDigit(value.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
