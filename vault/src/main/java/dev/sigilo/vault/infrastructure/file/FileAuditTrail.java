package dev.sigilo.vault.infrastructure.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.vault.application.AuditChain;
import dev.sigilo.vault.application.AuditTrail;
import dev.sigilo.vault.domain.AuditLine;
import dev.sigilo.vault.domain.OperatorException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The audit log of this machine: one JSON line per action, each with a number and the SHA-256 of the line before it, so
 * that changed, removed and inserted lines are detected. Every line is first written to the
 * {@linkplain AuditChain chain in db_command}, so a private or truncated file hides nothing.
 */
public final class FileAuditTrail implements AuditTrail {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * The state of an intact log.
     *
     * @param lines    how many lines it has
     * @param lastHash SHA-256 of its last line, zeros if it has none
     */
    public record State(long lines, String lastHash) {}

    private final Path file;
    private final Clock clock;
    private final Supplier<AuditChain> chain;

    /**
     * @param file  the log; it is created if it does not exist
     * @param clock gives the time of a line
     * @param chain opens the chain in db_command, or throws if it is unavailable
     */
    public FileAuditTrail(Path file, Clock clock, Supplier<AuditChain> chain) {
        this.file = file;
        this.clock = clock;
        this.chain = chain;
    }

    @Override
    public void append(String action, String token, String purpose, String result, int records) {
        Entry entry = entry(action, token, purpose, result, records);
        verify();
        try (AuditChain open = chain.get()) {
            String role = open.databaseUser();
            String log = file.toAbsolutePath().normalize().toString();
            append(entry, role, open.append((number, previous) -> line(number, previous, entry, role, log, null)));
        }
    }

    @Override
    public void note(String action, String token, String purpose, String result, int records) {
        try {
            append(action, token, purpose, result, records);
        } catch (OperatorException e) {
            append(entry(action, token, purpose, result, records), null, null);
        }
    }

    /** The content of a line. */
    private record Entry(
            String at, String who, String action, String token, String purpose, String result, int records) {}

    /** Returns the content of a line that is written now by this process's user. */
    private Entry entry(String action, String token, String purpose, String result, int records) {
        String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        return new Entry(at, osUser(), action, token, purpose, result, records);
    }

    /** The operating system user of this process; not read from a property or variable, which the caller could set. */
    private static String osUser() {
        return ProcessHandle.current().info().user().orElse("unknown");
    }

    private void append(Entry entry, String role, AuditLine chained) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            try (FileChannel channel = FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                            PrivateFile.OWNER_ONLY);
                    var lock = channel.lock()) {
                State state =
                        verify(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
                ByteBuffer line = StandardCharsets.UTF_8.encode(
                        line(state.lines() + 1, state.lastHash(), entry, role, null, chained) + "\n");
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new OperatorException(
                    "audit log " + file + " cannot be written (" + e.getClass().getSimpleName()
                            + "), and nothing is opened or erased without it; check that you may write there");
        }
    }

    private static String line(long number, String previous, Entry entry, String role, String log, AuditLine chained) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("number", number);
            json.writeStringField("at", entry.at());
            json.writeStringField("who", entry.who());
            json.writeStringField("role", role);
            json.writeStringField("action", entry.action());
            json.writeStringField("token", entry.token());
            json.writeStringField("purpose", entry.purpose());
            json.writeStringField("result", entry.result());
            json.writeNumberField("records", entry.records());
            if (log != null) {
                json.writeStringField("log", log);
            } else if (chained != null) {
                json.writeNumberField("chain", chained.number());
                json.writeStringField("chain_hash", chained.hash());
            }
            json.writeStringField("previous", previous);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Compares the file with the chain in db_command.
     *
     * @param lines the chain's lines, in order
     * @return how many of the chain's lines were also written to this file
     * @throws OperatorException if a line of the file is not in the chain, or one that was written to this file is
     *         missing from it
     */
    public long compare(List<AuditLine> lines) {
        String log = file.toAbsolutePath().normalize().toString();
        Set<Long> inFile = new HashSet<>();
        long number = 0;
        for (String text : read().lines().toList()) {
            number++;
            JsonNode line = parse(text);
            if (line.hasNonNull("chain")) {
                long chained = line.get("chain").asLong();
                if (chained < 1
                        || chained > lines.size()
                        || !lines.get((int) chained - 1)
                                .hash()
                                .equals(line.path("chain_hash").asText())) {
                    throw new OperatorException("line " + number + " of audit log " + file
                            + " is not in the chain in db_command, whose line " + chained
                            + " was removed or replaced; keep both as evidence");
                }
                inFile.add(chained);
                // A moved file is still the same log: use the path under which its lines were written.
                log = parse(lines.get((int) chained - 1).line()).path("log").asText();
            }
        }
        long own = 0;
        for (AuditLine line : lines) {
            if (parse(line.line()).path("log").asText().equals(log)) {
                own++;
                if (!inFile.contains(line.number())) {
                    throw new OperatorException(
                            "audit log " + file + (Files.exists(file) ? " was truncated" : " is missing") + ": line "
                                    + line.number()
                                    + " of the chain in db_command was written to it and is no longer in it; `sigilo audit --list` shows the chain");
                }
            }
        }
        return own;
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            return MAPPER.createObjectNode();
        }
    }

    /**
     * Reads the log and checks its chain.
     *
     * @throws OperatorException naming the first line that does not follow from the one before it
     */
    public State verify() {
        return verify(read());
    }

    private String read() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new OperatorException("audit log " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "); check that you may read it");
        }
    }

    private State verify(String text) {
        String previous = AuditLine.FIRST;
        long lines = 0;
        for (String line : text.lines().toList()) {
            lines++;
            if (!AuditLine.follows(line, lines, previous)) {
                throw new OperatorException(
                        "audit log " + file + " is not intact: line " + lines
                                + " does not follow from the line before it; keep the file as evidence and start a new one with --audit");
            }
            previous = AuditLine.sha256(line);
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new OperatorException(
                    "audit log " + file + " is not intact: its last line is incomplete; keep the file as "
                            + "evidence and start a new one with --audit");
        }
        return new State(lines, previous);
    }
}
