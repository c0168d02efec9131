package dev.sigilo.evaluation.texts;

/** Agreement of found spans and marks: precision, recall and F1, by exact boundaries (strict) and by any overlap (relaxed). */
public final class Agreement {
    private int marked;
    private int found;
    private int markedExact;
    private int markedTouched;
    private int foundExact;
    private int foundTouching;

    void addMarked(boolean isExact, boolean isTouched) {
        marked++;
        markedExact += isExact ? 1 : 0;
        markedTouched += isTouched ? 1 : 0;
    }

    void addFound(boolean isExact, boolean touches) {
        found++;
        foundExact += isExact ? 1 : 0;
        foundTouching += touches ? 1 : 0;
    }

    /** Number of marks. */
    public int marked() {
        return marked;
    }

    /** Number of found spans. */
    public int found() {
        return found;
    }

    /** Share of the found spans that equal a mark from start to end; 0 if nothing was found. */
    public double strictPrecision() {
        return ratio(foundExact, found);
    }

    /** Share of the marks that were found from start to end; 0 if nothing is marked. */
    public double strictRecall() {
        return ratio(markedExact, marked);
    }

    /** Harmonic mean of strict precision and recall. */
    public double strictF1() {
        return mean(strictPrecision(), strictRecall());
    }

    /** Share of the found spans that overlap a mark. */
    public double relaxedPrecision() {
        return ratio(foundTouching, found);
    }

    /** Share of the marks that a found span overlaps. */
    public double relaxedRecall() {
        return ratio(markedTouched, marked);
    }

    /** Harmonic mean of relaxed precision and recall. */
    public double relaxedF1() {
        return mean(relaxedPrecision(), relaxedRecall());
    }

    private static double mean(double precision, double recall) {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
