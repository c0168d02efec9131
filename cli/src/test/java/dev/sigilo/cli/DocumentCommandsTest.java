package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checks that the commands in the documents exist, and runs those that need no servers as written. */
class DocumentCommandsTest {
    private static final Set<String> SIGILO = Set.of("sigilo", "./sigilo");
    /** Programs that a line of a code block may call; any other line is output or another language. */
    private static final Set<String> PROGRAMS = Set.of(
            "sigilo",
            "./sigilo",
            "mvn",
            "java",
            "docker",
            "kubectl",
            "pulsar-admin",
            "pulsar-client",
            ".sigilo/pulsar/bin/pulsar-admin",
            "mysql",
            "mysqldump",
            "curl",
            "trivy",
            "export",
            "echo",
            "cp",
            "mv",
            "rm",
            "mkdir",
            "tar",
            "vi",
            "$run",
            "cat",
            "chmod",
            "git",
            "unset",
            "umask");

    /** Files outside of {@code target} that the build writes, so that a checkout may lack them. */
    private static final Set<String> BUILT = Set.of("kubernetes/pipeline.yaml");

    private static final Set<String> GOALS = Set.of("package", "verify", "test", "test-compile", "compile", "clean");
    private static final Pattern PATH =
            Pattern.compile("(?:\\./)?[A-Za-z0-9_][A-Za-z0-9_.*-]*(?:/[A-Za-z0-9_.*#<>-]+)*/?");
    private static final Pattern VARIABLE = Pattern.compile("SIGILO_[A-Z]+(?:_[A-Z]+)*");
    private static final Pattern TOPIC = Pattern.compile("persistent://medical/[a-z-]+/[a-z-]+");

    /** Commands that need no server; the test runs them as written. */
    private static final Set<String> RUN = Set.of(
            "try", "convert", "scrub", "evaluate", "describe", "plan", "help", "keys new", "keys rotate", "keys list");
    /** Commands of sigilo that are only parsed here, with the reason and the test that runs them on servers. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("demo", "starts servers; PipelineContract"),
            Map.entry("up", "starts servers; StackCommandsIT"),
            Map.entry("down", "stops servers; StackCommandsIT"),
            Map.entry("status", "asks Pulsar; StackCommandsIT"),
            Map.entry("publish", "sends to Pulsar; StackCommandsIT"),
            Map.entry("mllp", "listens until it is stopped; MllpIT"),
            Map.entry("query", "asks db_query; StackCommandsIT"),
            Map.entry("reveal", "opens the vault of db_command; StackCommandsIT"),
            Map.entry("erase", "changes both databases; StackCommandsIT"),
            Map.entry("rejects", "reads Pulsar; RejectsIT"),
            Map.entry("trace", "reads Pulsar and both databases; RejectsIT"),
            Map.entry("retokenize", "reads the vault of db_command; StackCommandsIT"),
            Map.entry("replay", "writes a view; StackCommandsIT"),
            Map.entry("migrate", "changes both databases; StackCommandsIT"),
            Map.entry("audit", "asks db_command; KeysAndAuditIT"),
            Map.entry("risk", "asks db_query; StackCommandsIT"),
            Map.entry("bench", "starts servers, for minutes; the benchmarks' own tests"),
            Map.entry("keys backup", "copies the keysets of an installation; KeysAndAuditIT"),
            Map.entry("keys restore", "the same; KeysAndAuditIT"),
            Map.entry("keys pulsar", "makes credentials of an installation; KeysCommandTest"));

    private final CommandLine sigilo = new CommandLine(Sigilo.class, new CommandLine.IFactory() {
                @Override
                public <K> K create(Class<K> type) throws Exception {
                    try {
                        return type.cast(
                                type.getDeclaredConstructor(Console.class).newInstance((Console) null));
                    } catch (NoSuchMethodException e) {
                        return CommandLine.defaultFactory().create(type);
                    }
                }
            })
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setAbbreviatedOptionsAllowed(false);

    private static boolean isProgram(String word) {
        return PROGRAMS.contains(word)
                || word.matches("[A-Za-z0-9_./-]+\\.sh") && Documents.topLevel().contains(word.split("/")[0]);
    }

    private static List<Documents.Command> everyCommand() {
        return Documents.all().stream()
                .flatMap(file -> Documents.blocks(file).stream())
                .flatMap(block -> Documents.commands(block, DocumentCommandsTest::isProgram).stream())
                .toList();
    }

    // ---- names in the documents exist

    @Test
    void everyLineWithAPromptCallsAKnownProgram() {
        List<String> faults = new ArrayList<>();
        for (Documents.Command command : everyCommand()) {
            for (List<String> words : ShellWords.commands(command.piece().text())) {
                if (!isProgram(words.get(0))
                        && !Set.of("head", "jq", "grep", "sleep").contains(words.get(0))) {
                    faults.add(command.piece().place() + ": " + words.get(0) + " is no program that this test knows");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyCommandOfSigiloIsTakenAsItIsWritten() {
        List<String> faults = new ArrayList<>();
        int seen = 0;
        for (Documents.Command command : everyCommand()) {
            for (List<String> words : ShellWords.commands(command.piece().text())) {
                if (SIGILO.contains(words.get(0))) {
                    seen++;
                    try {
                        sigilo.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
                    } catch (CommandLine.ParameterException e) {
                        faults.add(command.piece().place() + ": " + String.join(" ", words) + ": " + e.getMessage());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).as("commands that were found").isGreaterThan(40);
    }

    @Test
    void everyCommandAndOptionThatTheTextNamesExists() {
        List<String> faults = new ArrayList<>();
        for (Path file : Documents.all()) {
            for (Documents.Piece code : Documents.code(file)) {
                List<String> words = new ArrayList<>(List.of(code.text().strip().split("\\s+")));
                boolean called = SIGILO.contains(words.get(0));
                boolean isShort = sigilo.getSubcommands().containsKey(words.get(0))
                        && words.stream().anyMatch(word -> word.startsWith("--"));
                if (called || isShort) {
                    named(called ? words.subList(1, words.size()) : words, code, faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private void named(List<String> words, Documents.Piece where, List<String> faults) {
        CommandLine command = sigilo;
        boolean ended = false;
        for (String word : words) {
            for (String each : word.replaceAll("[\\[\\]]", "").split("\\\\?\\|")) {
                if (each.startsWith("-") && each.length() > 1) {
                    if (!command.getCommandSpec().optionsMap().containsKey(each.replaceFirst("=.*", ""))) {
                        faults.add(where.place() + ": `" + where.text() + "`: "
                                + command.getCommandSpec().qualifiedName() + " has no option " + each);
                    }
                    ended = true;
                } else if (!ended
                        && !command.getSubcommands().isEmpty()
                        && each.matches("[a-z-]+")
                        && !command.getSubcommands().containsKey(each)) {
                    faults.add(where.place() + ": `" + where.text() + "`: "
                            + command.getCommandSpec().qualifiedName() + " has no command " + each);
                }
            }
            command = ended ? command : command.getSubcommands().getOrDefault(word, command);
        }
    }

    @Test
    void everyModuleProfileAndTestOfMavenExists() throws IOException {
        Set<String> profiles = new HashSet<>();
        Set<String> classes = new HashSet<>();
        try (Stream<Path> files = Files.walk(Documents.root())) {
            for (Path file :
                    files.filter(each -> !each.toString().contains("/target/")).toList()) {
                if (file.endsWith("pom.xml")) {
                    Matcher id =
                            Pattern.compile("<profile>\\s*<id>([^<]+)</id>").matcher(Files.readString(file));
                    while (id.find()) {
                        profiles.add(id.group(1));
                    }
                } else if (file.toString().endsWith(".java")) {
                    classes.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        List<String> faults = new ArrayList<>();
        for (Documents.Command command : everyCommand()) {
            for (List<String> words : ShellWords.commands(command.piece().text())) {
                if (words.get(0).equals("mvn")) {
                    maven(words, profiles, classes, command.piece().place() + ": ", faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void maven(
            List<String> words, Set<String> profiles, Set<String> classes, String place, List<String> faults) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                for (String module : words.get(++i).split(",")) {
                    if (!Files.exists(Documents.root().resolve(module).resolve("pom.xml"))) {
                        faults.add(place + "there is no module " + module);
                    }
                }
            } else if (word.startsWith("-P")) {
                if (!profiles.contains(word.substring(2))) {
                    faults.add(place + "there is no profile " + word.substring(2));
                }
            } else if (word.startsWith("-Dtest=")) {
                for (String name : word.substring(7).split(",")) {
                    if (!classes.contains(name.replaceFirst("#.*", ""))) {
                        faults.add(place + "there is no test " + name);
                    }
                }
            } else if (!word.startsWith("-") && !word.contains(":") && !GOALS.contains(word)) {
                faults.add(place + word + " is no goal of Maven that this test knows");
            }
        }
    }

    @Test
    void everyFileAndFolderOfTheProjectThatIsNamedExists() {
        List<String> faults = new ArrayList<>();
        for (Documents.Command command : everyCommand()) {
            for (List<String> words : ShellWords.commands(command.piece().text())) {
                words.forEach(word -> paths(word, command.piece(), faults));
            }
        }
        for (Path file : Documents.all()) {
            if (!file.endsWith("CHANGELOG.md")) {
                Documents.code(file).stream()
                        .filter(code -> PATH.matcher(code.text()).matches())
                        .forEach(code -> paths(code.text(), code, faults));
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Checks words that start with the name of a top-level file or folder, except topics; files made by a build or installation are not checked. */
    private static void paths(String word, Documents.Piece where, List<String> faults) {
        for (String part : word.split("[=:,@\"' ]")) {
            if (!PATH.matcher(part).matches() || part.matches("[a-z]+") || part.contains("<")) {
                continue;
            }
            String path = part.replaceFirst("^\\./", "").replaceFirst("#.*", "");
            if (!Documents.topLevel().contains(path.split("/")[0]) || isTopic(path) || BUILT.contains(path)) {
                continue;
            }
            int target = path.indexOf("/target/");
            boolean exists = target >= 0
                    ? Files.exists(
                            Documents.root().resolve(path.substring(0, target)).resolve("pom.xml"))
                    : Stream.of(Documents.root(), where.file().getParent())
                            .anyMatch(folder ->
                                    path.contains("*") ? matches(folder, path) : Files.exists(folder.resolve(path)));
            if (!exists) {
                faults.add(where.place() + ": there is no " + path);
            }
        }
    }

    /** Returns whether this is a topic, such as vault/sealed: its namespace may have the name of a folder. */
    private static boolean isTopic(String path) {
        return Topology.read(Documents.root().resolve("pulsar-config"))
                .topics()
                .contains("persistent://medical/" + path);
    }

    private static boolean matches(Path folder, String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob.replaceFirst("/$", ""));
        try (Stream<Path> files = Files.walk(folder.resolve(glob.split("/")[0]))) {
            return files.anyMatch(file -> matcher.matches(folder.relativize(file)));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void everyVariableIsReadSomewhere() throws IOException {
        Set<String> read = new HashSet<>();
        try (Stream<Path> files = Files.walk(Documents.root())) {
            for (Path file : files.filter(each -> Files.isRegularFile(each)
                            && each.toString()
                                    .matches(".*(\\.java|\\.sh|\\.ya?ml|\\.template|\\.example|/sigilo|Dockerfile)")
                            && !each.toString().contains("/target/")
                            && !each.toString().contains("/src/test/"))
                    .toList()) {
                Matcher variable = VARIABLE.matcher(Files.readString(file));
                while (variable.find()) {
                    read.add(variable.group());
                }
            }
        }
        List<String> faults = new ArrayList<>();
        for (Path file : Documents.all()) {
            for (Documents.Piece line : Documents.pieces(file)) {
                Matcher variable = VARIABLE.matcher(line.text());
                while (variable.find()) {
                    if (!read.contains(variable.group())) {
                        faults.add(line.place() + ": nothing reads " + variable.group());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyTopicSubscriptionAndFunctionExists() throws IOException {
        Topology topology = Topology.read(Documents.root().resolve("pulsar-config"));
        Set<String> topics = PrivacyDocTest.deployedTopics();
        Set<String> subscriptions = Stream.concat(
                        topology.functions().stream().map(FunctionSpec::subscription),
                        topology.sinks().stream().map(SinkSpec::subscription))
                .collect(Collectors.toSet());
        Set<String> names = Stream.concat(
                        topology.functions().stream().map(FunctionSpec::name),
                        topology.sinks().stream().map(SinkSpec::name))
                .collect(Collectors.toSet());
        for (Path file : optionalFunctions()) {
            Matcher name = Pattern.compile("(?m)^(name|subName): *(\\S+)").matcher(Files.readString(file));
            while (name.find()) {
                (name.group(1).equals("name") ? names : subscriptions).add(name.group(2));
            }
        }
        List<String> faults = new ArrayList<>();
        for (Path file : Documents.all()) {
            for (Documents.Piece line : Documents.pieces(file)) {
                Matcher topic = TOPIC.matcher(line.text());
                while (topic.find()) {
                    if (!topics.contains(topic.group().replaceFirst("-partition$", ""))) {
                        faults.add(line.place() + ": there is no topic " + topic.group());
                    }
                }
            }
        }
        List<Documents.Piece> calls = new ArrayList<>(
                everyCommand().stream().map(Documents.Command::piece).toList());
        Documents.all().forEach(file -> calls.addAll(Documents.code(file)));
        for (Documents.Piece call : calls) {
            for (List<String> words : ShellWords.commands(call.text())) {
                for (int i = 1; i + 1 < words.size() && words.get(0).endsWith("pulsar-admin"); i++) {
                    boolean wrong = words.get(i).equals("--subscription") && !subscriptions.contains(words.get(i + 1))
                            || words.get(i).equals("--name") && !names.contains(words.get(i + 1));
                    if (wrong) {
                        faults.add(call.place() + ": pulsar-config has no " + words.get(i + 1));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<Path> optionalFunctions() throws IOException {
        try (Stream<Path> files = Files.list(Documents.root().resolve("pulsar-config/optional"))) {
            return files.toList();
        }
    }

    // ---- commands that need no servers run

    @Test
    void everyCommandIsEitherRunOrHasAReason() {
        Set<String> all = new TreeSet<>(sigilo.getSubcommands().keySet());
        all.remove("keys");
        sigilo.getSubcommands().get("keys").getSubcommands().keySet().forEach(name -> all.add("keys " + name));
        Set<String> told = new TreeSet<>(RUN);
        told.addAll(NOT_RUN.keySet());
        assertThat(told).containsAll(all);
        assertThat(RUN).doesNotContainAnyElementsOf(NOT_RUN.keySet());
    }

    @Test
    void whatNeedsNoServersRunsAsItIsWritten(@TempDir Path folder) throws Exception {
        List<String> faults = new ArrayList<>();
        Set<String> ran = new TreeSet<>();
        for (Path file : Documents.all()) {
            List<Documents.Command> commands = Documents.blocks(file).stream()
                    .flatMap(block -> Documents.commands(block, DocumentCommandsTest::isProgram).stream())
                    .filter(this::canRun)
                    .toList();
            if (commands.isEmpty()) {
                continue;
            }
            // One folder per document, because later commands read files that earlier ones wrote.
            try (DocumentShell shell = new DocumentShell(
                    folder.resolve(Documents.root().relativize(file).toString().replace('/', '-')))) {
                for (Documents.Command command : commands) {
                    DocumentShell.Result result = shell.run(command.piece().text());
                    ran.addAll(ShellWords.commands(command.piece().text()).stream()
                            .filter(words -> SIGILO.contains(words.get(0)))
                            .map(this::name)
                            .toList());
                    if (result.status() != 0) {
                        faults.add(command.piece().place() + ": `"
                                + command.piece().text() + "` ended with " + result.status() + ": " + result.err());
                    } else if (!DocumentShell.isAsShown(command.output(), result.out())) {
                        faults.add(command.piece().place() + ": `"
                                + command.piece().text() + "` printed\n" + result.out());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(ran)
                .contains("try", "scrub", "describe", "evaluate", "plan", "keys new", "keys rotate", "keys list");
    }

    /** Returns whether every part of a line can run here: sigilo without servers, and commands that feed it or filter its output. */
    private boolean canRun(Documents.Command command) {
        List<List<String>> parts = ShellWords.commands(command.piece().text());
        return parts.stream().anyMatch(words -> SIGILO.contains(words.get(0)))
                && parts.stream()
                        .allMatch(words -> SIGILO.contains(words.get(0))
                                ? RUN.contains(name(words))
                                : Set.of("echo", "head").contains(words.get(0)));
    }

    private String name(List<String> words) {
        return words.size() > 2 && words.get(1).equals("keys")
                ? "keys " + words.get(2)
                : words.size() > 1 ? words.get(1) : "";
    }
}
