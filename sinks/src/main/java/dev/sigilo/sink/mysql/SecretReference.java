package dev.sigilo.sink.mysql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Text that names where a secret is. {@code env:NAME} is an environment variable of the process that runs the sink,
 * {@code file:/path} the content of a file (its last line break left out), anything else the secret itself.
 */
final class SecretReference {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";

    private SecretReference() {
    }

    /** The secret, or null where the text is null. */
    static String resolve(String key, String text, UnaryOperator<String> environment) {
        if (text == null) {
            return null;
        }
        if (text.startsWith(ENVIRONMENT)) {
            String name = text.substring(ENVIRONMENT.length());
            String value = environment.apply(name);
            if (value == null) {
                throw new SinkConfigException(key + " refers to the environment variable " + name
                        + ", which is not set where the sink runs: set it, or correct the name");
            }
            return value;
        }
        if (text.startsWith(FILE)) {
            String path = text.substring(FILE.length());
            try {
                return Files.readString(Path.of(path)).stripTrailing();
            } catch (IOException e) {
                throw new SinkConfigException(key + " refers to the file " + path
                        + ", which cannot be read where the sink runs (" + e.getClass().getSimpleName() + ")");
            }
        }
        return text;
    }
}
