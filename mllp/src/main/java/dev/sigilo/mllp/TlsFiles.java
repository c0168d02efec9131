package dev.sigilo.mllp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes a TLS context from PEM files. */
public final class TlsFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** Protects an entry of a store in memory. Nothing writes that store. */
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private TlsFiles() {}

    /** Thrown for a file that cannot be used. The message names the file, the fault and what to do. */
    public static final class TlsFileException extends Exception {
        private static final long serialVersionUID = 1L;

        TlsFileException(Path file, String fault) {
            super(file + " " + fault);
        }
    }

    /**
     * Returns a context for a server.
     *
     * @param certificate the server's certificate, followed by those between it and its authority
     * @param key         its private key, unencrypted, in PKCS#8 ({@code BEGIN PRIVATE KEY}); RSA, EC or Ed25519
     * @param clientCa    the authorities whose client certificates are accepted
     * @throws TlsFileException if a file cannot be read, or the key is not that of the certificate
     */
    public static SSLContext context(Path certificate, Path key, Path clientCa) throws TlsFileException {
        Collection<? extends Certificate> chain = certificates(certificate);
        PrivateKey privateKey = privateKey(key);
        Collection<? extends Certificate> authorities = certificates(clientCa);
        try {
            if (!isPair(privateKey, chain.iterator().next().getPublicKey())) {
                throw new TlsFileException(
                        key,
                        "is not the key of the first certificate in " + certificate + "; give the files of one pair");
            }
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("server", privateKey, IN_MEMORY, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, IN_MEMORY);

            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                trusted.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException(
                    certificate, "cannot be used for TLS (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static boolean isPair(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (privateKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> privateKey.getAlgorithm();
                });
        signature.initSign(privateKey);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        return signature.verify(signed);
    }

    private static Collection<? extends Certificate> certificates(Path file) throws TlsFileException {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(read(file)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            // Reported below, like a file without certificates.
        }
        throw new TlsFileException(file, "has no certificate in PEM (BEGIN CERTIFICATE); give a PEM file");
    }

    private static PrivateKey privateKey(Path file) throws TlsFileException {
        String pem = new String(read(file), StandardCharsets.ISO_8859_1);
        Matcher key = KEY.matcher(pem);
        if (!key.find()) {
            throw new TlsFileException(
                    file,
                    pem.contains("PRIVATE KEY")
                            ? "is encrypted or not in PKCS#8; convert it: openssl pkcs8 -topk8 -nocrypt -in " + file
                            : "has no private key in PEM (BEGIN PRIVATE KEY); give a PEM file");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(key.group(1));
        } catch (IllegalArgumentException e) {
            throw new TlsFileException(file, "is damaged; give a PEM file");
        }
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // The key is of another algorithm; the next one may read it.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java has no " + algorithm, e);
            }
        }
        throw new TlsFileException(file, "has a key of an unknown algorithm; use RSA, EC or Ed25519");
    }

    private static byte[] read(Path file) throws TlsFileException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TlsFileException(
                    file,
                    "cannot be read (" + e.getClass().getSimpleName() + "); check its name and that you may read it");
        }
    }
}
