package dev.sigilo.mllp;

import static dev.sigilo.mllp.Messages.framed;
import static dev.sigilo.mllp.Messages.oru;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private final List<byte[]> stored = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        pair("server", "EC");
        pair("engine", "RSA");
        pair("stranger", "EC");
    }

    /** Makes a key store, a self-signed certificate and its key in PEM. */
    private static void pair(String name, String algorithm) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = keyStore(name);
        pem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        pem(name + "-key.pem", "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
    }

    private static KeyStore keyStore(String name) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static void pem(String file, String type, byte[] content) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + type + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                        + "-----\n");
    }

    private MllpListener listener() throws Exception {
        SSLContext tls = TlsFiles.context(
                folder.resolve("server.pem"), folder.resolve("server-key.pem"), folder.resolve("engine.pem"));
        return new MllpListener(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                message -> {
                    stored.add(message);
                    return CompletableFuture.completedFuture(null);
                },
                ListenerLimits.DEFAULT,
                tls,
                new ListenerEvents() {
                    @Override
                    public void opened(long connection, String peer) {}

                    @Override
                    public void closed(long connection, CloseReason reason, Replies replies) {
                        closed.add(reason.name());
                    }

                    @Override
                    public void full(String peer) {}

                    @Override
                    public void refused(long connection, Refusal refusal) {}
                });
    }

    /** Returns a sender with the certificate of this name, or none if it is null. */
    private static Sender sender(int port, String name, String protocol) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (name != null) {
            keys.init(keyStore(name), PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keyStore("server").getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(name == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        var socket = (javax.net.ssl.SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setEnabledProtocols(new String[] {protocol});
        return new Sender(socket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aSenderWithATrustedCertificateIsServedAndGetsItsReplyBeforeAStop(String protocol) throws Exception {
        try (MllpListener listener = listener();
                Sender sender = sender(listener.port(), "engine", protocol)) {
            assertThat(sender.send(framed(oru("1"))).code()).isEqualTo("AA 1");
            sender.send(framed(oru("2")));
            await().until(() -> stored.size() == 2);
            Thread stop = new Thread(listener::close);
            stop.start();

            assertThat(sender.code()).isEqualTo("AA 2");
            assertThat(sender.code()).isNull();
            sender.close();
            stop.join(5000);
            assertThat(stop.isAlive()).isFalse();
        }
        await().untilAsserted(() -> assertThat(closed).containsExactly("STOPPED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aSenderWithoutACertificateOrWithOneOfAnotherAuthorityIsRefused(String protocol) throws Exception {
        try (MllpListener listener = listener()) {
            for (String name : new String[] {null, "stranger"}) {
                assertThatThrownBy(() -> {
                            try (Sender sender = sender(listener.port(), name, protocol)) {
                                // With TLS 1.3 the client learns of the refusal when it reads.
                                sender.send(framed(oru("1")));
                                if (sender.code() == null) {
                                    throw new IOException("closed");
                                }
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
            await().untilAsserted(() -> assertThat(closed).containsExactly("TLS_REFUSED", "TLS_REFUSED"));
            assertThat(stored).isEmpty();
        }
    }

    @Test
    void aSenderWithoutTlsIsRefused() throws Exception {
        try (MllpListener listener = listener();
                Sender sender = new Sender(listener.port())) {
            sender.send(framed(oru("1")));
            await().untilAsserted(() -> assertThat(closed).containsExactly("TLS_REFUSED"));
            assertThat(stored).isEmpty();
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithWhatToDo() throws Exception {
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("server-key.pem");
        Path old = folder.resolve("old-key.pem");
        Files.writeString(old, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

        assertFault(() -> TlsFiles.context(folder.resolve("none.pem"), key, certificate))
                .contains("none.pem cannot be read (NoSuchFileException); check its name");
        assertFault(() -> TlsFiles.context(key, key, certificate)).contains("server-key.pem has no certificate in PEM");
        assertFault(() -> TlsFiles.context(certificate, certificate, certificate))
                .contains("server.pem has no private key in PEM");
        assertFault(() -> TlsFiles.context(certificate, old, certificate))
                .contains("not in PKCS#8; convert it: openssl pkcs8");
        assertFault(() -> TlsFiles.context(certificate, folder.resolve("engine-key.pem"), certificate))
                .contains("engine-key.pem is not the key of the first certificate in");
        assertFault(() -> TlsFiles.context(certificate, folder.resolve("stranger-key.pem"), certificate))
                .contains("stranger-key.pem is not the key of the first certificate in");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertFault(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable fault = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(fault).isInstanceOf(TlsFiles.TlsFileException.class);
        return assertThat(fault.getMessage());
    }
}
