package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recognizes a file of FHIR, DICOM or HL7 v2 messages that would be read as records, where the option --format is missing. */
final class MessageHint {
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    /** How many fields of the first object are looked at. */
    private static final int FIELDS = 50;

    /** The start of an MLLP frame. */
    private static final byte START_BLOCK = 0x0b;

    private MessageHint() {}

    /**
     * Looks into a regular file. What is read from a pipe cannot be read again, so pipes and devices are not looked at.
     *
     * @param named the format of records that the file's name gives
     * @throws CliException if the file's first object is a FHIR resource or a DICOM dataset, or if the file begins as
     *                      HL7 v2
     */
    static void check(Path file, InputFormat named) {
        String format = Files.isRegularFile(file) ? formatOf(file) : null;
        if (format != null) {
            throw new CliException(file + " looks like " + format + "; add --format " + format
                    + (named == InputFormat.CSV
                            ? ", or --format csv if it has records as CSV"
                            : ", or --format json if it has records as JSON"));
        }
    }

    private static boolean isHl7(byte[] start) {
        int name = start.length > 0 && start[0] == START_BLOCK ? 1 : 0;
        return start.length > name + 3
                && start[name] == 'M'
                && start[name + 1] == 'S'
                && start[name + 2] == 'H'
                && start[name + 3] == '|';
    }

    private static String formatOf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(5);
            if (isHl7(start)) {
                return InputFormat.HL7V2.id();
            }
        } catch (IOException e) {
            // Reported where the file is opened.
            return null;
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = json.nextToken();
            }
            if (first != JsonToken.START_OBJECT) {
                return null;
            }
            for (int i = 0; i < FIELDS; i++) {
                String name = json.nextFieldName();
                if (name == null) {
                    return null;
                } else if (name.equals("resourceType")) {
                    return InputFormat.FHIR.id();
                } else if (name.matches("[0-9A-Fa-f]{8}") && json.nextToken() == JsonToken.START_OBJECT) {
                    return InputFormat.DICOM.id();
                }
                if (json.currentToken() == JsonToken.FIELD_NAME) {
                    json.nextToken();
                }
                json.skipChildren();
            }
            return null;
        } catch (IOException e) {
            // Not JSON: the pipeline rejects it.
            return null;
        }
    }
}
