package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that deploy.sh puts the earlier configuration back, also where a real cluster cannot be made to fail on demand:
 * a script with a folder for its state answers as a cluster. {@code RollbackIT} tests against a real one.
 */
class DeployRollbackTest {
    /**
     * Replaces pulsar-shell, which gets a file of commands. A unit is a folder with its configuration and code. The
     * files {@code broken} and {@code refused} contain words: a unit with such a word in its configuration does not
     * run, or is refused.
     */
    private static final String SHELL = """
            #!/usr/bin/env bash
            total=$(wc -l <"$5") number=0 state=$0.state
            mkdir -p "$state/units" "$state/properties"
            named() { grep -qFf "$state/$1" "$2" 2>/dev/null; }
            while IFS= read -r line; do
              echo "[$((++number))/$total] Executing $line"
              eval "set -- ${line#admin }"
              name=$(sed -nE 's/.* --name ([^ ]+)$/\\1/p' <<<"$line") properties=$state/properties/$(basename "${@: -1}") unit=$state/units/$name
              case "$1 $2" in
                *"s list") ls "$state/units" ;;
                "namespaces get-properties") cat "$properties" 2>/dev/null || true ;;
                "topics partitioned-stats") cat "$state/stats" 2>/dev/null || true ;;
                "namespaces set-property") echo "\\"$4\\" : \\"$6\\"," >"$properties.new"; grep -vF "\\"$4\\"" "$properties" >>"$properties.new" 2>/dev/null; mv "$properties.new" "$properties" ;;
                "namespaces set-properties")
                  # Like Pulsar 4: one property for each option, whatever its value contains.
                  while [[ $3 == --properties ]]; do
                    key=${4%%=*} value=${4#*=}
                    echo "\\"$key\\" : \\"$value\\"," >"$properties.new"; grep -vF "\\"$key\\"" "$properties" >>"$properties.new" 2>/dev/null; mv "$properties.new" "$properties"
                    set -- "$1" "$2" "${@:5}"
                  done ;;
                *"s create"|*"s update")
                  unit=$state/units/$(sed -n 's/^name: //p' "$4")
                  if named refused "$4"; then echo "Reason: it is refused"
                  elif [[ $2 == create && -d $unit ]]; then echo "Reason: it already exists"
                  elif [[ $2 == update && ! -d $unit ]]; then echo "Reason: it doesn't exist"
                  elif [[ $2 == update ]] && ! diff -q <(grep ^retainOrdering "$4") <(grep ^retainOrdering "$unit/config") >"$state/null"; then echo "Reason: Retain Ordering cannot be altered"
                  else mkdir -p "$unit"; cp "$4" "$unit/config"; cp "${6#file://}" "$unit/code"; fi ;;
                *"s delete") rm -r "$unit" 2>/dev/null || echo "Reason: $name doesn't exist" ;;
                "functions download") cp "$state/units/$name/code" "$4" ;;
                *"s status") running=1; ! named broken "$unit/config" || running=0
                  printf '"%s" : %s,\\n' numInstances 1 numRunning "$running" error '""' numRestarts 0 ;;
              esac
              [[ ! -e $state/after ]] || . "$state/after"
            done <"$5"
            """;

    @TempDir
    private static Path folder;

    private static Path home;
    private static Path state;
    private static Map<String, String> before;
    private String scale = "";

    /** Once: every test goes on from a copy of this deployment. */
    @BeforeAll
    static void deployOnce() throws Exception {
        home = folder.resolve("home");
        state = folder.resolve("pulsar-shell.state");
        Files.createDirectories(state);
        StackRun.copy(Chain.config(), home.resolve("pulsar-config"));
        for (Path yaml : yamls()) {
            // Any file will do for code.
            edit(yaml.toString(), "(?m)^(jar|archive): .*/(.*)$", "$1: ../code/$2");
            String code = Files.readString(yaml).replaceFirst("(?s).*\n(?:jar|archive): ../code/(\\S+)\n.*", "$1");
            Files.createDirectories(home.resolve("code"));
            Files.writeString(home.resolve("code").resolve(code), "the code of " + code);
        }
        for (String tool : new String[] {"pulsar-admin", "pulsar-shell"}) {
            assertThat(Files.writeString(folder.resolve(tool), SHELL).toFile().setExecutable(true))
                    .isTrue();
        }
        StackRun.copy(home, folder.resolve("home-before"));
        new DeployRollbackTest().deploy(0);
        before = deployed();
        StackRun.copy(state, folder.resolve("state-before"));
    }

    @BeforeEach
    void goBackToTheDeployment() throws IOException {
        for (Path changed : List.of(home, state)) {
            try (Stream<Path> files = Files.walk(changed)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        StackRun.copy(folder.resolve("home-before"), home);
        StackRun.copy(folder.resolve("state-before"), state);
    }

    private static Iterable<Path> yamls() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("pulsar-config"))) {
            return files.filter(file -> file.getParent().endsWith("functions")
                            || file.getParent().endsWith("sinks"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static void edit(String file, String regex, String replacement) throws IOException {
        Path path = home.resolve("pulsar-config").resolve(file);
        String text = Files.readString(path);
        assertThat(text.replaceAll(regex, replacement)).as(file).isNotEqualTo(text);
        Files.writeString(path, text.replaceAll(regex, replacement));
    }

    private String deploy(int status, String... variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", home.resolve("pulsar-config/deploy.sh").toString())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SIGILO_") || name.startsWith("PULSAR_"));
        environment.put("PULSAR_ADMIN", folder.resolve("pulsar-admin").toString());
        environment.put(
                "PULSAR_CLIENT_CONF",
                Files.writeString(folder.resolve("client.conf"), "").toString());
        environment.put("SIGILO_TOKEN_LINEAGE", "0".repeat(32));
        environment.put("SIGILO_SEALING_LINEAGE", "1".repeat(32));
        environment.put("SIGILO_WAIT_SECONDS", "2");
        environment.put("SIGILO_STEADY_SECONDS", "1");
        environment.put(
                "SIGILO_SCALE_FILE",
                Files.writeString(folder.resolve("scale.conf"), "partitions 4\n" + scale)
                        .toString());
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said;
    }

    /** Every unit's configuration and code, and what is recorded of each. */
    private static Map<String, String> deployed() throws IOException {
        Map<String, String> deployed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(each -> Files.isRegularFile(each)
                            && each.getParent() != state
                            && !each.getParent().equals(state))
                    .toList()) {
                // A restored unit has its code in another place, so compare the code and not its place.
                deployed.put(
                        state.relativize(file).toString(),
                        Files.readString(file)
                                .lines()
                                .filter(line -> !line.matches("(jar|archive): .*"))
                                .sorted()
                                .collect(Collectors.joining("\n")));
            }
        }
        return deployed;
    }

    private static void breakUnitsWith(String word) throws IOException {
        Files.writeString(state.resolve("broken"), word + "\n");
    }

    private static String last(String said) {
        return said.lines().reduce("", (before, line) -> line);
    }

    private static void breakTheNextDeployment() throws IOException {
        edit("sinks/query-records.yaml", "lingerMs: 20", "lingerMs: 33");
        edit("functions/seal.yaml", "receiverQueueSize: 1000", "receiverQueueSize: 666");
        edit("functions/seal.yaml", "(?m)^autoAck:", "timeoutMs: 1000\nautoAck:");
        Files.writeString(home.resolve("code/sigilo-tokenize-function.jar"), "newer code");
        breakUnitsWith("receiverQueueSize: 666");
    }

    /** The answer is longer than a pipe holds, and the size is at its beginning: a check that stopped reading there would break the pipe. */
    @Test
    void newKeysAreRefusedOverALogWithData() throws Exception {
        Files.writeString(state.resolve("stats"), "\"storageSize\" : 5,\n" + "\"storageSize\" : 0,\n".repeat(50_000));

        assertThat(deploy(1, "SIGILO_NEW_KEYS", "1", "SIGILO_TOKEN_LINEAGE", "2".repeat(32)))
                .contains("SIGILO_NEW_KEYS is for an empty log")
                .contains("No function or sink was changed");
    }

    @Test
    void whatDoesNotRunIsReplacedByTheEarlierConfigurationAndCode() throws Exception {
        assertThat(before.get("units/tokenize/config")).contains("forwardSourceMessageProperty: false");
        breakTheNextDeployment();

        String said = deploy(1);

        assertThat(said)
                .contains("deploy: seal does not run")
                .contains("3 deployed (seal tokenize query-records), 7 unchanged");
        assertThat(last(said))
                .contains("not running after 2 s: seal (")
                .contains("The earlier configuration is back: all 10 functions and sinks run");
        assertThat(deployed()).isEqualTo(before);
        edit("functions/seal.yaml", "666", "700");
        assertThat(deploy(0))
                .contains("3 deployed (seal tokenize query-records), 7 unchanged")
                .doesNotContain("no earlier configuration");
        assertThat(deploy(0)).contains("0 deployed, 10 unchanged");
    }

    /** Earlier releases recorded the configuration in the value of the digest's property. */
    @Test
    void whatAnEarlierReleaseRecordedOutlastsARollback() throws Exception {
        Path recorded = state.resolve("properties/intake");
        String text = Files.readString(recorded);
        String joined = text.replaceAll(
                "(?s)\"sigilo.seal.deployed\" : \"([^\"]*)\",\n(.*)(\"sigilo.seal\" : \"[0-9a-f]{32})\"",
                "$2$3,sigilo.seal.deployed=$1\"");
        assertThat(joined).isNotEqualTo(text);
        Files.writeString(recorded, joined);
        breakTheNextDeployment();

        assertThat(last(deploy(1))).contains("The earlier configuration is back: all 10");
        assertThat(last(deploy(1))).as("a second time").contains("The earlier configuration is back: all 10");

        assertThat(deployed().get("units/seal/config")).isEqualTo(before.get("units/seal/config"));
    }

    @Test
    void theEarlierCodeIsStillInTheFolderForCode() throws Exception {
        String code = folder.resolve("code").toString();
        deploy(0, "SIGILO_CODE_DIR", code);
        Map<String, String> inTheFolder = deployed();
        breakTheNextDeployment();

        assertThat(last(deploy(1, "SIGILO_CODE_DIR", code))).contains("The earlier configuration is back");

        assertThat(deployed()).isEqualTo(inTheFolder);
        breakUnitsWith("nothing has this");
        assertThat(deploy(0, "SIGILO_CODE_DIR", code)).doesNotContain("no earlier configuration");
        try (Stream<Path> files = Files.list(Path.of(code))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("^[0-9a-f]+-", "")))
                    .as("nothing old")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRefusedUnitRunsOnAndTheOthersGoBack() throws Exception {
        breakTheNextDeployment();
        Files.writeString(state.resolve("refused"), "receiverQueueSize: 666\n");

        String said = deploy(1);

        assertThat(said).contains("\"seal.yaml\": it is refused");
        assertThat(last(said))
                .contains("some functions or sinks were not deployed")
                .contains("The earlier configuration is back: all 10");
        assertThat(deployed()).isEqualTo(before);
    }

    @Test
    void whatCannotBeAlteredInPlaceIsDeletedAndCreated() throws Exception {
        edit("sinks/command-vault.yaml", "retainOrdering: false", "retainOrdering: true");

        assertThat(deploy(0)).contains("1 deployed (command-vault), 9 unchanged");

        assertThat(deployed().get("units/command-vault/config")).contains("retainOrdering: true");
        assertThat(deploy(0)).contains("0 deployed, 10 unchanged");
    }

    @Test
    void whatCannotBeAlteredInPlaceGoesBackToo() throws Exception {
        edit("sinks/command-vault.yaml", "retainOrdering: false", "retainOrdering: true");
        edit("sinks/command-vault.yaml", "lingerMs: 20", "lingerMs: 34");
        breakUnitsWith("lingerMs: 34");

        assertThat(last(deploy(1)))
                .contains("not running after 2 s: command-vault (")
                .contains("The earlier configuration is back: all 10");

        assertThat(deployed()).isEqualTo(before);
    }

    @Test
    void aFirstDeploymentStaysForItsStatusAndIsNoEarlierConfiguration() throws Exception {
        for (String part : new String[] {"units", "properties"}) {
            Files.move(state.resolve(part), state.resolve(part + "-gone"));
        }
        breakUnitsWith("name: seal");

        assertThat(last(deploy(1)))
                .contains("not running after 2 s: seal (")
                .contains("there is nothing to go back to. What was created stays");

        assertThat(deployed()).containsKey("units/tokenize/config");
        assertThat(Files.exists(state.resolve("properties/intake")))
                .as("anything recorded of functions")
                .isFalse();
        breakUnitsWith("nothing has this");
        assertThat(deploy(0)).contains("10 deployed");
    }

    @Test
    void theShardsGoAndTheSinkWithoutComesBack() throws Exception {
        scale = "shards query-records 2\n";
        breakUnitsWith("shard: 1");

        String said = deploy(1);

        assertThat(said)
                .contains("deleted query-records that scale.conf no longer names")
                .contains("docs/SCALING.md");
        assertThat(last(said))
                .contains("not running after 2 s: query-records-1 (")
                .contains("The earlier configuration is back: all 10");
        assertThat(deployed()).isEqualTo(before);
    }

    @Test
    void whatCannotBePutBackIsNamed() throws Exception {
        breakTheNextDeployment();
        // From the first deletion on, nothing named query-records is taken any more.
        Files.writeString(
                state.resolve("after"),
                "[[ $line != *' delete '* ]] || echo 'name: query-records' >\"$state/refused\"\n");

        String said = deploy(1);

        assertThat(last(said))
                .contains("could not be put back for: query-records.")
                .contains("docs/runbooks/rollback.md");
        assertThat(deployed()).containsKey("units/seal/config").doesNotContainKey("units/query-records/config");
        Files.delete(state.resolve("after"));
        Files.delete(state.resolve("refused"));
        edit("functions/seal.yaml", "666", "700");
        assertThat(deploy(0)).contains("3 deployed (seal tokenize query-records), 7 unchanged");
    }

    @Test
    void theEarlierConfigurationThatDoesNotRunEitherIsNamed() throws Exception {
        breakTheNextDeployment();
        breakUnitsWith("name: query-records");

        assertThat(last(deploy(1)))
                .contains("The earlier configuration is back, but is not running after 2 s: query-records (");
    }

    @Test
    void whatStoppedByItselfIsNotTakenBackWhereNothingWasChanged() throws Exception {
        breakUnitsWith("name: query-records");

        assertThat(last(deploy(1)))
                .contains("not running after 2 s: query-records (")
                .contains("No function or sink was changed");
        assertThat(deployed()).isEqualTo(before);
    }

    @Test
    void whatEndsHalfWayIsTakenBack() throws Exception {
        breakTheNextDeployment();
        Files.writeString(state.resolve("after"), "[[ $line != *' update '* ]] || { rm \"$state/after\"; exit; }\n");

        assertThat(last(deploy(1)))
                .contains("pulsar-admin stopped")
                .contains("The earlier configuration is back: all 10");

        assertThat(deployed()).isEqualTo(before);
    }

    @Test
    void aKilledDeploymentIsNotTakenForTheOneRecorded() throws Exception {
        breakTheNextDeployment();
        // deploy.sh, and the subshell in which it runs pulsar-shell.
        Files.writeString(
                state.resolve("after"),
                "[[ $line != *' update '* ]] || kill -9 $(cut -d' ' -f4 /proc/$PPID/stat) $PPID $$\n");
        deploy(137);
        Files.delete(state.resolve("after"));

        assertThat(last(deploy(1))).as("the earlier code was replaced").contains("could not be put back for: seal.");
        breakUnitsWith("nothing has this");
        assertThat(deploy(0)).contains("3 deployed (seal tokenize query-records), 7 unchanged");
    }
}
