package dev.sigilo.detection.patterns;

import dev.sigilo.identifiers.CheckDigits;
import dev.sigilo.identifiers.Form;
import dev.sigilo.identifiers.IdentifierScheme;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds numbers that are proven by a check digit, or by a form that nothing else in a clinical text has. Kinds with a
 * fixed form, and all check digits, come from {@link IdentifierScheme}. Kinds of variable length are scanned here.
 *
 * <p>One pass over the text. The range examined from each position is bounded, so the time is linear.
 */
public final class CheckedPatterns {

    private static final int MAX_IBAN_CHARACTERS = 34;
    private static final int MIN_CARD_DIGITS = 13;
    private static final int MAX_CARD_DIGITS = 19;
    private static final int VIN_LENGTH = 17;
    /** The longest run of digits or capitals at the beginning of a form. */
    private static final int LONGEST_RUN = 20;

    private static final int MIN_UID_DOTS = 6;
    /** The forms that can begin with a given number of digits, and with a given number of capitals. */
    private static final SchemeForm[][] BY_DIGITS = byRun(true);

    private static final SchemeForm[][] BY_CAPITALS = byRun(false);

    private record SchemeForm(IdentifierScheme scheme, Form form) {}

    private final String text;
    private final List<Span> spans = new ArrayList<>();

    private CheckedPatterns(String text) {
        this.text = text;
    }

    private static SchemeForm[][] byRun(boolean digits) {
        SchemeForm[][] forms = new SchemeForm[LONGEST_RUN + 1][];
        for (int run = 0; run <= LONGEST_RUN; run++) {
            int length = run;
            forms[run] = Arrays.stream(IdentifierScheme.values())
                    .flatMap(scheme -> scheme.forms().stream().map(form -> new SchemeForm(scheme, form)))
                    .filter(known -> known.form().startsWithDigit() == digits
                            && known.form().fitsLeading(length))
                    .toArray(SchemeForm[]::new);
        }
        return forms;
    }

    /** Returns the numbers, sorted and without overlap. */
    public static List<Span> find(String text) {
        CheckedPatterns patterns = new CheckedPatterns(text);
        patterns.scan();
        return patterns.spans;
    }

    private void scan() {
        int i = 0;
        boolean wordBefore = false;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean alphanumeric = isDigit(c) || isCapital(c) || c >= 'a' && c <= 'z';
            if (alphanumeric && !wordBefore) {
                int end = match(i, c);
                if (end > i) {
                    i = end;
                    wordBefore = true;
                    continue;
                }
            }
            wordBefore = alphanumeric || c > 0x7F && Character.isLetterOrDigit(c);
            i++;
        }
    }

    /** Tries the patterns that may start here; returns the end of the one that fits, or {@code start}. */
    private int match(int start, char first) {
        int end = start;
        if (isDigit(first)) {
            end = dotted(start);
            end = end > start ? end : scheme(start, BY_DIGITS[run(start, true)]);
            end = end > start ? end : card(start);
        } else if (isCapital(first) && !isSmallAfter(start)) {
            end = iban(start);
            end = end > start ? end : scheme(start, BY_CAPITALS[run(start, false)]);
        }
        if (end == start && isHexadecimal(first)) {
            end = ipv6(start);
            end = end > start ? end : mac(start);
        }
        return end > start || first > 'Z' || isSmallAfter(start) ? end : vin(start);
    }

    /**
     * Returns whether the next character is a lower-case letter, as in a capitalized word. No code in capitals starts
     * that way.
     */
    private boolean isSmallAfter(int start) {
        return start + 1 < text.length() && text.charAt(start + 1) >= 'a' && text.charAt(start + 1) <= 'z';
    }

    private static boolean isHexadecimal(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private int add(int start, int end, IdentifierType type) {
        spans.add(new Span(start, end, type));
        return end;
    }

    /** Recognizes IPv4 addresses and DICOM UIDs. */
    private int dotted(int start) {
        int i = start;
        int dots = 0;
        int number = 0;
        int digits = 0;
        boolean octets = true;
        int limit = Math.min(text.length(), start + 64);
        while (i < limit) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                number = Math.min(1000, number * 10 + c - '0');
                digits++;
            } else if (c == '.' && digits > 0 && i + 1 < text.length() && isDigit(text.charAt(i + 1))) {
                octets &= number <= 255 && digits <= 3;
                dots++;
                number = 0;
                digits = 0;
            } else {
                break;
            }
            i++;
        }
        octets &= number <= 255 && digits <= 3;
        if (!endsWord(i)) {
            return start;
        }
        if (dots == 3 && octets) {
            return add(start, i, IdentifierType.IP);
        }
        if (dots >= MIN_UID_DOTS && (text.startsWith("1.", start) || text.startsWith("2.", start))) {
            return add(start, i, IdentifierType.ID_CONTACT);
        }
        return start;
    }

    private int mac(int start) {
        if (start + 17 > text.length()) {
            return start;
        }
        char separator = text.charAt(start + 2);
        if (separator != ':' && separator != '-' || !endsWord(start + 17)) {
            return start;
        }
        for (int k = 0; k < 17; k++) {
            char c = text.charAt(start + k);
            if (k % 3 == 2 ? c != separator : Character.digit(c, 16) < 0 || c > 'f') {
                return start;
            }
        }
        return add(start, start + 17, IdentifierType.DEVICE);
    }

    /** Tries the fixed forms of the table of kinds. */
    private int scheme(int start, SchemeForm[] forms) {
        for (SchemeForm known : forms) {
            Form form = known.form();
            int end = start + form.length();
            if (form.matches(text, start) && endsWord(end) && known.scheme().isValid(form.compact(text, start))) {
                return add(start, end, known.scheme().type().orElseThrow());
            }
        }
        return start;
    }

    /** Returns how many consecutive digits, or capitals, start here; 0 if there are more than any form begins with. */
    private int run(int start, boolean digits) {
        int end = start;
        while (end < text.length() && (digits ? isDigit(text.charAt(end)) : isCapital(text.charAt(end)))) {
            if (++end - start > LONGEST_RUN) {
                return 0;
            }
        }
        return end - start;
    }

    /** Recognizes IPv6: eight groups of hexadecimal digits, or fewer with one {@code ::} for the omitted ones. */
    private int ipv6(int start) {
        int i = start;
        int groups = 0;
        int digits = 0;
        boolean shortened = false;
        boolean digit = false;
        while (i < text.length() && i - start < 40) {
            char c = text.charAt(i);
            if (c < 0x80 && Character.digit(c, 16) >= 0) {
                groups += digits == 0 ? 1 : 0;
                digits++;
                digit |= isDigit(c);
            } else if (c == ':' && digits > 0 && i + 1 < text.length()) {
                if (text.charAt(i + 1) == ':' && !shortened) {
                    shortened = true;
                    i++;
                } else if (Character.digit(text.charAt(i + 1), 16) < 0) {
                    break;
                }
                digits = 0;
            } else {
                break;
            }
            if (digits > 4) {
                return start;
            }
            i++;
        }
        boolean whole = groups == 8 || shortened && groups > 1 && groups < 8;
        return whole && digit && endsWord(i) ? add(start, i, IdentifierType.IP) : start;
    }

    private int iban(int start) {
        if (start + 15 > text.length()
                || !isCapital(text.charAt(start + 1))
                || !isDigit(text.charAt(start + 2))
                || !isDigit(text.charAt(start + 3))) {
            return start;
        }
        int i = start;
        int characters = 0;
        int best = start;
        while (i < text.length() && characters < MAX_IBAN_CHARACTERS) {
            char c = text.charAt(i);
            if (isDigit(c) || isCapital(c)) {
                characters++;
                i++;
                if (characters >= 15 && endsWord(i) && CheckDigits.isIban(compact(start, i))) {
                    best = i;
                }
            } else if (c == ' ' && characters % 4 == 0 && i > start) {
                i++;
            } else {
                break;
            }
        }
        return best > start ? add(start, best, IdentifierType.IBAN) : start;
    }

    /** Returns the letters and digits of a range, without the spaces and hyphens between them. */
    private String compact(int start, int end) {
        StringBuilder compact = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '-') {
                compact.append(c);
            }
        }
        return compact.toString();
    }

    /** Recognizes card numbers: 13 to 19 digits, together or in groups, whose last one is the Luhn check digit. */
    private int card(int start) {
        int i = start;
        int digits = 0;
        int groups = 1;
        char separator = 0;
        int end = start;
        while (i < text.length() && digits <= MAX_CARD_DIGITS) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits++;
                end = i + 1;
            } else if ((c == ' ' || c == '-')
                    && (separator == 0 || separator == c)
                    && i + 1 < text.length()
                    && isDigit(text.charAt(i + 1))
                    && end == i) {
                separator = c;
                groups++;
            } else {
                break;
            }
            i++;
        }
        boolean grouped = separator == 0 || groups >= 3 && groups <= 5;
        if (digits < MIN_CARD_DIGITS
                || digits > MAX_CARD_DIGITS
                || !grouped
                || !endsWord(end)
                || !CheckDigits.isPaymentCard(compact(start, end))) {
            return start;
        }
        return add(start, end, IdentifierType.CARD);
    }

    /** Recognizes vehicle identification numbers with the check digit that North America requires. */
    private int vin(int start) {
        // The second letter rules out most words.
        if (start + VIN_LENGTH > text.length()
                || !isDigit(text.charAt(start + 1)) && !isCapital(text.charAt(start + 1))
                || !endsWord(start + VIN_LENGTH)) {
            return start;
        }
        String value = text.substring(start, start + VIN_LENGTH);
        return CheckDigits.isVehicleNumber(value) ? add(start, start + VIN_LENGTH, IdentifierType.VEHICLE) : start;
    }

    /** Returns whether no letter, digit or hyphenated digit follows at this position. */
    private boolean endsWord(int i) {
        if (i >= text.length()) {
            return true;
        }
        char c = text.charAt(i);
        if (c == '-' && i + 1 < text.length()) {
            return !isDigit(text.charAt(i + 1));
        }
        return !Character.isLetterOrDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
