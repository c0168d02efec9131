package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A project folder as an earlier release left it: its functions have other class names, and each view has a function of
 * its own, and there is no convert. The jars are copies of those that this checkout has built, each with a class of the earlier name that passes
 * everything on to today's function.
 */
final class EarlierRelease {
    /** Passes everything on. */
    private static final String FUNCTION = """
            package %1$s;

            import org.apache.pulsar.functions.api.Context;
            import org.apache.pulsar.functions.api.Function;
            import org.apache.pulsar.functions.api.Record;

            public final class %2$s implements Function<byte[], Record<byte[]>> {
                private final %3$s today = new %3$s();

                @Override
                public void initialize(Context context) {
                    today.initialize(%4$s);
                }

                @Override
                public Record<byte[]> process(byte[] input, Context context) {
                    return today.process(input, context);
                }

                @Override
                public void close() {
                    today.close();
                }
            }
            """;
    /** A context that names a view, which the earlier configuration did not. */
    private static final String CONTEXT_WITH_VIEW = """
            (Context) java.lang.reflect.Proxy.newProxyInstance(
                    Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) ->
                            method.getName().equals("getUserConfigValue") && "view".equals(arguments[0])
                                    ? java.util.Optional.of("%s")
                                    : method.invoke(context, arguments))""";

    /**
     * A function of the earlier release.
     *
     * @param name    its name, and that of its YAML
     * @param module  the folder of its jar
     * @param earlier its earlier class
     * @param today   its class today
     * @param view    the view that it computes, or null
     */
    private record Deployed(String name, String module, String earlier, String today, String view) {

        Path jar(Path home) {
            return home.resolve("functions/" + module + "/target/sigilo-" + module + "-function.jar");
        }

        Path yaml(Path home) {
            return home.resolve("pulsar-config/functions/" + name + ".yaml");
        }

        String source() {
            int dot = earlier.lastIndexOf('.');
            return FUNCTION.formatted(
                    earlier.substring(0, dot),
                    earlier.substring(dot + 1),
                    today,
                    view == null ? "context" : CONTEXT_WITH_VIEW.formatted(view));
        }
    }

    private static final List<Deployed> FUNCTIONS = List.of(
            new Deployed(
                    "classify",
                    "classify",
                    "dev.sigilo.classify.adapter.ClassifyFunction",
                    "dev.sigilo.classify.infrastructure.pulsar.ClassifyFunction",
                    null),
            new Deployed(
                    "tokenize",
                    "tokenize",
                    "dev.sigilo.tokenize.adapter.TokenizeFunction",
                    "dev.sigilo.tokenize.infrastructure.pulsar.TokenizeFunction",
                    null),
            new Deployed(
                    "seal",
                    "tokenize",
                    "dev.sigilo.tokenize.adapter.SealFunction",
                    "dev.sigilo.tokenize.infrastructure.pulsar.SealFunction",
                    null),
            new Deployed(
                    "project-query",
                    "project",
                    "dev.sigilo.project.adapter.QueryViewFunction",
                    "dev.sigilo.project.infrastructure.pulsar.ViewFunction",
                    "query"),
            new Deployed(
                    "project-command",
                    "project",
                    "dev.sigilo.project.adapter.CommandViewFunction",
                    "dev.sigilo.project.infrastructure.pulsar.ViewFunction",
                    "command"));

    private final Path home;

    private EarlierRelease(Path home) {
        this.home = home;
    }

    /** Creates the project folder of the earlier release. */
    static EarlierRelease in(Path folder) throws IOException {
        EarlierRelease release = new EarlierRelease(StackRun.home(folder));
        Files.delete(release.home.resolve("functions"));
        for (Deployed function : FUNCTIONS) {
            Path jar = function.jar(release.home);
            if (Files.notExists(jar)) {
                Files.createDirectories(jar.getParent());
                Files.copy(function.jar(Chain.home()), jar);
            }
            addTo(
                    jar,
                    compile(
                            function,
                            Files.createDirectories(folder.resolve("classes").resolve(function.name()))));
            Path yaml = function.yaml(release.home);
            StackRun.edit(yaml, "className: " + function.today() + "\n", "className: " + function.earlier() + "\n");
            if (function.view() != null) {
                StackRun.edit(yaml, "  view: " + function.view() + "\n", "");
            }
        }
        // It had no hospital formats: classify read only records as JSON.
        Files.delete(release.convert());
        StackRun.edit(
                release.home.resolve("pulsar-config/functions/classify.yaml"),
                "  persistent://medical/intake/converted:\n    schemaType: NONE\n    receiverQueueSize: 100\n",
                "");
        StackRun.edit(
                release.home.resolve("pulsar-config/functions/classify.yaml"),
                "  convertedInput: persistent://medical/intake/converted\n",
                "");
        return release;
    }

    private Path convert() {
        return home.resolve("pulsar-config/functions/convert.yaml");
    }

    private static Path compile(Deployed function, Path folder) throws IOException {
        String simpleName = function.earlier().substring(function.earlier().lastIndexOf('.') + 1);
        Path source = Files.writeString(folder.resolve(simpleName + ".java"), function.source());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-classpath", System.getProperty("java.class.path"), "-d", folder.toString(), "-proc:none");
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as(function.earlier())
                    .isTrue();
        }
        Files.delete(source);
        return folder;
    }

    private static void addTo(Path jar, Path classes) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path entry = inside.getPath(classes.relativize(file).toString());
                Files.createDirectories(entry.getParent());
                Files.copy(file, entry);
            }
        }
    }

    /** The project folder. */
    Path home() {
        return home;
    }

    /** The class name of each function, as {@code name class}, before the upgrade. */
    static List<String> earlierClasses() {
        return FUNCTIONS.stream()
                .map(function -> function.name() + " " + function.earlier())
                .toList();
    }

    /** The class name of each function, as {@code name class}, after the upgrade. */
    static List<String> classesOfToday() {
        return FUNCTIONS.stream()
                .map(function -> function.name() + " " + function.today())
                .toList();
    }

    /** The names of its functions. */
    static List<String> names() {
        return FUNCTIONS.stream().map(Deployed::name).toList();
    }

    /** Puts the code and the configuration of this checkout into the project folder, as an upgrade in place does. */
    void upgrade() throws IOException {
        for (Deployed function : FUNCTIONS) {
            Files.copy(function.jar(Chain.home()), function.jar(home), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(function.yaml(Chain.home()), function.yaml(home), StandardCopyOption.REPLACE_EXISTING);
        }
        Path jar = Path.of("functions/convert/target/sigilo-convert-function.jar");
        Files.createDirectories(home.resolve(jar).getParent());
        Files.copy(Chain.home().resolve(jar), home.resolve(jar), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Chain.config().resolve("functions/convert.yaml"), convert(), StandardCopyOption.REPLACE_EXISTING);
    }
}
