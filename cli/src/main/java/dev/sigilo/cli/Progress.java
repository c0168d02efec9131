package dev.sigilo.cli;

import dev.sigilo.vault.application.ProgressListener;
import java.util.Locale;

/** A progress line that is redrawn in place; nothing if standard error is not a terminal. */
final class Progress {
    private static final long BETWEEN_NANOS = 100_000_000L;
    private static final int BAR_WIDTH = 20;

    private final Console console;
    private long drawnAt;
    private int drawnWidth;

    Progress(Console console) {
        this.console = console;
    }

    /** Draws the line, at most ten times a second. */
    void draw(String line) {
        if (!console.interactive() || System.nanoTime() - drawnAt < BETWEEN_NANOS) {
            return;
        }
        drawnAt = System.nanoTime();
        console.err().print("\r" + line + " ".repeat(Math.max(0, drawnWidth - line.length())));
        console.err().flush();
        drawnWidth = line.length();
    }

    /** Removes the line. */
    void clear() {
        if (drawnWidth > 0) {
            console.err().print("\r" + " ".repeat(drawnWidth) + "\r");
            console.err().flush();
            drawnWidth = 0;
        }
    }

    /**
     * Returns a listener that draws this line.
     *
     * @param format the line, with {@code %d} for the count
     */
    ProgressListener counting(String format) {
        return new ProgressListener() {
            @Override
            public void advanced(long done) {
                draw(String.format(Locale.ROOT, format, done));
            }

            @Override
            public void finished() {
                clear();
            }
        };
    }

    /** Returns a progress bar, or an empty text if the whole is unknown (-1). */
    static String bar(long done, long whole) {
        if (whole <= 0) {
            return "";
        }
        int filled = (int) Math.min(BAR_WIDTH, done * BAR_WIDTH / whole);
        return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3d%% ", Math.min(100, done * 100 / whole));
    }

    /** Returns a rate per second as text. */
    static String rate(long count, long nanos) {
        double rate = count * 1e9 / Math.max(nanos, 1);
        return String.format(Locale.ROOT, rate > 0 && rate < 1 ? "%.2f/s" : "%,.0f/s", rate);
    }
}
