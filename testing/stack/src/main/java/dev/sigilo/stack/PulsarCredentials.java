package dev.sigilo.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pulsar's credentials for its clients: a folder with the broker's key, {@code broker.key}, and for each
 * {@link PulsarRole} a credential signed with it, such as {@code producer.jwt}: a JSON Web Token (RFC 7519) whose
 * subject is the role, signed with HMAC-SHA-256. Only the owner can read the files. To replace all credentials, delete
 * the folder and restart.
 */
public final class PulsarCredentials {
    /** The class with which Pulsar's clients present a credential. */
    static final String PLUGIN = "org.apache.pulsar.client.impl.auth.AuthenticationToken";

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Path folder;

    private PulsarCredentials(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the credentials in this folder. Creates those that are missing and keeps existing ones.
     *
     * @throws StackException if the folder cannot be read or written
     */
    public static PulsarCredentials in(Path folder) {
        PulsarCredentials credentials =
                new PulsarCredentials(folder.toAbsolutePath().normalize());
        try {
            credentials.makeWhatIsMissing();
        } catch (IOException e) {
            throw new StackException(
                    "the credentials for Pulsar in " + folder + " cannot be created ("
                            + e.getClass().getSimpleName() + "); check that you may write there",
                    e);
        }
        return credentials;
    }

    private void makeWhatIsMissing() throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.exists(keyFile())) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            write(keyFile(), key);
            Arrays.fill(key, (byte) 0);
            for (PulsarRole role : PulsarRole.values()) {
                Files.deleteIfExists(file(role));
            }
        }
        byte[] key = Files.readAllBytes(keyFile());
        for (PulsarRole role : PulsarRole.values()) {
            if (!Files.exists(file(role))) {
                write(file(role), sign(key, role.subject()).getBytes(StandardCharsets.US_ASCII));
            }
        }
        Arrays.fill(key, (byte) 0);
    }

    private static String sign(byte[] key, String subject) {
        String text = base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + base64(("{\"sub\":\"" + subject + "\"}").getBytes(StandardCharsets.US_ASCII));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process has just created it.
        }
    }

    /** Returns the file of the broker's key. Anyone who has this key can create every credential. */
    public Path keyFile() {
        return folder.resolve("broker.key");
    }

    /** Returns the file with a role's credential. */
    public Path file(PulsarRole role) {
        return folder.resolve(role.subject() + ".jwt");
    }

    /**
     * Returns a role's credential in the form that a client sends to Pulsar. Never log or print it.
     *
     * @throws StackException if its file cannot be read
     */
    public String credential(PulsarRole role) {
        try {
            return Files.readString(file(role), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new StackException(
                    file(role) + " cannot be read (" + e.getClass().getSimpleName()
                            + "); it holds the token of the role",
                    e);
        }
    }

    /**
     * Returns a role's credential in the form that Pulsar's own clients expect: {@code authParams} of the plugin
     * {@link #PLUGIN}.
     */
    String parameters(PulsarRole role) {
        return file(role).toUri().toString();
    }

    /** Returns the folder, never its contents. */
    @Override
    public String toString() {
        return "PulsarCredentials[" + folder + "]";
    }
}
