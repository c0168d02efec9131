package dev.sigilo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes. Output is bytes as they are given, so that a file of a million lines is not encoded
 * twice.
 */
final class Console {
    /** System property with the terminal's width, set by the script {@code sigilo}. */
    static final String COLUMNS_PROPERTY = "sigilo.columns";

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final boolean interactive;

    Console(InputStream in, OutputStream out, OutputStream err, boolean interactive) {
        this.in = in;
        this.out = out;
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.interactive = interactive;
    }

    /** Who reads the output has gone, as with {@code | head}. */
    static final class OutputClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutputClosedException(IOException cause) {
            super("the output cannot be written any further", cause);
        }
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** Standard error, where progress and faults go. */
    PrintStream err() {
        return err;
    }

    /** Whether standard error is a terminal, so that a progress line may be drawn over itself. */
    boolean interactive() {
        return interactive;
    }

    /** Width of the terminal in characters; 0 if standard output is not a terminal. */
    int columns() {
        return Integer.getInteger(COLUMNS_PROPERTY, 0);
    }

    /** Prints one line on standard output. */
    void println(String line) {
        print(line + "\n");
    }

    /** Prints text on standard output. */
    void print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputClosedException(e);
        }
    }
}
