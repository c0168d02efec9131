package dev.sigilo.vault.domain;

import java.nio.charset.StandardCharsets;
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
import java.util.List;

/** The Ed25519 key that signs lines of the audit chain, so that database access is not enough to forge one. */
public final class AuditKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final String publicKey;

    private AuditKey(PrivateKey privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * Returns the key with these two parts.
     *
     * @param privateKey the private key, PKCS #8 in base64
     * @param publicKey  the public key, X.509 in base64
     * @throws GeneralSecurityException if one of them is not an Ed25519 key
     * @throws IllegalArgumentException if one of them is not base64
     */
    public static AuditKey of(String privateKey, String publicKey) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
        publicKey(publicKey);
        return new AuditKey(key, publicKey);
    }

    /**
     * Makes a new key pair.
     *
     * @return the private key (PKCS #8) and the public one (X.509), each in base64
     * @throws GeneralSecurityException if this JVM has no Ed25519
     */
    public static List<String> generate() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        return List.of(
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    private static PublicKey publicKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    /** Returns a public key's short id: the first 16 hexadecimal digits of its SHA-256. */
    public static String id(String publicKey) {
        return AuditLine.sha256(publicKey).substring(0, 16);
    }

    /** Returns the public key, in base64. */
    public String publicKey() {
        return publicKey;
    }

    /** Returns the signature of a text, in base64. */
    public String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new OperatorException("this JVM cannot sign with Ed25519; run sigilo with a JDK 17");
        }
    }

    /** Returns whether this is the signature of a text under this public key. */
    public static boolean isSignature(String publicKey, String text, String signature) {
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
