package dev.sigilo.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A configured text that refers to a secret: {@code env:NAME} is the environment variable of that name,
 * {@code file:/path} is the file's content without trailing white space, and anything else is the secret itself, as a
 * secrets provider returns it.
 */
public final class SecretReference {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";

    private final Source source;
    private final String text;

    /** The place where a secret is stored. */
    public enum Source {
        /** An environment variable. */
        ENVIRONMENT,
        /** A file. */
        FILE,
        /** The configured text itself. */
        TEXT
    }

    private SecretReference(Source source, String text) {
        this.source = source;
        this.text = text;
    }

    /** Returns the reference in this text, which must not be null. */
    public static SecretReference of(String text) {
        if (text.startsWith(ENVIRONMENT)) {
            return new SecretReference(
                    Source.ENVIRONMENT, text.substring(ENVIRONMENT.length()).strip());
        }
        if (text.startsWith(FILE)) {
            return new SecretReference(
                    Source.FILE, text.substring(FILE.length()).strip());
        }
        return new SecretReference(Source.TEXT, text);
    }

    /** Returns where the secret is stored. */
    public Source source() {
        return source;
    }

    /** Returns the name of the variable or file; null if the text is the secret itself. */
    public String name() {
        return source == Source.TEXT ? null : text;
    }

    /**
     * Returns the secret, which is empty if its variable or file is empty.
     *
     * @param environment returns the value of an environment variable, or null if it is not set
     * @throws MissingSecretException if the variable is not set or the file cannot be read
     */
    public String resolve(UnaryOperator<String> environment) throws MissingSecretException {
        if (source == Source.ENVIRONMENT) {
            String value = environment.apply(text);
            if (value == null) {
                throw new MissingSecretException("not set");
            }
            return value;
        }
        if (source == Source.FILE) {
            try {
                return Files.readString(Path.of(text)).stripTrailing();
            } catch (IOException | InvalidPathException e) {
                throw new MissingSecretException(e.getClass().getSimpleName());
            }
        }
        return text;
    }

    /** Shows only where the secret is stored. */
    @Override
    public String toString() {
        return "SecretReference[" + source + "]";
    }
}
