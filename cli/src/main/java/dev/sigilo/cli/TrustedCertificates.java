package dev.sigilo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS connections trust only the certificates of a PEM file. */
final class TrustedCertificates {

    /** Returns the context for TLS connections.
     *
     * @throws CliException if the file cannot be read or contains no certificate
     */
    static SSLContext in(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("certificate-" + number++, certificate);
            }
            if (number == 0) {
                throw new CliException(file + " contains no certificate; set " + Settings.TLS_CA + " to a PEM file");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new CliException(file + " cannot be used (" + e.getClass().getSimpleName() + "); set "
                    + Settings.TLS_CA + " to a PEM file that you may read");
        }
    }

    private TrustedCertificates() {}
}
