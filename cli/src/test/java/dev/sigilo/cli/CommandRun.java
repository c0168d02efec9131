package dev.sigilo.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of the real command in this process.
 *
 * @param status exit status
 * @param out    what it printed on standard output
 * @param err    what it printed on standard error
 */
record CommandRun(int status, String out, String err) {

    /** Runs {@code sigilo} with these arguments and nothing on standard input. */
    static CommandRun sigilo(String... arguments) {
        return withInput("", arguments);
    }

    /** Runs {@code sigilo} with this text on standard input. */
    static CommandRun withInput(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Sigilo.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, false, arguments);
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
