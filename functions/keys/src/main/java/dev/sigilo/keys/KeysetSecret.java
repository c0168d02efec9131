package dev.sigilo.keys;

import dev.sigilo.secrets.MissingSecretException;
import dev.sigilo.secrets.SecretReference;
import java.util.function.UnaryOperator;

/** Reads the text of a keyset by its {@linkplain SecretReference reference} in a function's configuration. */
public final class KeysetSecret {
    private KeysetSecret() {}

    /**
     * Returns the secret that this reference names.
     *
     * @throws KeysetException if the reference is empty, or the secret that it names is absent or empty
     */
    public static String resolve(String reference) {
        return resolve(reference, System::getenv);
    }

    static String resolve(String reference, UnaryOperator<String> environment) {
        if (reference == null || reference.isBlank()) {
            throw new KeysetException("a secret is not configured: give env:NAME, file:/path or the secret itself");
        }
        SecretReference secret = SecretReference.of(reference);
        String text;
        try {
            text = secret.resolve(environment);
        } catch (MissingSecretException e) {
            throw secret.source() == SecretReference.Source.ENVIRONMENT
                    ? notSet(secret)
                    : new KeysetException("secret file " + secret.name() + " cannot be read (" + e.getMessage()
                            + "): check the path and that the function's user may read it");
        }
        if (secret.source() == SecretReference.Source.ENVIRONMENT && text.isBlank()) {
            throw notSet(secret);
        }
        if (secret.source() == SecretReference.Source.FILE && text.isEmpty()) {
            throw new KeysetException("secret file " + secret.name() + " is empty: write the secret into it");
        }
        return text;
    }

    private static KeysetException notSet(SecretReference secret) {
        return new KeysetException(
                "environment variable " + secret.name() + " is not set: set it to the secret, where the function runs");
    }
}
