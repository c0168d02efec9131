package dev.sigilo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The streams that a command reads and writes. Output is written as bytes, so that a file of a million lines is not
 * encoded twice.
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

    /** The reader of the output has closed it, as {@code | head} does. */
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

    /** Returns standard error, for progress and error messages. */
    PrintStream err() {
        return err;
    }

    /** Returns whether standard error is a terminal, so that a progress line can be redrawn in place. */
    boolean interactive() {
        return interactive;
    }

    /** Returns the width of the terminal in characters; 0 if standard output is not a terminal. */
    int columns() {
        return Integer.getInteger(COLUMNS_PROPERTY, 0);
    }

    /** Prints one line on standard output. */
    void println(String line) {
        print(line + "\n");
    }

    /** Shows what was printed at once, for a command that runs on. */
    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new OutputClosedException(e);
        }
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
