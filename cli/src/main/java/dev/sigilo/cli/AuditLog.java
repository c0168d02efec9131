package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;

/**
 * Who opened or erased what, when and why: one JSON line an action, each with a number and the SHA-256 of the line before
 * it, so that a line that was changed, removed or put in between shows. A line is on the disk before what it tells of is
 * shown. What a chain in one file cannot show is the removal of its last lines: keep {@link #verify}'s last hash, or the
 * file itself, somewhere that its writer cannot change.
 */
final class AuditLog {
    private static final String FIRST = "0".repeat(64);
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What a log that is whole says.
     *
     * @param lines    how many lines it has
     * @param lastHash SHA-256 of its last line, zeros where it has none
     */
    record State(long lines, String lastHash) {
    }

    private final Path file;
    private final Clock clock;

    AuditLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Appends a line and waits until it is on the disk.
     *
     * @param action  {@code reveal}, {@code erase} or {@code retokenize}
     * @param token   whose, or {@code vault} where it is about all
     * @param purpose why, in the words of who did it
     * @param result  what came of it
     * @param records how many records it was about
     * @throws CliException where the file cannot be written, or is not whole
     */
    void append(String action, String token, String purpose, String result, int records) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE), ownerOnly()); var lock = channel.lock()) {
                State state = verify(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
                ByteBuffer line = StandardCharsets.UTF_8.encode(
                        line(state, action, token, purpose, result, records) + "\n");
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new CliException("audit log " + file + " cannot be written (" + e.getClass().getSimpleName()
                    + "), and without it nothing is opened or erased; check that you may write there");
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private String line(State state, String action, String token, String purpose, String result, int records)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("number", state.lines() + 1);
            json.writeStringField("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("who", System.getProperty("user.name"));
            json.writeStringField("action", action);
            json.writeStringField("token", token);
            json.writeStringField("purpose", purpose);
            json.writeStringField("result", result);
            json.writeNumberField("records", records);
            json.writeStringField("previous", state.lastHash());
            json.writeEndObject();
        }
        return text.toString();
    }

    /**
     * Reads the log and checks its chain.
     *
     * @throws CliException naming the first line that does not follow from the one before it
     */
    State verify() {
        try {
            return verify(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new CliException("audit log " + file + " cannot be read (" + e.getClass().getSimpleName()
                    + "); check that you may read it");
        }
    }

    private State verify(String text) {
        String previous = FIRST;
        long lines = 0;
        for (String line : text.lines().toList()) {
            lines++;
            if (!follows(line, lines, previous)) {
                throw new CliException("audit log " + file + " is not whole: line " + lines
                        + " does not follow from the one before it; keep the file as evidence and begin a new one with --audit");
            }
            previous = sha256(line);
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new CliException("audit log " + file + " is not whole: its last line has no end; keep the file as "
                    + "evidence and begin a new one with --audit");
        }
        return new State(lines, previous);
    }

    private static boolean follows(String line, long number, String previous) {
        try {
            JsonNode entry = MAPPER.readTree(line);
            return entry.path("number").asLong() == number && entry.path("previous").asText().equals(previous);
        } catch (IOException e) {
            return false;
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
