package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The NAR contains everything that the process runtime does not provide. That runtime gives a sink Pulsar's interfaces,
 * Jackson, Avro and slf4j, but neither Pulsar's client nor Jackson's YAML.
 */
class NarIT {
    private static final List<String> PROVIDED_BY_THE_RUNTIME = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "org.slf4j.",
            "org.apache.avro.",
            "com.fasterxml.jackson.core.",
            "com.fasterxml.jackson.databind.",
            "com.fasterxml.jackson.annotation.",
            "org.apache.pulsar.io.core.",
            "org.apache.pulsar.functions.api.",
            "org.apache.pulsar.client.api.",
            "org.apache.pulsar.common.");

    @Test
    void theSinkLoadsWithOnlyTheRuntimesInterfaces(@TempDir Path folder) throws Exception {
        try (URLClassLoader nar =
                new URLClassLoader(unpack(Path.of("target/sigilo-mysql-sink.nar"), folder), runtime())) {
            Class<?> type = nar.loadClass("dev.sigilo.sink.mysql.MySqlJdbcSink");
            assertThat(type.getClassLoader()).isSameAs(nar);
            Object sink = type.getConstructor().newInstance();
            try {
                type.getMethod("open", Map.class, nar.loadClass("org.apache.pulsar.io.core.SinkContext"))
                        .invoke(
                                sink,
                                Map.of(
                                        "jdbcUrl",
                                        "jdbc:mysql://127.0.0.1:1/none",
                                        "tableName",
                                        "t",
                                        "openTimeoutMs",
                                        0),
                                null);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause().getMessage()).startsWith("the server of jdbcUrl does not answer");
                return;
            }
            assertThat(false).as("a server on port 1").isTrue();
        }
    }

    private static ClassLoader runtime() {
        ClassLoader all = NarIT.class.getClassLoader();
        return new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (PROVIDED_BY_THE_RUNTIME.stream().anyMatch(name::startsWith)) {
                    return all.loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
        };
    }

    private static URL[] unpack(Path nar, Path folder) throws IOException {
        List<URL> urls = new ArrayList<>(List.of(folder.toUri().toURL()));
        try (ZipFile zip = new ZipFile(nar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
                if (entry.getName().endsWith(".jar")) {
                    urls.add(file.toUri().toURL());
                }
            }
        }
        return urls.toArray(URL[]::new);
    }
}
