package dev.sigilo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/** The Ed25519 key that signs lines of the audit chain, so that database access is not enough to forge one. */
final class AuditKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final String publicKey;

    private AuditKey(PrivateKey privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * The key in this file: two lines of base64, the private key (PKCS #8) and the public one (X.509). The file is created if it does not exist.
     *
     * @throws CliException if it cannot be read or created
     */
    static AuditKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            String[] lines = Files.readString(file).split("\\R");
            PrivateKey privateKey = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0])));
            publicKey(lines[1]);
            return new AuditKey(privateKey, lines[1]);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // The cause may quote the file.
            throw new CliException("audit key " + file + " cannot be read or created (" + e.getClass().getSimpleName()
                    + "), and without it nothing is opened or erased; check that you may read it, or put it back from a backup");
        }
    }

    private static void write(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFile.OWNER_ONLY)) {
            channel.write(StandardCharsets.US_ASCII.encode(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n"
                    + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n"));
        }
    }

    private static PublicKey publicKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    /** A public key's short id: the first 16 hexadecimal digits of its SHA-256. */
    static String id(String publicKey) {
        return AuditLog.sha256(publicKey).substring(0, 16);
    }

    /** The public key, in base64. */
    String publicKey() {
        return publicKey;
    }

    /** The signature of a text, in base64. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new CliException("this JVM cannot sign with Ed25519; run sigilo on a JDK 17");
        }
    }

    /** Whether this is the signature of a text under this public key. */
    static boolean isSignature(String publicKey, String text, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(publicKey(publicKey));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Shows only the public key. */
    @Override
    public String toString() {
        return "AuditKey[" + publicKey + "]";
    }
}
