package dev.sigilo.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Fetches a secret by a reference: {@code env:NAME} is the environment variable of that name, {@code file:/path} is
 * the file's content without the line break at its end, and anything else is the secret itself, as a secrets provider gives it.
 */
public final class SecretReference {
    private static final String ENV = "env:";
    private static final String FILE = "file:";

    private SecretReference() {
    }

    /**
     * The secret that {@code reference} names.
     *
     * @throws KeysetException where the reference is empty, or what it names is absent or empty
     */
    public static String resolve(String reference) {
        return resolve(reference, System::getenv);
    }

    static String resolve(String reference, UnaryOperator<String> environment) {
        if (reference == null || reference.isBlank()) {
            throw new KeysetException("a secret is not configured: give env:NAME, file:/path or the secret itself");
        }
        if (reference.startsWith(ENV)) {
            String name = reference.substring(ENV.length()).strip();
            String value = environment.apply(name);
            if (value == null || value.isBlank()) {
                throw new KeysetException("environment variable " + name + " is not set: set it to the secret, where the function runs");
            }
            return value;
        }
        if (reference.startsWith(FILE)) {
            return read(reference.substring(FILE.length()).strip());
        }
        return reference;
    }

    private static String read(String file) {
        String text;
        try {
            text = Files.readString(Path.of(file), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw new KeysetException("secret file " + file + " cannot be read (" + e.getClass().getSimpleName()
                    + "): check the path and that the function's user may read it");
        }
        if (text.isEmpty()) {
            throw new KeysetException("secret file " + file + " is empty: write the secret into it");
        }
        return text;
    }
}
