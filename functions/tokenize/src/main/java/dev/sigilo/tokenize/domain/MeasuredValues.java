package dev.sigilo.tokenize.domain;

import dev.sigilo.text.WordList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The strict forms of measured values, reference ranges, units and flags, which cannot identify anybody. */
final class MeasuredValues {
    private static final int LONGEST_UNIT = 24;
    private static final int MOST_DIGITS_OF_UNIT = 4;
    private static final int LONGEST_RANGE = 32;
    private static final int LONGEST_NUMBER = 24;
    private static final String DECIMAL = "[-+]?(?:\\d{1,9}|\\d{1,3}(?:,\\d{3}){1,2})(?:\\.\\d{1,8})?(?:[eE][-+]?\\d{1,2})?";
    /** A number, with a comparator or not; a titer; or the marks of a test strip. */
    private static final Pattern NUMBER =
            Pattern.compile("(?:[<>]=?\\s?)?" + DECIMAL + "\\s?%?|1:\\d{1,6}|[+-]{1,4}");

    private static final String SHORT_DECIMAL = "[-+]?\\d{1,5}(?:\\.\\d{1,8})?";
    private static final Pattern RANGE = Pattern.compile(
            "[<>]=?\\s?" + SHORT_DECIMAL + "|" + SHORT_DECIMAL + "\\s?(?:-|--|–|to)\\s?" + SHORT_DECIMAL);
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

    private static final Pattern EXPONENT = Pattern.compile("[-+]?\\d{1,2}$");
    private static final String PREFIXES = "YZEPTGMkhdcmunpfazyµ";
    private static final Set<String> YEARS = Set.of("a", "y", "yr", "yrs", "year", "years", "año", "años");

    private MeasuredValues() {}

    static boolean isNumber(String value) {
        return value.length() <= LONGEST_NUMBER && NUMBER.matcher(value).matches();
    }

    /** Returns whether this is a range of numbers, such as {@code 3.5-5.1} or {@code <200}. */
    static boolean isRange(String value) {
        return value.length() <= LONGEST_RANGE && RANGE.matcher(value).matches();
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

    private static boolean isFactor(String factor) {
        String name = EXPONENT.matcher(factor).replaceFirst("");
        return name.isEmpty()
                || ATOMS.contains(name)
                || PREFIXES.indexOf(name.charAt(0)) >= 0 && ATOMS.contains(name.substring(1));
    }

    /** Returns the number of digits. */
    static int digits(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            digits += value.charAt(i) >= '0' && value.charAt(i) <= '9' ? 1 : 0;
        }
        return digits;
    }
}
