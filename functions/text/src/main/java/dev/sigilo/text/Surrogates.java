package dev.sigilo.text;

/** Checks the halves of characters outside of Unicode's Basic Multilingual Plane. */
public final class Surrogates {
    private Surrogates() {}

    /** Returns whether every surrogate is half of a pair: a lone one is not a character, and UTF-8 cannot write it. */
    public static boolean arePaired(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
