package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SigiloTest {

    static List<String> everyCommand() {
        List<String> names = new ArrayList<>();
        collect(
                new CommandLine(Sigilo.class, new CommandLine.IFactory() {
                    @Override
                    public <K> K create(Class<K> type) throws Exception {
                        try {
                            return type.cast(
                                    type.getDeclaredConstructor(Console.class).newInstance((Console) null));
                        } catch (NoSuchMethodException e) {
                            return CommandLine.defaultFactory().create(type);
                        }
                    }
                }),
                "",
                names);
        return names;
    }

    private static void collect(CommandLine command, String path, List<String> names) {
        names.add(path.strip());
        command.getSubcommands().forEach((name, sub) -> collect(sub, path + " " + name, names));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void explainsItselfOnHelp(String command) {
        List<String> arguments = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command.split(" ")));
        arguments.add("--help");

        CommandRun run = CommandRun.sigilo(arguments.toArray(String[]::new));

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Usage: sigilo" + (command.isEmpty() ? "" : " " + command))
                .contains("--debug");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void wrapsHelpOnlyAtSpaces(String command) {
        List<String> arguments = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command.split(" ")));
        arguments.add("--help");

        List<String> lines = CommandRun.sigilo(arguments.toArray(String[]::new)).outLines();

        assertThat(lines)
                .allMatch(line ->
                        line.length() <= HelpLayout.WIDTH || line.strip().indexOf(' ') < 0);
        // Picocli would break after these characters.
        assertThat(lines).noneMatch(line -> line.matches(".*[a-z][/_-]"));
    }

    @Test
    void summarizesEachCommandInOneSentenceOnOneLine() {
        for (String group : List.of("", "keys", "bench", "rejects")) {
            List<String> arguments = new ArrayList<>(group.isEmpty() ? List.of() : List.of(group));
            arguments.add("--help");
            List<String> lines =
                    CommandRun.sigilo(arguments.toArray(String[]::new)).outLines();
            List<String> commands = lines.subList(lines.indexOf("Commands:") + 1, lines.size()).stream()
                    .takeWhile(line -> !line.isBlank())
                    .toList();

            assertThat(commands).hasSizeGreaterThan(2).allMatch(line -> line.matches("  [a-z]+ +[A-Z].*[.]"));
        }
    }

    @Test
    void tellsWrongUsageInOneLine() {
        for (String[] arguments : new String[][] {
            {},
            {"nonsense"},
            {"describe", "--format", "xml"},
            {"keys"},
            {"bench"},
            {"describe", "--nonsense"},
            {"keys", "new"}
        }) {
            CommandRun run = CommandRun.sigilo(arguments);

            assertThat(run.status()).as(String.join(" ", arguments)).isEqualTo(Sigilo.WRONG_USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.errLines()).hasSize(1);
            assertThat(run.err()).startsWith("sigilo").contains("--help");
        }
    }

    @Test
    void saysWhichCommandOrOptionWasMeant() {
        String[][] mistakes = {
            {"pubish"},
            {"quary", "SELECT 1"},
            {"keys", "rotat"},
            {"describe", "--fromat", "text"},
            {"publish", "--fail-on-rejects"},
            {"nonsense"}
        };
        String[] said = {
            "unknown command pubish; did you mean publish?",
            "did you mean query?",
            "did you mean rotate?",
            "unknown option --fromat; did you mean --format?",
            "did you mean --fail-on-reject?",
            "unknown command nonsense; see `sigilo --help`"
        };
        for (int i = 0; i < mistakes.length; i++) {
            CommandRun run = CommandRun.sigilo(mistakes[i]);

            assertThat(run.status()).isEqualTo(Sigilo.WRONG_USAGE);
            assertThat(run.errLines()).singleElement().asString().contains(said[i]);
        }
    }

    @Test
    void helpExplainsACommand() {
        assertThat(CommandRun.sigilo("help").out()).contains("Usage: sigilo", "publish");
        assertThat(CommandRun.sigilo("help", "publish").out()).contains("Usage: sigilo publish", "--fail-on-reject");
    }

    @Test
    void printsFramesAndNoMoreWhenAskedToDebug() {
        CommandRun run = CommandRun.sigilo("describe", "--pulsar-config", "/nowhere", "--debug");

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines().get(0)).contains("/nowhere/functions is not a folder");
        assertThat(run.errLines().get(1)).isEqualTo("  dev.sigilo.driver.TopologyException");
        assertThat(run.errLines()).filteredOn(line -> line.contains("/nowhere")).hasSize(1);
    }
}
