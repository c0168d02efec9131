package dev.sigilo.formats.dicom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.ProducerJson;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.text.Surrogates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses DICOM JSON (PS3.18 Annex F). Private data elements and bulk data are dropped and counted. Bounded: at most
 * {@value #MAX_DEPTH} nested sequences, and work in proportion to the message.
 */
final class DicomJsonParser {
    /** The maximum depth of items in sequences. With 16, the header fits into the nesting that a record may have. */
    static final int MAX_DEPTH = 16;

    static final String OTHER_KEY = "(other key of an attribute)";

    private static final JsonFactory JSON = ProducerJson.factory(128, MedicalRecord.MAX_NUMBER_LENGTH, 1000);

    /**
     * One dataset of a message.
     *
     * @param dataset its elements; null if it cannot be read
     * @param fault   why it cannot be read, or null
     * @param dropped what was left out
     * @param bytes   its part of the message
     */
    record Parsed(Dataset dataset, DatasetFault fault, DropCounts dropped, byte[] bytes) {
        @Override
        public String toString() {
            return "Parsed[" + bytes.length + " bytes]";
        }
    }

    private final String message;
    private final int maxDatasets;
    private DropCounts dropped = new DropCounts();

    private DicomJsonParser(String message, int maxDatasets) {
        this.message = message;
        this.maxDatasets = maxDatasets;
    }

    /**
     * Parses a message of one dataset or an array of datasets.
     *
     * @throws RecordFormatException {@code NOT_DICOM} if it is not JSON of that form, {@code TOO_MANY_RECORDS} or {@code
     *     TOO_DEEP}
     */
    static List<Parsed> parse(byte[] message, int maxDatasets) throws RecordFormatException {
        String text = decode(message);
        try (JsonParser json = JSON.createParser(text)) {
            return new DicomJsonParser(text, maxDatasets).datasets(json);
        } catch (StreamConstraintsException e) {
            throw new RecordFormatException(RejectReason.TOO_DEEP, null, offset(e));
        } catch (JsonProcessingException e) {
            // Neither its message nor its cause is passed on: both quote the input.
            throw new RecordFormatException(RejectReason.NOT_DICOM, null, offset(e));
        } catch (IOException e) {
            throw new RecordFormatException(RejectReason.NOT_DICOM, null, -1);
        }
    }

    /** Decodes UTF-8, with or without a byte order mark. */
    private static String decode(byte[] message) throws RecordFormatException {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        CharBuffer text = CharBuffer.allocate(message.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        if (result.isError()) {
            throw new RecordFormatException(RejectReason.NOT_DICOM, null, bytes.position());
        }
        text.flip();
        return (text.length() > 0 && text.charAt(0) == '\uFEFF' ? text.subSequence(1, text.length()) : text).toString();
    }

    private static long offset(JsonProcessingException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    }

    private List<Parsed> datasets(JsonParser json) throws IOException, RecordFormatException {
        List<Parsed> all = new ArrayList<>();
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            all.add(parsed(json, 0));
        } else if (first == JsonToken.START_ARRAY) {
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw notDicom(json);
                }
                if (all.size() == maxDatasets) {
                    throw new RecordFormatException(RejectReason.TOO_MANY_RECORDS, null, -1);
                }
                all.add(parsed(json, 1));
            }
        } else {
            throw notDicom(json);
        }
        if (json.nextToken() != null) {
            throw notDicom(json);
        }
        return all;
    }

    private static RecordFormatException notDicom(JsonParser json) {
        return new RecordFormatException(
                RejectReason.NOT_DICOM, null, json.currentTokenLocation().getCharOffset());
    }

    /** Parses the dataset that begins at the current token. A faulty one is read to its end. */
    private Parsed parsed(JsonParser json, int outerDepth) throws IOException {
        int start = (int) json.currentTokenLocation().getCharOffset();
        dropped = new DropCounts();
        Dataset dataset = null;
        DatasetFault fault = null;
        try {
            dataset = dataset(json, 0);
        } catch (DatasetFault e) {
            fault = e;
            while (json.getParsingContext().getNestingDepth() > outerDepth && json.nextToken() != null) {
                // The next tokens belong to the faulty dataset.
            }
        }
        int end = (int) json.currentTokenLocation().getCharOffset() + 1;
        return new Parsed(dataset, fault, dropped, message.substring(start, end).getBytes(StandardCharsets.UTF_8));
    }

    private Dataset dataset(JsonParser json, int depth) throws IOException, DatasetFault {
        if (depth > MAX_DEPTH) {
            throw new DatasetFault(RejectReason.TOO_DEEP, (String) null);
        }
        Dataset dataset = new Dataset();
        int number = 0;
        String name;
        while ((name = json.nextFieldName()) != null) {
            number++;
            int tag = Tag.parse(name);
            if (tag == -1) {
                throw new DatasetFault(RejectReason.NOT_DICOM, "attribute[" + number + "]");
            }
            JsonToken token = json.nextToken();
            if (Tag.isPrivate(tag)) {
                json.skipChildren();
                dropped.add(tag);
                continue;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            Element element = element(json, tag, depth);
            if (element.isBulk()) {
                dropped.add(tag);
            } else if (!dataset.add(tag, element)) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
        }
        return dataset;
    }

    /** Reads the object of an attribute. Its keys may come in any order. */
    private Element element(JsonParser json, int tag, int depth) throws IOException, DatasetFault {
        Vr vr = DataDictionary.vr(tag, false);
        boolean bulk = false;
        List<Object> values = List.of();
        String key;
        while ((key = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            switch (key) {
                case "vr" -> {
                    Vr named = token == JsonToken.VALUE_STRING ? Vr.of(json.getText()) : null;
                    if (named == null) {
                        throw new DatasetFault(RejectReason.NOT_DICOM, tag);
                    }
                    vr = vr == Vr.PN && !named.isBulk() ? Vr.PN : named;
                }
                case "Value" -> values = token == JsonToken.VALUE_NULL ? List.of() : values(json, vr, tag, depth);
                case "BulkDataURI", "InlineBinary" -> {
                    json.skipChildren();
                    bulk = true;
                }
                default -> {
                    json.skipChildren();
                    dropped.add(OTHER_KEY);
                }
            }
        }
        if (bulk || vr.isBulk() && !values.isEmpty()) {
            return Element.bulk(vr);
        }
        return Element.of(vr, typed(values, vr, tag));
    }

    /** Reads the values by their JSON types; {@link #typed} checks them when the VR is known. */
    private List<Object> values(JsonParser json, Vr vr, int tag, int depth) throws IOException, DatasetFault {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        List<Object> values = new ArrayList<>(4);
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            switch (token) {
                case VALUE_NULL -> values.add(null);
                case VALUE_STRING -> values.add(wellFormed(json.getText(), tag));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.add(new Element.JsonNumber(json.getText()));
                case START_OBJECT -> values.add(vr == Vr.PN ? name(json, tag) : dataset(json, depth + 1));
                default -> throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
        }
        return values;
    }

    private static PersonName name(JsonParser json, int tag) throws IOException, DatasetFault {
        String alphabetic = null;
        String ideographic = null;
        String phonetic = null;
        String group;
        while ((group = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            String text = token == JsonToken.VALUE_STRING ? wellFormed(json.getText(), tag) : null;
            if (text == null && token != JsonToken.VALUE_NULL) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            switch (group) {
                case "Alphabetic" -> alphabetic = text;
                case "Ideographic" -> ideographic = text;
                case "Phonetic" -> phonetic = text;
                default -> throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
        }
        return new PersonName(alphabetic, ideographic, phonetic);
    }

    private static List<Object> typed(List<Object> values, Vr vr, int tag) throws DatasetFault {
        List<Object> typed = new ArrayList<>(values.size());
        for (Object value : values) {
            boolean fits = switch (vr) {
                case SQ -> value instanceof Dataset;
                case PN -> value instanceof PersonName || value instanceof String;
                default -> value instanceof String || value instanceof Element.JsonNumber;
            };
            if (value != null && !fits) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            if (vr == Vr.PN && value instanceof String text) {
                typed.add(PersonName.parse(text));
            } else if (value instanceof Element.JsonNumber number && !vr.isNumber()) {
                typed.add(number.literal());
            } else {
                typed.add(value);
            }
        }
        return typed;
    }

    /** A lone surrogate is not a character; no later stage could write it. */
    private static String wellFormed(String text, int tag) throws DatasetFault {
        if (!Surrogates.arePaired(text)) {
            throw new DatasetFault(RejectReason.UNKNOWN_ENCODING, tag);
        }
        return text;
    }
}
