package dev.sigilo.cli;

import dev.sigilo.vault.application.AuditChain;
import dev.sigilo.vault.domain.AuditKey;
import dev.sigilo.vault.domain.AuditLine;
import dev.sigilo.vault.infrastructure.file.AuditKeyFile;
import dev.sigilo.vault.infrastructure.file.ErasureCertificateFile;
import dev.sigilo.vault.infrastructure.file.FileAuditTrail;
import dev.sigilo.vault.infrastructure.jdbc.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the audit log against the chain in db_command, or lists the chain. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Check that the audit log is intact.",
            "Detects lines that were changed, inserted or removed, even at the end. The command compares the file with the "
                    + "signed chain in db_command, which contains the lines of all files. It prints the head of the chain and the "
                    + "signing keys. Note them elsewhere: then you can detect that both were replaced."
        })
final class AuditCommand implements Callable<Integer> {
    private static final String LIST = """
            SELECT number, JSON_UNQUOTE(JSON_EXTRACT(line, '$.at')) AS at, JSON_UNQUOTE(JSON_EXTRACT(line, '$.who')) AS who,
                   database_user AS role, JSON_UNQUOTE(JSON_EXTRACT(line, '$.action')) AS action,
                   JSON_UNQUOTE(JSON_EXTRACT(line, '$.token')) AS token, JSON_UNQUOTE(JSON_EXTRACT(line, '$.purpose')) AS purpose,
                   JSON_UNQUOTE(JSON_EXTRACT(line, '$.result')) AS result, JSON_EXTRACT(line, '$.records') AS records
            FROM audit ORDER BY number""";

    private final Console console;

    @Mixin
    private AuditFileOption file;

    @Option(names = "--list", description = "Print the lines of the chain in db_command.")
    private boolean list;

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            defaultValue = "table",
            description = "Output format of --list (default: ${DEFAULT-VALUE}).")
    private RowPrinter.Format format;

    @Option(
            names = "--trust",
            paramLabel = "KEY",
            description = "Also accept lines signed by this key, for example another "
                    + "machine's key or an earlier key of this machine. Repeatable.")
    private List<String> trust = List.of();

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description =
                    "Also check a certificate of `sigilo erase`: that it is intact, which key signed it, and that the chain contains it.")
    private Path certificate;

    @Option(
            names = "--offline",
            description = "Check only the file, without db_command. This does not detect lines missing at the end.")
    private boolean offline;

    @Option(
            names = "--url",
            paramLabel = "JDBC_URL",
            description = "JDBC URL of db_command (default: SIGILO_COMMAND_JDBC_URL, else the running embedded stack).")
    private String url;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path path = file.path();
        Settings settings = Settings.load();
        if (list) {
            return print(settings);
        }
        FileAuditTrail log = AuditOptions.log(path, settings, url);
        FileAuditTrail.State state = log.verify();
        if (offline) {
            if (certificate != null) {
                throw new CliException(
                        "--certificate needs the chain in db_command; remove --offline or --certificate");
            }
            if (state.lines() == 0) {
                throw new CliException("audit log " + path + " is missing or empty; give the right file with --audit");
            }
            console.println(path + " is intact: " + state.lines() + " lines, last hash " + state.lastHash());
            return Sigilo.OK;
        }
        List<AuditLine> lines;
        try (AuditChain chain = Stores.auditChain(settings, url, null)) {
            lines = chain.lines();
        }
        Set<String> trusted = new HashSet<>(trust);
        if (Files.exists(AuditOptions.keyFile())) {
            trusted.add(AuditKey.id(AuditKeyFile.read(AuditOptions.keyFile()).publicKey()));
        }
        AuditLine.verify(lines, trusted);
        String certified = certificate == null ? null : ErasureCertificateFile.verify(certificate, trusted);
        if (certified != null && lines.stream().noneMatch(line -> line.line().contains(certified))) {
            throw new CliException("certificate " + certificate
                    + " is intact, but the chain in db_command does not contain it; it belongs to another database");
        }
        long own = log.compare(lines);
        console.println(path + " is intact: " + state.lines() + " lines, last hash " + state.lastHash()
                + (state.lines() == own
                        ? ""
                        : "; " + (state.lines() - own) + " of them are attempts that could not reach db_command"));
        console.println("the chain in db_command is intact: " + lines.size() + " lines"
                + (lines.size() == own ? "" : ", " + (lines.size() - own) + " of them also written to other files")
                + ", head "
                + (lines.isEmpty()
                        ? AuditLine.FIRST
                        : lines.get(lines.size() - 1).hash())
                + lines.stream().map(AuditLine::publicKey).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .map(key -> ", signed by " + AuditKey.id(key))
                        .collect(Collectors.joining()));
        if (certified != null) {
            console.println(certificate + " is intact, and the chain contains it: " + certified);
        }
        return Sigilo.OK;
    }

    private int print(Settings settings) {
        try (Connection connection = Stores.auditConnection(settings, url);
                PreparedStatement query = connection.prepareStatement(LIST);
                ResultSet rows = query.executeQuery()) {
            new RowPrinter(console, format, 40).print(rows);
            return Sigilo.OK;
        } catch (SQLException e) {
            throw new CliException("the audit chain in db_command cannot be read (" + Database.codes(e)
                    + "); update its tables with `sigilo migrate`");
        }
    }
}
