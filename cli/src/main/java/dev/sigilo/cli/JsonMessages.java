package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * Splits a file of FHIR resources or DICOM JSON datasets into messages, byte for byte.
 *
 * <ul>
 * <li>A file with one JSON value is one message. An array of DICOM datasets, as a PACS answers a query, is one message per dataset.
 * <li>A file with one value per line (NDJSON) is one message per line. But a FHIR file of up to {@value #MAX_WHOLE_BYTES} bytes is
 *     one message, because its resources may refer to each other.
 * <li>Anything else is one message, which the pipeline rejects and counts.
 * </ul>
 */
final class JsonMessages implements MessageSource {
    /** The size of a FHIR file that is sent as one message. */
    static final int MAX_WHOLE_BYTES = 1024 * 1024;
    /** The size of an array that is split. */
    private static final int MAX_ARRAY_BYTES = 512 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final MessageSource messages;

    /**
     * @param format   FHIR or DICOM
     * @param areLines whether the file is known to have one value per line
     * @throws CliException if a message or an array is over 512 MiB
     */
    JsonMessages(InputStream in, InputFormat format, boolean areLines) throws IOException {
        this(in, format, areLines, MAX_ARRAY_BYTES);
    }

    /** @param maxBytes the size of a message or an array, which is larger than {@link #MAX_WHOLE_BYTES} */
    JsonMessages(InputStream in, InputFormat format, boolean areLines, int maxBytes) throws IOException {
        byte[] start = in.readNBytes(MAX_WHOLE_BYTES + 1);
        boolean whole = start.length <= MAX_WHOLE_BYTES;
        if (whole && format == InputFormat.FHIR) {
            messages = one(start, format);
        } else if (areLines || isLines(start)) {
            RecordReader lines = new RecordReader(
                    new SequenceInputStream(new ByteArrayInputStream(start), in), RecordReader.Format.NDJSON, ',');
            messages = () -> {
                RecordReader.Entry line = lines.next();
                return line == null ? null : new RecordReader.Entry(line.line(), format.id(), line.message());
            };
        } else {
            // One byte more than the limit shows whether the file is larger.
            byte[] all = whole ? start : joined(start, in.readNBytes(maxBytes + 1 - start.length));
            if (all.length > maxBytes) {
                throw new CliException(
                        "the file is over " + maxBytes + " bytes long and does not have one value per line; split it");
            }
            messages = format == InputFormat.DICOM && isArray(all) ? new Elements(all, format) : one(all, format);
        }
    }

    @Override
    public RecordReader.Entry next() throws IOException {
        return messages.next();
    }

    private static MessageSource one(byte[] message, InputFormat format) {
        boolean[] read = {isBlank(message)};
        return () -> {
            if (read[0]) {
                return null;
            }
            read[0] = true;
            return new RecordReader.Entry(1, format.id(), message);
        };
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each > ' ' || each < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /**
     * Returns whether this is an array of objects in UTF-8. An array in UTF-16 or UTF-32 cannot be split, because the parser gives
     * no offsets in bytes there.
     */
    private static boolean isArray(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            return json.nextToken() == JsonToken.START_ARRAY
                    && json.currentLocation().getByteOffset() > 0
                    && json.nextToken() == JsonToken.START_OBJECT;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether the first line is a complete JSON object and more follows. */
    private static boolean isLines(byte[] start) {
        int end = 0;
        while (end < start.length && start[end] != '\n') {
            end++;
        }
        if (end == start.length || isBlank(Arrays.copyOfRange(start, end, start.length))) {
            return false;
        }
        try (JsonParser json = JSON.createParser(start, 0, end)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The elements of an array. What cannot be read ends as one message. */
    private static final class Elements implements MessageSource {
        private final byte[] bytes;
        private final InputFormat format;
        private final JsonParser json;
        private int done;
        private long number;

        Elements(byte[] bytes, InputFormat format) throws IOException {
            this.bytes = bytes;
            this.format = format;
            json = JSON.createParser(bytes);
            json.nextToken();
            done = (int) json.currentLocation().getByteOffset();
        }

        @Override
        public RecordReader.Entry next() {
            if (done < 0) {
                return null;
            }
            try {
                JsonToken token = json.nextToken();
                if (token == JsonToken.END_ARRAY) {
                    done = (int) json.currentLocation().getByteOffset();
                    return rest();
                }
                int start = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                done = (int) json.currentLocation().getByteOffset();
                return new RecordReader.Entry(++number, format.id(), Arrays.copyOfRange(bytes, start, done));
            } catch (IOException e) {
                return rest();
            }
        }

        private RecordReader.Entry rest() {
            byte[] rest = Arrays.copyOfRange(bytes, done, bytes.length);
            done = -1;
            return isBlank(rest) ? null : new RecordReader.Entry(++number, format.id(), rest);
        }
    }
}
