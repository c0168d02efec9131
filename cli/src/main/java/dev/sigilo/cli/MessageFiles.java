package dev.sigilo.cli;

import dev.sigilo.formats.dicom.DicomFileReader;
import dev.sigilo.records.RecordFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The messages of a file, or of all files of a format in a folder, in the order of the files' paths. The number of an entry is its
 * line in a file; in a folder it is the number of the message.
 */
final class MessageFiles implements RecordSource, AutoCloseable {
    /** How deep folders in a folder are searched. */
    private static final int MAX_DEPTH = 32;
    /** The preamble of a DICOM file, before {@code DICM} (PS3.10 section 7.1). */
    private static final int PREAMBLE_BYTES = 128;

    private static final byte[] DICOM_PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);

    private final InputFormat format;
    private final List<Path> files;
    private final boolean folder;
    private int opened;
    private InputStream in;
    private String name;
    private MessageSource messages;
    private long number;
    private int unreadable;
    private String firstUnreadable;

    private MessageFiles(InputFormat format, List<Path> files, boolean folder) {
        this.format = format;
        this.files = files;
        this.folder = folder;
    }

    /** Returns the messages of a stream. */
    static MessageFiles of(InputStream in, InputFormat format) {
        MessageFiles messages = new MessageFiles(format, List.of(), false);
        messages.open(in, "standard input");
        return messages;
    }

    /**
     * Returns the messages of a file or folder.
     *
     * @throws CliException if it does not exist or cannot be read, or if the folder has no files of the format
     */
    static MessageFiles of(Path path, InputFormat format) {
        boolean folder = Files.isDirectory(path);
        List<Path> files = folder ? files(path, format) : List.of(path);
        if (files.isEmpty()) {
            throw new CliException(path + " contains no file that ends in " + String.join(" or ", format.extensions())
                    + "; name a file or another folder");
        }
        MessageFiles messages = new MessageFiles(format, files, folder);
        if (!folder) {
            messages.openNext();
        }
        return messages;
    }

    /**
     * Returns the format of a folder's files, by their names.
     *
     * @throws CliException if the names do not give one format
     */
    static InputFormat formatOf(Path folder) {
        boolean hl7 = !files(folder, InputFormat.HL7V2).isEmpty();
        boolean dicom = files(folder, InputFormat.DICOM).stream()
                .anyMatch(file -> InputFormat.ofName(file.toString()) == InputFormat.DICOM);
        if (hl7 == dicom) {
            throw new CliException(folder
                    + (hl7 ? " contains both .hl7 and .dcm files" : " is a folder without .hl7 or .dcm files")
                    + "; add --format hl7v2, fhir or dicom, or name a file");
        }
        return hl7 ? InputFormat.HL7V2 : InputFormat.DICOM;
    }

    private static List<Path> files(Path folder, InputFormat format) {
        try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
            return List.copyOf(new TreeSet<>(
                    all.filter(file -> format.isNameOf(file.getFileName().toString()) && Files.isRegularFile(file))
                            .toList()));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CliException(folder + " cannot be read; check its permissions");
        }
    }

    @Override
    public RecordReader.Entry next() {
        while (true) {
            if (messages == null) {
                if (opened == files.size()) {
                    return null;
                }
                openNext();
            }
            try {
                RecordReader.Entry entry = messages.next();
                if (entry != null) {
                    number++;
                    return folder ? new RecordReader.Entry(number, entry.format(), entry.message()) : entry;
                }
            } catch (IOException e) {
                throw new CliException(
                        name + " cannot be read further (" + e.getClass().getSimpleName() + "); check the file");
            }
            close();
        }
    }

    private void openNext() {
        Path file = files.get(opened++);
        try {
            open(Files.newInputStream(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new CliException(file + " does not exist; name a file or folder, or - for standard input");
        } catch (IOException e) {
            throw new CliException(
                    file + " cannot be opened (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    private void open(InputStream stream, String streamName) {
        in = new BufferedInputStream(stream, 1 << 16);
        name = streamName;
        boolean isLines = streamName.endsWith(".ndjson");
        boolean isNamed = InputFormat.ofName(streamName) == InputFormat.DICOM;
        messages = switch (format) {
            case HL7V2 -> new Hl7Messages(in);
            case FHIR -> new LaterMessages(() -> new JsonMessages(in, format, isLines));
            default ->
                new LaterMessages(() -> isDicomFile(in, isNamed) ? header(in) : new JsonMessages(in, format, isLines));
        };
    }

    /** Opens the messages when the first one is read, so that a fault of the stream is reported there. */
    private static final class LaterMessages implements MessageSource {
        /** Opens the messages. */
        private interface Opening {
            MessageSource open() throws IOException;
        }

        private final Opening opening;
        private MessageSource messages;

        LaterMessages(Opening opening) {
            this.opening = opening;
        }

        @Override
        public RecordReader.Entry next() throws IOException {
            if (messages == null) {
                messages = opening.open();
            }
            return messages.next();
        }
    }

    /**
     * Returns whether a stream is a DICOM file: it has the prefix, or does not begin as JSON does.
     *
     * @param isNamed whether its name ends in .dcm; then an empty or blank file is a DICOM file too, which cannot be read
     */
    static boolean isDicomFile(InputStream in, boolean isNamed) throws IOException {
        in.mark(PREAMBLE_BYTES + DICOM_PREFIX.length);
        byte[] start = in.readNBytes(PREAMBLE_BYTES + DICOM_PREFIX.length);
        in.reset();
        if (start.length == PREAMBLE_BYTES + DICOM_PREFIX.length
                && Arrays.equals(start, PREAMBLE_BYTES, start.length, DICOM_PREFIX, 0, DICOM_PREFIX.length)) {
            return true;
        }
        for (byte each : start) {
            if (each != ' '
                    && each != '\t'
                    && each != '\r'
                    && each != '\n'
                    && each != (byte) 0xef
                    && each != (byte) 0xbb
                    && each != (byte) 0xbf) {
                return each != '{' && each != '[';
            }
        }
        return isNamed;
    }

    private MessageSource header(InputStream file) {
        boolean[] read = {false};
        return () -> {
            if (read[0]) {
                return null;
            }
            read[0] = true;
            try {
                return new RecordReader.Entry(1, format.id(), DicomFileReader.header(file));
            } catch (RecordFormatException e) {
                unreadable++;
                if (firstUnreadable == null) {
                    firstUnreadable = name + " (" + e.reason().code() + (e.field() == null ? "" : " at " + e.field())
                            + (e.position() < 0 ? "" : ", byte " + e.position()) + ")";
                }
                return null;
            }
        };
    }

    /**
     * Fails if files were left out, because they are not DICOM files that can be read.
     *
     * @throws CliException with their number and the first one
     */
    void checkAllRead() {
        if (unreadable > 0) {
            throw new CliException(unreadable
                    + (unreadable == 1 ? " file is not a DICOM file" : " files are not DICOM files")
                    + " that can be read and " + (unreadable == 1 ? "was" : "were") + " left out; the first: "
                    + firstUnreadable);
        }
    }

    /** Returns the number of messages read so far. */
    @Override
    public long done() {
        return number;
    }

    @Override
    public void close() {
        messages = null;
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // All needed bytes are read; a failure to close changes nothing.
            return;
        }
    }
}
