package dev.sigilo.identifiers;

/**
 * One way in which a kind of identifier is written: {@code "ddd-dd-dddd"}. In the pattern, {@code d} is a digit, {@code
 * A} a capital and {@code X} either, all ASCII. Any other character is a separator and matches itself. Immutable.
 */
public final class Form {
    private final char[] pattern;
    private final int leading;
    private final int symbols;

    Form(String pattern) {
        this.pattern = pattern.toCharArray();
        int same = 1;
        while (same < pattern.length() && pattern.charAt(same) == pattern.charAt(0)) {
            same++;
        }
        leading = same;
        symbols = (int) pattern.chars().filter(c -> isSymbol((char) c)).count();
        if (pattern.charAt(0) != 'd' && pattern.charAt(0) != 'A') {
            throw new IllegalArgumentException("a form must begin with a digit or a capital, but is " + pattern);
        }
    }

    /** Returns whether the form begins with a digit; otherwise it begins with a capital. */
    public boolean startsWithDigit() {
        return pattern[0] == 'd';
    }

    /**
     * Returns whether a value of this form can begin with exactly this many digits, or with exactly this many capitals
     * if the form begins with a capital.
     */
    public boolean fitsLeading(int run) {
        boolean open = leading < pattern.length && pattern[leading] == 'X';
        return open ? run >= leading : run == leading;
    }

    /** Returns the length in characters, including separators. */
    public int length() {
        return pattern.length;
    }

    /** Returns whether the text has this form at {@code start}. What follows is not checked. */
    public boolean matches(String text, int start) {
        if (start + pattern.length > text.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            char c = text.charAt(start + i);
            boolean digit = c >= '0' && c <= '9';
            boolean capital = c >= 'A' && c <= 'Z';
            boolean fits = switch (pattern[i]) {
                case 'd' -> digit;
                case 'A' -> capital;
                case 'X' -> digit || capital;
                default -> c == pattern[i];
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the digits and capitals of the value of this form that begins at {@code start}, without the separators.
     */
    public String compact(String text, int start) {
        StringBuilder compact = new StringBuilder(symbols);
        for (int i = 0; i < pattern.length; i++) {
            if (isSymbol(pattern[i])) {
                compact.append(text.charAt(start + i));
            }
        }
        return compact.toString();
    }

    private static boolean isSymbol(char c) {
        return c == 'd' || c == 'A' || c == 'X';
    }

    /** Returns the pattern. */
    @Override
    public String toString() {
        return new String(pattern);
    }
}
