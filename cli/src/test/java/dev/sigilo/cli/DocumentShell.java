package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands of the documents in a shell, with the classes under test, in a folder that looks like the project. */
final class DocumentShell implements AutoCloseable {
    /** Example files that stand in for the reader's own, by the names used in the documents. */
    private static final Map<String, String> FILES = Map.of(
            "marked.ndjson", """
                    {"id": "n1", "lang": "en", "text": "Seen by Dr. Ana Ruiz on 3/4/2019.", "spans": [{"type": "STAFF_NAME", "start": 12, "end": 20}]}
                    """,
            "GOLD.ndjson", """
                    {"id": "n1", "lang": "en", "text": "Seen by Dr. Ana Ruiz on 3/4/2019.", "spans": [{"type": "STAFF_NAME", "start": 12, "end": 20}]}
                    """,
            "marked/a.txt", "Seen by Dr. Ana Ruiz on 3/4/2019.",
            "marked/a.ann", "T1\tSTAFF_NAME 12 20\tAna Ruiz\n",
            "reports.csv", "record_id,modality,report\nR-1,CR,No acute findings.\n",
            "records.csv", "record_id,modality,report\nR-1,CR,No acute findings.\n");

    /** Folders of the project that commands read. */
    private static final List<String> LINKS = List.of("docs", "pulsar-config", "samples");

    private final Path folder;

    /**
     * The result of a command.
     *
     * @param status exit status
     * @param out    standard output
     * @param err    standard error
     */
    record Result(int status, String out, String err) {}

    DocumentShell(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (String name : LINKS) {
            Files.createSymbolicLink(folder.resolve(name), Documents.root().resolve(name));
        }
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            String name = purpose.name().toLowerCase(Locale.ROOT);
            for (String file : List.of(name + ".json", ".sigilo/keys/" + name + "-keyset.json")) {
                Files.createDirectories(folder.resolve(file).getParent());
                Keyset.generate(purpose).writeNew(folder.resolve(file));
            }
        }
        Path script = folder.resolve("sigilo");
        Files.writeString(
                script,
                "#!/bin/bash\nexec '" + Path.of(System.getProperty("java.home"), "bin/java")
                        + "' -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 '-Dsigilo.home=" + folder + "' -cp '"
                        + System.getProperty("java.class.path")
                        + "' dev.sigilo.cli.Sigilo \"$@\"\n");
        script.toFile().setExecutable(true);
    }

    @Override
    public void close() throws IOException {
        for (String name : LINKS) {
            Files.delete(folder.resolve(name));
        }
    }

    Result run(String line) throws IOException, InterruptedException {
        Path out = folder.resolve(".out");
        Path err = folder.resolve(".err");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line)
                .directory(folder.toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("SIGILO_"));
        shell.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        shell.environment().put("HOME", folder.toString());
        Process process = shell.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return new Result(-1, "", "not done after 3 minutes");
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8).strip());
    }

    /**
     * Returns whether a command printed what the document shows. Lineages may differ, because each run has new keys, and {@code ...}
     * matches any text. If the document shows no output, any output matches.
     */
    static boolean isAsShown(List<String> shown, String printed) {
        List<String> lines = shown.stream().filter(line -> !line.isBlank()).toList();
        List<String> real = printed.lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
        if (lines.isEmpty()) {
            return true;
        }
        if (lines.size() != real.size()) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            String pattern = "\\Q"
                    + lines.get(i)
                            .strip()
                            .replaceAll("[0-9a-f]{32}", "\\\\E[0-9a-f]{32}\\\\Q")
                            .replaceAll("\\.\\.\\.|…", "\\\\E.*\\\\Q")
                    + "\\E";
            if (!real.get(i).matches(pattern)) {
                return false;
            }
        }
        return true;
    }
}
