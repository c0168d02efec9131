package dev.sigilo.stack.compose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Checks the certificates for docker-compose.tls.yml before the servers start. With a wrong one, a server keeps
 * restarting, or starts and is rejected by its clients.
 *
 * <p>Arguments: one folder per server, named after it, with {@code ca.pem}, {@code server.pem} and {@code server.key}
 * (PKCS#8). Exit status 1 if one is unusable; one line on standard error per fault.
 */
public final class CertificateCheck {
    private static final Duration SOON = Duration.ofDays(14);
    private static final String ADVICE =
            "; delete the folder .credentials/tls and run testing/stack/compose/make-certs.sh";
    private static final int DNS_NAME = 2;

    private CertificateCheck() {}

    /** Checks the folders given as arguments. */
    public static void main(String[] folders) {
        Instant now = Instant.now();
        boolean sound = true;
        for (String folder : folders) {
            for (String fault : faults(Path.of(folder), now)) {
                System.err.println("certificates: " + fault);
                sound = false;
            }
            if (sound && expiresSoon(Path.of(folder), now)) {
                System.err.println("certificates: the certificate of "
                        + Path.of(folder).getFileName() + " expires within " + SOON.toDays() + " days" + ADVICE);
            }
        }
        System.exit(sound ? 0 : 1);
    }

    /** Returns the faults of the certificate of the server that the folder is named after; empty if there are none. */
    static List<String> faults(Path folder, Instant now) {
        String server = folder.getFileName().toString();
        List<String> faults = new ArrayList<>();
        try {
            X509Certificate authority = certificate(folder.resolve("ca.pem"));
            X509Certificate certificate = certificate(folder.resolve("server.pem"));
            PrivateKey key =
                    key(folder.resolve("server.key"), certificate.getPublicKey().getAlgorithm());
            check(faults, "the certificate authority of " + server, authority, now);
            check(faults, "the certificate of " + server, certificate, now);
            try {
                certificate.verify(authority.getPublicKey());
            } catch (GeneralSecurityException e) {
                faults.add("the certificate of " + server + " was not issued by the certificate authority in its folder"
                        + ADVICE);
            }
            if (!names(certificate).contains(server)) {
                faults.add("the certificate of " + server + " was not issued for that server name" + ADVICE);
            }
            if (!belongTogether(certificate, key)) {
                faults.add("the key of " + server + " does not match its certificate" + ADVICE);
            }
        } catch (IOException e) {
            faults.add(e.getMessage() + " cannot be read (" + e.getClass().getSimpleName()
                    + "); run testing/stack/compose/make-certs.sh");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            faults.add("the folder of " + server + " does not contain a valid certificate and key" + ADVICE);
        }
        return faults;
    }

    private static void check(List<String> faults, String what, X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(java.util.Date.from(now));
        } catch (CertificateExpiredException e) {
            faults.add(what + " expired on " + certificate.getNotAfter().toInstant() + ADVICE);
        } catch (CertificateNotYetValidException e) {
            faults.add(what + " is not valid before "
                    + certificate.getNotBefore().toInstant() + "; check this machine's clock");
        }
    }

    private static boolean expiresSoon(Path folder, Instant now) {
        try {
            return certificate(folder.resolve("server.pem"))
                    .getNotAfter()
                    .toInstant()
                    .isBefore(now.plus(SOON));
        } catch (IOException | CertificateException e) {
            return false;
        }
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        List<String> names = new ArrayList<>();
        if (certificate.getSubjectAlternativeNames() != null) {
            certificate.getSubjectAlternativeNames().stream()
                    .filter(name -> name.get(0).equals(DNS_NAME))
                    .forEach(name -> names.add(name.get(1).toString()));
        }
        return names;
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        byte[] text = "sigilo".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + key.getAlgorithm();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }

    private static X509Certificate certificate(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(file).replaceAll("-----[^-]*-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    }
}
