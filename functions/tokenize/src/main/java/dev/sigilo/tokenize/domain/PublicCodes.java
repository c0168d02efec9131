package dev.sigilo.tokenize.domain;

import dev.sigilo.identifiers.CheckDigits;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The code systems whose codes are public and identify nobody. A code passes only in the form of its system, with a
 * valid check digit if the system has one, because a producer can put any value where a code belongs.
 */
final class PublicCodes {
    private static final int LONGEST_CODE = 18;
    private static final int SHORTEST_SNOMED_CODE = 6;
    private static final int LONGEST_LOINC = 7;
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final Predicate<String> PART_OF_LOINC = form(code ->
            code.skip("L") && code.skip("AGLP") && code.skipDigits(1, 7) && code.skip("-") && code.skipDigits(1, 1));
    /** The short names that readers give to systems, each with the form of its codes. */
    private static final Map<String, Predicate<String>> SYSTEMS = systems();

    /** Verhoeff's multiplication of the dihedral group D5, row by row. */
    private static final int[][] PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    /** Verhoeff's permutation, by position from the right. */
    private static final int[][] PERMUTATION = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
        {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
        {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
        {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
        {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
        {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
    };

    private PublicCodes() {}

    private static Map<String, Predicate<String>> systems() {
        Map<String, Predicate<String>> systems = new HashMap<>();
        systems.put("LN", PublicCodes::isLoinc);
        systems.put("SCT", PublicCodes::isSnomed);
        systems.put("SRT", form(code -> code.skip(CAPITALS) && code.skip("-") && code.skip("0123456789ABCDEF", 4, 5)));
        systems.put("RADLEX", form(code -> (code.skipText("RID") || code.skipText("RPID")) && code.skipDigits(1, 6)));
        systems.put("ICD-10", form(PublicCodes::skipIcd10));
        systems.put("ICD-10-CM", form(PublicCodes::skipIcd10));
        systems.put("ICD-9", form(PublicCodes::skipIcd9));
        systems.put("ICD-9-CM", form(PublicCodes::skipIcd9));
        systems.put("CPT", form(code -> code.skipDigits(4, 4) && code.skip("0123456789FTUM")));
        Predicate<String> dicom = form(code -> code.skipDigits(5, 6));
        systems.put("DCM", code -> dicom.test(code) || MessageTypes.isModality(code));
        systems.put("RXNORM", form(code -> code.skipDigits(2, 7)));
        systems.put("CVX", form(code -> code.skipDigits(1, 3)));
        systems.put("UCUM", MeasuredValues::isUnit);
        // Codes of a hospital's own are not public: they may be numbers of people, orders or devices.
        systems.put("LOCAL", code -> false);
        return Map.copyOf(systems);
    }

    private static Predicate<String> form(Predicate<FormCursor> beginning) {
        return code -> {
            FormCursor cursor = new FormCursor(code);
            return beginning.test(cursor) && cursor.isAtEnd();
        };
    }

    private static boolean skipIcd10(FormCursor code) {
        if (!code.skip(CAPITALS) || !code.skipDigits(1, 1) || !code.skip(CAPITALS + "0123456789")) {
            return false;
        }
        boolean point = code.skip(".");
        return code.skip(CAPITALS + "0123456789", point ? 1 : 0, 4);
    }

    private static boolean skipIcd9(FormCursor code) {
        boolean category = code.skip("V") ? code.skipDigits(2, 2) : skipLongCategory(code);
        return category && code.skipDigits(code.skip(".") ? 1 : 0, 2);
    }

    /** Passes three digits, after E for an external cause. */
    private static boolean skipLongCategory(FormCursor code) {
        code.skip("E");
        return code.skipDigits(3, 3);
    }

    /** Returns whether this is the short name of a system. */
    static boolean isSystem(String system) {
        return SYSTEMS.containsKey(system);
    }

    /** Returns whether the system is public and the code has its form. */
    static boolean isCode(String system, String code) {
        Predicate<String> form = system == null ? null : SYSTEMS.get(system);
        return form != null && code.length() <= LONGEST_CODE && form.test(code);
    }

    /**
     * LOINC Users' Guide, appendix on calculating check digits: modulus 10, as Luhn. The codes of parts and answers have
     * a prefix of two letters, which proves them.
     */
    private static boolean isLoinc(String code) {
        int dash = code.length() - 2;
        return PART_OF_LOINC.test(code)
                || dash > 0
                        && dash <= LONGEST_LOINC
                        && code.charAt(dash) == '-'
                        && areDigits(code, 0, dash)
                        && areDigits(code, dash + 1, code.length())
                        && CheckDigits.luhn(code.substring(0, dash)) == code.charAt(dash + 1) - '0';
    }

    /** SNOMED CT Release File Specification 5.1 to 5.5: 6 to 18 digits, the last is Verhoeff's check digit. */
    private static boolean isSnomed(String code) {
        if (code.length() < SHORTEST_SNOMED_CODE || code.charAt(0) == '0' || !areDigits(code, 0, code.length())) {
            return false;
        }
        // Before the check digit comes the partition: 00 or 10 for a concept, 01 or 11 for a description.
        char first = code.charAt(code.length() - 3);
        char second = code.charAt(code.length() - 2);
        if (first > '1' || second > '1') {
            return false;
        }
        int check = 0;
        for (int i = 0; i < code.length(); i++) {
            check = PRODUCT[check][PERMUTATION[i % 8][code.charAt(code.length() - 1 - i) - '0']];
        }
        return check == 0;
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
