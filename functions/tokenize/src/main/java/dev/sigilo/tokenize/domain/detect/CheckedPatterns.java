package dev.sigilo.tokenize.domain.detect;

import dev.sigilo.identifiers.IdentifierType;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that prove themselves: by a check digit, or by a form that nothing else in a clinical text has.
 *
 * <p>One pass over the text; what is looked at from one place is bounded, so the time is linear.
 */
final class CheckedPatterns {

    private static final int MAX_IBAN_CHARACTERS = 34;
    private static final int MIN_CARD_DIGITS = 13;
    private static final int MAX_CARD_DIGITS = 19;
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    /** Values of the letters of a vehicle identification number, from A on; 0 for those that none has. */
    private static final int[] VIN_VALUES =
        {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int MIN_UID_DOTS = 6;
    private static final String[] DNI_FORMS = {"ddddddddA", "dddddddd-A", "dddddddd A", "dd.ddd.dddA", "dd.ddd.ddd-A"};
    private static final String[] RUT_FORMS = {"dd.ddd.ddd-X", "d.ddd.ddd-X", "dddddddd-X", "ddddddd-X"};
    private static final int[] CUIL_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    private static final int[] CPF_WEIGHTS = {10, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final String[] NIE_FORMS = {"AdddddddA", "Addddddd-A", "A-ddddddd-A", "A-dddddddA"};

    private final String text;
    private final List<Span> spans = new ArrayList<>();

    private CheckedPatterns(String text) {
        this.text = text;
    }

    /** Returns what was found, sorted and without overlap. */
    static List<Span> find(String text) {
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
            end = end > start ? end : socialSecurity(start);
            end = end > start ? end : dni(start);
            end = end > start ? end : americas(start);
            end = end > start ? end : nhs(start);
            end = end > start ? end : card(start);
        } else if (isCapital(first) && !isSmallAfter(start)) {
            end = iban(start);
            end = end > start ? end : nie(start);
            end = end > start ? end : mexican(start);
            end = end > start ? end : dea(start);
        }
        if (end == start && isHexadecimal(first)) {
            end = ipv6(start);
            end = end > start ? end : mac(start);
        }
        return end > start || first > 'Z' || isSmallAfter(start) ? end : vin(start);
    }

    /** Returns whether the next character is a lower-case letter, as in a capitalised word. No code in capitals starts that way. */
    private boolean isSmallAfter(int start) {
        return start + 1 < text.length() && text.charAt(start + 1) >= 'a' && text.charAt(start + 1) <= 'z';
    }

    private static boolean isHexadecimal(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private int add(int start, int end, IdentifierType type) {
        spans.add(new Span(start, end, type.name()));
        return end;
    }

    /** IPv4 addresses and DICOM UIDs. */
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

    private int socialSecurity(int start) {
        if (!shape(start, "ddd-dd-dddd")) {
            return start;
        }
        String area = text.substring(start, start + 3);
        boolean never = area.equals("000") || area.equals("666") || area.charAt(0) == '9'
                || text.startsWith("00", start + 4) || text.startsWith("0000", start + 7);
        return never ? start : add(start, start + 11, IdentifierType.SSN);
    }

    /** NHS number in its printed form, 3-3-4, with a check digit modulo 11. Without a gap it is told by {@link LabelledPatterns}. */
    private int nhs(int start) {
        boolean printed = shape(start, "ddd ddd dddd") || shape(start, "ddd-ddd-dddd");
        return printed && isNhs(text, start, start + 12) ? add(start, start + 12, IdentifierType.NATIONAL_ID) : start;
    }

    /** Whether the ten digits in this stretch end in the check digit of an NHS number. */
    static boolean isNhs(CharSequence text, int start, int end) {
        int sum = 0;
        int weight = 10;
        int last = 0;
        for (int i = start; i < end; i++) {
            if (isDigit(text.charAt(i))) {
                last = text.charAt(i) - '0';
                sum += weight > 1 ? weight * last : 0;
                weight--;
            }
        }
        return weight == 0 && (11 - sum % 11) % 11 == last;
    }

    /** IPv6: eight groups of hexadecimal digits, or fewer with one {@code ::} for those left out. */
    private int ipv6(int start) {
        int i = start;
        int groups = 0;
        int digits = 0;
        boolean shortened = false;
        boolean figure = false;
        while (i < text.length() && i - start < 40) {
            char c = text.charAt(i);
            if (c < 0x80 && Character.digit(c, 16) >= 0) {
                groups += digits == 0 ? 1 : 0;
                digits++;
                figure |= isDigit(c);
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
        return whole && figure && endsWord(i) ? add(start, i, IdentifierType.IP) : start;
    }

    /** Spanish DNI: eight digits and a letter that follows from them, perhaps after a hyphen or space. */
    private int dni(int start) {
        for (String form : DNI_FORMS) {
            if (shape(start, form)) {
                int end = start + form.length();
                return DNI_LETTERS.charAt(number(start, end) % 23) == text.charAt(end - 1)
                        ? add(start, end, IdentifierType.NATIONAL_ID) : start;
            }
        }
        return start;
    }

    private int nie(int start) {
        char first = text.charAt(start);
        if (first < 'X' || first > 'Z') {
            return start;
        }
        for (String form : NIE_FORMS) {
            if (shape(start, form)) {
                int end = start + form.length();
                int value = (first - 'X') * 10_000_000 + number(start, end);
                return DNI_LETTERS.charAt(value % 23) == text.charAt(end - 1)
                        ? add(start, end, IdentifierType.NATIONAL_ID) : start;
            }
        }
        return start;
    }

    /** Numbers of persons with check digits: Chile's RUT, Argentina's CUIL, Brazil's CPF; and Medicare's MBI, by its form. */
    private int americas(int start) {
        for (String form : RUT_FORMS) {
            if (shape(start, form)) {
                int end = start + form.length();
                return isRut(start, end) ? add(start, end, IdentifierType.NATIONAL_ID) : start;
            }
        }
        if (shape(start, "dd-dddddddd-d")) {
            int rest = weighed(start, start + 11, CUIL_WEIGHTS) % 11;
            return (11 - rest) % 11 == digit(start + 12) ? add(start, start + 13, IdentifierType.NATIONAL_ID) : start;
        }
        if (shape(start, "ddd.ddd.ddd-dd")) {
            int first = weighed(start, start + 11, CPF_WEIGHTS) * 10 % 11 % 10;
            return first == digit(start + 12) ? add(start, start + 14, IdentifierType.NATIONAL_ID) : start;
        }
        return shape(start, "dAXd-AXd-AAdd") || shape(start, "dAXdAXdAAdd") ? add(start, start + (isDigit(text.charAt(start + 4))
                || isCapital(text.charAt(start + 4)) ? 11 : 13), IdentifierType.ID_INSURANCE) : start;
    }

    private boolean isRut(int start, int end) {
        int sum = 0;
        int weight = 2;
        for (int i = end - 3; i >= start; i--) {
            if (isDigit(text.charAt(i))) {
                sum += digit(i) * weight;
                weight = weight == 7 ? 2 : weight + 1;
            }
        }
        int check = 11 - sum % 11;
        char written = text.charAt(end - 1);
        return written == (check == 11 ? '0' : check == 10 ? 'K' : '0' + check);
    }

    private int weighed(int start, int end, int[] weights) {
        int sum = 0;
        int next = 0;
        for (int i = start; i < end; i++) {
            sum += isDigit(text.charAt(i)) ? digit(i) * weights[next++] : 0;
        }
        return sum;
    }

    private int digit(int i) {
        return text.charAt(i) - '0';
    }

    /** Mexico's CURP and RFC: letters, a day of birth, letters and figures. */
    private int mexican(int start) {
        boolean curp = shape(start, "AAAAddddddAAAAAAXd") && "HMX".indexOf(text.charAt(start + 10)) >= 0;
        if (!curp && !shape(start, "AAAAddddddXXX")) {
            return start;
        }
        int month = number(start + 6, start + 8);
        int day = number(start + 8, start + 10);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? add(start, start + (curp ? 18 : 13), IdentifierType.NATIONAL_ID) : start;
    }

    /** A prescriber's number in the United States: two letters and seven digits, the last of which is a check digit. */
    private int dea(int start) {
        if (!shape(start, "AAddddddd") || "ABCDEFGHJKLMPRSTUX".indexOf(text.charAt(start)) < 0) {
            return start;
        }
        int sum = digit(start + 2) + digit(start + 4) + digit(start + 6) + 2 * (digit(start + 3) + digit(start + 5) + digit(start + 7));
        return sum % 10 == digit(start + 8) ? add(start, start + 9, IdentifierType.ID_STAFF) : start;
    }

    private int iban(int start) {
        if (start + 15 > text.length() || !isCapital(text.charAt(start + 1)) || !isDigit(text.charAt(start + 2))
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
                if (characters >= 15 && endsWord(i) && ibanRemainder(start, i) == 1) {
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

    private int ibanRemainder(int start, int end) {
        int remainder = 0;
        for (int i = start + 4; i < end; i++) {
            remainder = ibanStep(remainder, text.charAt(i));
        }
        for (int i = start; i < start + 4; i++) {
            remainder = ibanStep(remainder, text.charAt(i));
        }
        return remainder;
    }

    private static int ibanStep(int remainder, char c) {
        if (c == ' ') {
            return remainder;
        }
        return isDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
    }

    /** Card numbers: 13 to 19 digits, together or in groups, whose last one is the Luhn check digit. */
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
            } else if ((c == ' ' || c == '-') && (separator == 0 || separator == c) && i + 1 < text.length()
                    && isDigit(text.charAt(i + 1)) && end == i) {
                separator = c;
                groups++;
            } else {
                break;
            }
            i++;
        }
        boolean grouped = separator == 0 || groups >= 3 && groups <= 5;
        if (digits < MIN_CARD_DIGITS || digits > MAX_CARD_DIGITS || !grouped || !endsWord(end) || !luhn(start, end)) {
            return start;
        }
        return add(start, end, IdentifierType.CARD);
    }

    private boolean luhn(int start, int end) {
        int sum = 0;
        boolean twice = false;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                int digit = c - '0';
                sum += twice ? digit * 2 / 10 + digit * 2 % 10 : digit;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }

    /** Vehicle identification numbers with the check digit that North America demands. */
    private int vin(int start) {
        // Most words stop being one at their second letter.
        if (start + 17 > text.length() || !isDigit(text.charAt(start + 1)) && !isCapital(text.charAt(start + 1))
                || !endsWord(start + 17)) {
            return start;
        }
        int sum = 0;
        int letters = 0;
        for (int k = 0; k < 17; k++) {
            char c = text.charAt(start + k);
            int value;
            if (isDigit(c)) {
                value = c - '0';
            } else if (isCapital(c) && VIN_VALUES[c - 'A'] > 0) {
                value = VIN_VALUES[c - 'A'];
                letters++;
            } else {
                return start;
            }
            sum += value * VIN_WEIGHTS[k];
        }
        char check = text.charAt(start + 8);
        boolean right = sum % 11 == 10 ? check == 'X' : check == '0' + sum % 11;
        return right && letters > 0 ? add(start, start + 17, IdentifierType.VEHICLE) : start;
    }

    /** Returns whether the text has this shape here and no word goes on after it; d is a digit, A a capital, X either. */
    private boolean shape(int start, String shape) {
        if (start + shape.length() > text.length() || !endsWord(start + shape.length())) {
            return false;
        }
        for (int k = 0; k < shape.length(); k++) {
            char c = text.charAt(start + k);
            char wanted = shape.charAt(k);
            if (wanted == 'd' ? !isDigit(c) : wanted == 'A' ? !isCapital(c) : wanted == 'X' ? !isDigit(c) && !isCapital(c) : c != wanted) {
                return false;
            }
        }
        return true;
    }

    private int number(int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            if (isDigit(text.charAt(i))) {
                number = number * 10 + text.charAt(i) - '0';
            }
        }
        return number;
    }

    /** Returns whether no letter, digit or hyphenated digit goes on at this place. */
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
