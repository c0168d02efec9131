package dev.sigilo.tokenize.domain.text;

import dev.sigilo.text.Folding;
import dev.sigilo.tokenize.domain.text.KnownIdentifierPattern.Rule;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;

/** The written forms of ids, telephone numbers and e-mail addresses. */
record KnownNumberVariants(KnownIdentifierIndex known, KnownNameVariants names) {
    private static final int SHORTEST_PHONE = 7;
    private static final int SHORTEST_PHONE_IN_NAME = 9;
    /** A number of this length counts everywhere. */
    private static final int CERTAIN_LENGTH = 8;

    /** Adds numbers that a name field contains beside the name, such as a relative's telephone number. */
    void addNumbersIn(int index, String value) {
        int from = -1;
        int digits = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : 'x';
            if (c >= '0' && c <= '9') {
                from = from < 0 ? i : from;
                digits++;
            } else if (from >= 0 && Folding.of(c) != Folding.BREAK) {
                if (digits >= SHORTEST_PHONE_IN_NAME) {
                    addPhone(index, value.substring(from, i));
                } else if (digits >= KnownIdentifierIndex.WINDOW) {
                    addId(index, value.substring(from, i));
                }
                from = -1;
                digits = 0;
            }
        }
    }

    void addPhone(int index, String value) {
        String digits = AsciiDigits.digitsOf(Folding.squeeze(value));
        if (digits.startsWith("00")) {
            digits = digits.substring(2);
        }
        if (digits.length() < SHORTEST_PHONE) {
            addId(index, value);
            return;
        }
        addNumber(digits, index);
        if (digits.length() == 11 && digits.charAt(0) == '1' || digits.length() == 10) {
            String local = digits.substring(digits.length() - 10);
            addNumber(local, index);
            known.addPattern(local.substring(3), index, Rule.NUMBER);
        } else if (digits.length() > 9) {
            addNumber(digits.substring(digits.length() - 9), index);
        }
    }

    void addEmail(int index, String value) {
        String squeezed = Folding.squeeze(value);
        known.addPattern(squeezed, index, Rule.WHOLE);
        if (squeezed.length() >= CERTAIN_LENGTH) {
            known.certainNumbers.add(squeezed);
        }
        int at = value.indexOf('@');
        String local = at < 0 ? "" : Folding.squeeze(value.substring(0, at));
        if (local.length() > KnownIdentifierIndex.WINDOW
                && NameAndPlaceWords.kind(local) == Kind.NAME
                && !names.isOfNames(local)) {
            known.addPattern(local, index, Rule.WHOLE);
        }
    }

    /** Adds an id as a whole, and its digits without prefix and leading zeros. */
    void addId(int index, String value) {
        String squeezed = Folding.squeeze(value);
        if (squeezed.length() < KnownIdentifierIndex.WINDOW) {
            known.addShortId(squeezed, index);
            return;
        }
        if (AsciiDigits.areDigits(squeezed)) {
            addNumber(squeezed, index);
        } else {
            known.addPattern(squeezed, index, Rule.WHOLE);
        }
        int from = 0;
        while (from < squeezed.length() && !AsciiDigits.isDigit(squeezed.charAt(from))) {
            from++;
        }
        int to = squeezed.length();
        while (to > from && !AsciiDigits.isDigit(squeezed.charAt(to - 1))) {
            to--;
        }
        String digits = squeezed.substring(from, to);
        if (!digits.isEmpty() && AsciiDigits.areDigits(digits)) {
            int zeros = 0;
            while (zeros < digits.length() && digits.charAt(zeros) == '0') {
                zeros++;
            }
            addNumber(digits.substring(zeros), index);
        }
    }

    private void addNumber(String digits, int index) {
        if (digits.length() < KnownIdentifierIndex.WINDOW) {
            known.addShortId(digits, index);
        } else if (digits.length() < CERTAIN_LENGTH) {
            known.addPattern(digits, index, Rule.NUMBER);
        } else {
            known.addPattern(digits, index, Rule.ANYWHERE);
            known.certainNumbers.add(digits);
        }
    }
}
