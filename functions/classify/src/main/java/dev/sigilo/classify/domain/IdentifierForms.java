package dev.sigilo.classify.domain;

import dev.sigilo.records.Absent;
import dev.sigilo.text.dates.StandardDate;

/**
 * Recognizes dates and telephone numbers. Other values may have the same form, so these are tested last. Identifiers
 * that are proven by their form or check digits are in {@link dev.sigilo.identifiers.IdentifierScheme}. Each method
 * makes one pass over a whole value.
 */
final class IdentifierForms {
    private IdentifierForms() {}

    /**
     * Returns whether the text is an ISO or DICOM date, or day, month and year in digits with slashes, points or
     * hyphens.
     */
    static boolean isDate(String text) {
        if (!Absent.isAbsent(text) && StandardDate.isDate(text)) {
            return true;
        }
        int[] numbers = new int[3];
        int part = 0;
        int length = 0;
        if (text.length() < 6 || text.length() > 10) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && length < 4) {
                numbers[part] = numbers[part] * 10 + c - '0';
                length++;
            } else if ((c == '/' || c == '-' || c == '.') && part < 2 && length > 0 && length <= 2) {
                part++;
                length = 0;
            } else {
                return false;
            }
        }
        return part == 2
                && (length == 2 || length == 4)
                && numbers[0] >= 1
                && numbers[1] >= 1
                && Math.max(numbers[0], numbers[1]) <= 31
                && Math.min(numbers[0], numbers[1]) <= 12;
    }

    /**
     * Returns whether the text is a telephone number: 9 to 15 digits with an international prefix, or 9 to 11 in
     * groups.
     */
    static boolean isPhone(String text) {
        String digits = digits(text.startsWith("+") ? text.substring(1) : text, " -.()/");
        if (digits == null || digits.length() < 9 || digits.length() > 15) {
            return false;
        }
        return text.startsWith("+") || digits.length() < text.length() && digits.length() <= 11;
    }

    /**
     * Returns the digits of a text that consists of digits and separators; null if it has other characters or no digit.
     */
    private static String digits(String text, String separators) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (separators.indexOf(c) < 0) {
                return null;
            }
        }
        return digits.length() == 0 ? null : digits.toString();
    }
}
