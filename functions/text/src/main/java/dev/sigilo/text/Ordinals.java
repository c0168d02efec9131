package dev.sigilo.text;

/** Ordinal suffixes after a number: {@code 3rd}, {@code 1º}. */
public final class Ordinals {
    private static final String[] SUFFIXES = {"st", "nd", "rd", "th", "º"};

    private Ordinals() {}

    /**
     * Returns the index after the suffix that starts here, in any letter case, or the index itself if there is none.
     */
    public static int end(String text, int start) {
        for (String suffix : SUFFIXES) {
            if (text.regionMatches(true, start, suffix, 0, suffix.length())) {
                return start + suffix.length();
            }
        }
        return start;
    }

    /** Returns the English suffix of a day of the month: {@code st}, {@code nd}, {@code rd} or {@code th}. */
    public static String english(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }
}
