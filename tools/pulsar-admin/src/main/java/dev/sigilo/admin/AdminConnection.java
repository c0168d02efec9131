package dev.sigilo.admin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.pulsar.client.admin.PulsarAdmin;
import org.apache.pulsar.client.admin.PulsarAdminBuilder;
import org.apache.pulsar.client.admin.PulsarAdminException;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.PulsarClientException;

/**
 * A connection to Pulsar's admin API. It reports every failure as an {@link AdminException}, and connects at the first call.
 * Not thread-safe.
 */
public final class AdminConnection implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final String url;
    private final String token;
    private final Path certificates;
    private final Duration timeout;
    private PulsarAdmin admin;

    /**
     * A call of the admin API.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Call<T> {
        /** Makes the call. */
        T on(PulsarAdmin admin) throws PulsarAdminException;
    }

    /** A call of the admin API that returns nothing. */
    @FunctionalInterface
    public interface Action {
        /** Makes the call. */
        void on(PulsarAdmin admin) throws PulsarAdminException;
    }

    /**
     * @param url          of the admin port, {@code http://host:port} or {@code https://host:port}
     * @param token        authenticates the caller, or null
     * @param certificates a PEM file of the certificate authorities to trust, or null for those that Java trusts
     * @param timeout      of connecting, and of each call
     */
    public AdminConnection(String url, String token, Path certificates, Duration timeout) {
        this.url = url.replaceAll("/+$", "");
        this.token = token;
        this.certificates = certificates;
        this.timeout = timeout;
    }

    /** Returns the URL of the admin port, without a slash at its end. */
    public String url() {
        return url;
    }

    /**
     * Returns the result of a call.
     *
     * @throws AdminException           if Pulsar refuses the call or cannot be reached
     * @throws IllegalArgumentException if the URL is not that of an admin port
     */
    public <T> T get(Call<T> call) {
        try {
            return call.on(admin());
        } catch (PulsarAdminException e) {
            throw failure(e);
        }
    }

    /** Returns the result of a call, or nothing if Pulsar does not know what it asks for (404); otherwise as {@link #get}. */
    public <T> Optional<T> find(Call<T> call) {
        try {
            return Optional.of(get(call));
        } catch (AdminException e) {
            if (e.httpStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Makes a call; fails as {@link #get}. */
    public void run(Action action) {
        get(admin -> {
            action.on(admin);
            return null;
        });
    }

    /** Makes a call that creates something, which may exist already (409); otherwise fails as {@link #get}. */
    public void create(Action action) {
        runExcept(CONFLICT, action);
    }

    /** Makes a call that deletes something, which may not exist any more (404); otherwise fails as {@link #get}. */
    public void delete(Action action) {
        runExcept(NOT_FOUND, action);
    }

    private void runExcept(int harmlessStatus, Action action) {
        try {
            run(action);
        } catch (AdminException e) {
            if (e.httpStatus() != harmlessStatus) {
                throw e;
            }
        }
    }

    private PulsarAdmin admin() {
        if (admin == null) {
            URI address = URI.create(url);
            if (address.getHost() == null
                    || !"http".equalsIgnoreCase(address.getScheme())
                            && !"https".equalsIgnoreCase(address.getScheme())) {
                throw new IllegalArgumentException("not an http or https URL");
            }
            int seconds = Math.toIntExact(timeout.toSeconds());
            PulsarAdminBuilder builder = PulsarAdmin.builder()
                    .serviceHttpUrl(url)
                    .connectionTimeout(seconds, TimeUnit.SECONDS)
                    .readTimeout(seconds, TimeUnit.SECONDS)
                    .requestTimeout(seconds, TimeUnit.SECONDS)
                    .enableTlsHostnameVerification(true);
            if (token != null) {
                builder.authentication(AuthenticationFactory.token(token));
            }
            if (certificates != null) {
                builder.tlsTrustCertsFilePath(certificates.toString());
            }
            try {
                admin = builder.build();
            } catch (PulsarClientException e) {
                throw AdminException.unreachable(e.getClass().getSimpleName(), e);
            }
        }
        return admin;
    }

    private static AdminException failure(PulsarAdminException e) {
        if (e.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return AdminException.unreachable(InterruptedException.class.getSimpleName(), e);
        }
        String fault = fault(e);
        return fault == null
                ? AdminException.answered(e.getStatusCode(), e.getHttpError(), e)
                : AdminException.unreachable(fault, e);
    }

    /** Returns the simple name of the JDK's exception for why the server was not reached, or null if it answered. */
    private static String fault(PulsarAdminException e) {
        String fault =
                e instanceof PulsarAdminException.TimeoutException ? HttpTimeoutException.class.getSimpleName() : null;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return cause.getClass().getSimpleName();
            } else if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                fault = ConnectException.class.getSimpleName();
            } else if (fault == null && cause instanceof TimeoutException) {
                fault = HttpTimeoutException.class.getSimpleName();
            } else if (fault == null && cause instanceof IOException) {
                fault = IOException.class.getSimpleName();
            }
        }
        return fault;
    }

    /** Closes the connection, if there is one, and ends its threads. */
    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
