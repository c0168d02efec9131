package dev.sigilo.vault.infrastructure.file;

import dev.sigilo.vault.domain.OperatorException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new file that only its owner may read. It gets its name only when it is complete, so a failure leaves no partial
 * file.
 */
public final class PrivateFile {
    /**
     * Attributes of a new file that only its owner may read and write; empty where the file system has no such
     * permissions.
     */
    public static final FileAttribute<?>[] OWNER_ONLY =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    private final Path file;
    private final boolean overwrite;

    /** The content of a file. */
    public interface Content {
        /**
         * Writes the content.
         *
         * @throws IOException if it cannot be written
         */
        void writeTo(Writer out) throws IOException;
    }

    private PrivateFile(Path file, boolean overwrite) {
        this.file = file;
        this.overwrite = overwrite;
    }

    /**
     * A file to write later, checked before the work whose result it will contain.
     *
     * @throws OperatorException if it exists and must not be overwritten, or its folder is not writable
     */
    public static PrivateFile at(Path file, boolean overwrite) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new OperatorException(file + " is a folder; give a file");
        }
        if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(file);
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new OperatorException(
                    file + " cannot be written: its folder does not exist; create the folder, or choose another file");
        }
        if (!Files.isWritable(folder)) {
            throw new OperatorException(file + " cannot be written: its folder is not writable; choose another file");
        }
        return new PrivateFile(file, overwrite);
    }

    private static OperatorException exists(Path file) {
        return new OperatorException(file + " exists; choose another file, or add --overwrite");
    }

    /**
     * Writes the file, in UTF-8.
     *
     * @throws OperatorException if it cannot be written, or exists by now and must not be overwritten
     */
    public void write(Content content) {
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try {
                try (Writer out = new BufferedWriter(new OutputStreamWriter(
                        Channels.newOutputStream(Files.newByteChannel(
                                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)),
                        StandardCharsets.UTF_8))) {
                    content.writeTo(out);
                }
                if (overwrite) {
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.move(part, file);
                }
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw new OperatorException(file + " cannot be written ("
                    + e.getClass().getSimpleName() + "); check its folder's permissions and space");
        }
    }
}
