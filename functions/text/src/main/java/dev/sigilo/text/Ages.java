package dev.sigilo.text;

import java.util.Optional;

/** Ages, with 90 and over as one class, as 45 CFR 164.514(b)(2)(i)(C) requires. */
public final class Ages {
    /** Replaces every age of 90 and over. */
    public static final String OLDEST = "90+";
    /** The youngest age, in years, that belongs to {@link #OLDEST}. */
    public static final int OLDEST_YEARS = 90;
    /** The highest possible age; a larger number is not an age. */
    static final int OLDEST_POSSIBLE = 130;

    private Ages() {}

    /**
     * Returns the age in whole years, or {@link #OLDEST}, of an age in a format of {@link AgeReader}. Months, weeks and
     * days also become whole years, usually 0.
     *
     * @return empty if the age is not understood
     */
    public static Optional<String> cap(String age) {
        double years = AgeReader.years(age);
        if (years == AgeReader.NONE) {
            return Optional.empty();
        }
        return Optional.of(years >= OLDEST_YEARS ? OLDEST : Integer.toString((int) years));
    }
}
