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
 * What Pulsar knows its clients by: a folder with the broker's key, {@code broker.key}, and for each {@link PulsarRole} a
 * credential under it, as {@code producer.jwt}: a JSON Web Token (RFC 7519) whose subject is the role, under HMAC-SHA-256.
 * The files are readable by their owner alone. To exchange all credentials, delete the folder and start anew.
 */
public final class PulsarCredentials {
    /** The class by which Pulsar's clients give a credential. */
    static final String PLUGIN = "org.apache.pulsar.client.impl.auth.AuthenticationToken";

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Path folder;

    private PulsarCredentials(Path folder) {
        this.folder = folder;
    }

    /**
     * The credentials in this folder. What is missing is made; what is there stays.
     *
     * @throws StackException where the folder cannot be read or written
     */
    public static PulsarCredentials in(Path folder) {
        PulsarCredentials credentials =
                new PulsarCredentials(folder.toAbsolutePath().normalize());
        try {
            credentials.makeWhatIsMissing();
        } catch (IOException e) {
            throw new StackException(
                    "the credentials for Pulsar in " + folder + " cannot be made ("
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
            // Another process made it meanwhile.
        }
    }

    /** The file of the broker's key: who has it can make every credential. */
    public Path keyFile() {
        return folder.resolve("broker.key");
    }

    /** The file of a role's credential. */
    public Path file(PulsarRole role) {
        return folder.resolve(role.subject() + ".jwt");
    }

    /**
     * A role's credential, as a client gives it to Pulsar. Never log or print it.
     *
     * @throws StackException where its file cannot be read
     */
    public String credential(PulsarRole role) {
        try {
            return Files.readString(file(role), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new StackException(
                    file(role) + " cannot be read (" + e.getClass().getSimpleName()
                            + "); it holds what Pulsar knows the role by",
                    e);
        }
    }

    /** How Pulsar's own clients take a role's credential: {@code authParams} of the plugin {@link #PLUGIN}. */
    String parameters(PulsarRole role) {
        return file(role).toUri().toString();
    }

    /** The folder, never what is in it. */
    @Override
    public String toString() {
        return "PulsarCredentials[" + folder + "]";
    }
}
