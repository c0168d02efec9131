package dev.sigilo.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of the running code: the release, and the commit that it was built from, such as {@code
 * 0.1.0+5f2c9e1a7b03}.
 */
public final class CodeVersion {
    /** Maven does not replace a property that has no value. */
    private static final String UNSET = "${";

    private static final String CURRENT = read();

    private CodeVersion() {}

    /**
     * Returns the version. It ends in {@code -dirty} if the build had changes that were not committed, and has no
     * commit if it was not built from a Git checkout.
     */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read from sigilo-records", e);
        }
        return of(properties.getProperty("version"), properties.getProperty("commit"), properties.getProperty("dirty"));
    }

    static String of(String version, String commit, String dirty) {
        if (commit == null || commit.isEmpty() || commit.startsWith(UNSET)) {
            return version;
        }
        return version + "+" + commit + ("true".equals(dirty) ? "-dirty" : "");
    }
}
