package dev.sigilo.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The records that a command reads: a file or standard input. Mixed into the commands that read records. */
final class Input {

    @Parameters(
            paramLabel = "FILE|FOLDER|-",
            arity = "0..1",
            defaultValue = "-",
            description =
                    "Records as NDJSON, or as CSV with a header; or HL7 v2, FHIR or DICOM messages, also a folder of them; - reads "
                            + "standard input (default: ${DEFAULT-VALUE}).")
    private String file = "-";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "ndjson (or json), csv, hl7v2, fhir or dicom (default: by the end of the file's name: .csv, .hl7, .dcm, else "
                            + "ndjson).")
    private InputFormat format;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            converter = Delimiter.class,
            description =
                    "Delimiter of a CSV file: one character, or the word tab (default: detected from the header, one of , ; tab |).")
    private Character delimiter;

    /** Parses a delimiter: a character, {@code tab} or {@code \t}. */
    static final class Delimiter implements ITypeConverter<Character> {
        @Override
        public Character convert(String value) {
            if (value.equals("tab") || value.equals("\\t")) {
                return '\t';
            }
            if (value.length() != 1 || value.equals("\"") || value.equals("\n") || value.equals("\r")) {
                throw new TypeConversionException("give one character that is not a quote, or the word tab");
            }
            return value.charAt(0);
        }
    }

    /**
     * Returns the format, from the option or from the file's name.
     *
     * @throws CliException if the file is a folder whose files have no or several formats, or if it has messages of a hospital
     *                      system and the option is missing
     */
    InputFormat format() {
        if (format == InputFormat.JSON) {
            return InputFormat.NDJSON;
        } else if (format != null || file.equals("-")) {
            return format == null ? InputFormat.NDJSON : format;
        } else if (Files.isDirectory(Path.of(file))) {
            return MessageFiles.formatOf(Path.of(file));
        }
        InputFormat named = InputFormat.ofName(file);
        if (named == InputFormat.NDJSON || named == InputFormat.CSV) {
            MessageHint.check(Path.of(file), named);
        }
        return named;
    }

    /** Opens an input of messages. */
    MessageFiles openMessages(Console console) {
        return file.equals("-") ? MessageFiles.of(console.in(), format()) : MessageFiles.of(Path.of(file), format());
    }

    /** Returns the size of the file in bytes, or -1 if it is unknown. */
    long size() {
        try {
            return file.equals("-") || format().isMessages() ? -1 : Files.size(Path.of(file));
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * Opens the input.
     *
     * @param names the known field names
     */
    Opened open(Console console, FieldNames names) {
        return open(console, file, in -> new RecordReader(in, format().records(), format != null, delimiter, names));
    }

    /** Returns whether the delimiter was given. */
    boolean hasDelimiter() {
        return delimiter != null;
    }

    /** Opens a file, or standard input for {@code -}. */
    static Opened open(Console console, String file, RecordReader.Format format, char delimiter) {
        return open(console, file, in -> new RecordReader(in, format, delimiter));
    }

    private static Opened open(Console console, String file, Function<InputStream, RecordReader> reader) {
        try {
            if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
                throw new CliException(file + " is a folder; name a file, or - for standard input");
            }
            Counting in = new Counting(file.equals("-") ? console.in() : Files.newInputStream(Path.of(file)));
            return new Opened(reader.apply(in), in, file);
        } catch (NoSuchFileException e) {
            throw new CliException(file + " does not exist; name a file, or - for standard input");
        } catch (IOException e) {
            throw new CliException(
                    file + " cannot be opened (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    /** An open input. */
    static final class Opened implements RecordSource, AutoCloseable {
        private final RecordReader reader;
        private final Counting in;
        private final String file;

        private Opened(RecordReader reader, Counting in, String file) {
            this.reader = reader;
            this.in = in;
            this.file = file;
        }

        @Override
        public RecordReader.Entry next() {
            try {
                return reader.next();
            } catch (IOException e) {
                throw new CliException((file.equals("-") ? "standard input" : file) + " cannot be read further ("
                        + e.getClass().getSimpleName() + ") after " + in.count + " bytes; check the file");
            }
        }

        /** Returns how many bytes were read so far. */
        @Override
        public long done() {
            return in.count;
        }

        @Override
        public long emptyLines() {
            return reader.emptyLines();
        }

        /** Returns the reader of the records. */
        RecordReader reader() {
            return reader;
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                // All needed bytes are read; a failure to close changes nothing.
                return;
            }
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
