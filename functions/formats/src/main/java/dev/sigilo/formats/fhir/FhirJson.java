package dev.sigilo.formats.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Reads JSON into elements, with the limits of {@link MedicalRecord#parse}. */
final class FhirJson {
    /** The maximum number of values in one message: about twice as many as a bundle of 5 MiB has. */
    static final int MAX_VALUES = 500_000;

    private static final int SMALL_OBJECT = 12;
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MedicalRecord.MAX_DEPTH)
            .maxNumberLength(MedicalRecord.MAX_NUMBER_LENGTH)
            .maxNameLength(10_000)
            .maxStringLength(64 * 1024 * 1024)
            .build();

    private final JsonParser parser;
    private int values;

    private FhirJson(JsonParser parser, int values) {
        this.parser = parser;
        this.values = values;
    }

    /**
     * Reads one JSON object and nothing after it.
     *
     * @param json   the message
     * @param from   the object's first byte
     * @param to     the byte after its last one
     * @param values the number of values that other parts of the message have
     * @throws RecordFormatException {@link RejectReason#UNKNOWN_ENCODING}, {@code NOT_FHIR}, {@code DUPLICATE_FIELD},
     *                               {@code TOO_DEEP} or {@code TOO_LARGE}, with the offset in bytes
     */
    static Element parse(byte[] json, int from, int to, int values) throws RecordFormatException {
        checkEncoding(json, from, to);
        JsonParser parser = null;
        try {
            parser = factory().createParser(json, from, to - from);
            FhirJson reading = new FhirJson(parser, values);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RecordFormatException(RejectReason.NOT_FHIR, null, from);
            }
            Element root = reading.object("", null, from);
            if (parser.nextToken() != null) {
                throw new RecordFormatException(RejectReason.NOT_FHIR, null, from + reading.offset());
            }
            return root;
        } catch (StreamConstraintsException e) {
            boolean deep = parser.getParsingContext().getNestingDepth() >= MedicalRecord.MAX_DEPTH;
            throw new RecordFormatException(
                    deep ? RejectReason.TOO_DEEP : RejectReason.NOT_FHIR, null, from + offset(e));
        } catch (JsonProcessingException e) {
            // Neither its message nor its cause is passed on: both quote the input.
            throw new RecordFormatException(RejectReason.NOT_FHIR, null, from + offset(e));
        } catch (IOException e) {
            throw new RecordFormatException(RejectReason.NOT_FHIR, null, -1);
        }
    }

    /** The factory caches the names of its messages, so that each message has its own: nothing of it stays. */
    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(LIMITS)
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    private static long offset(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
    }

    private long offset() {
        return Math.max(0, parser.currentTokenLocation().getByteOffset());
    }

    /** JSON's parser would accept UTF-16, and malformed UTF-8 in places. */
    private static void checkEncoding(byte[] json, int from, int to) throws RecordFormatException {
        int at = from;
        while (at < to && json[at] > 0) {
            at++;
        }
        if (at == to) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer some = CharBuffer.allocate(8192);
        ByteBuffer bytes = ByteBuffer.wrap(json, from, to - from);
        while (true) {
            var result = decoder.decode(bytes, some, true);
            if (result.isError() || json[at] == 0) {
                throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, null, bytes.position());
            }
            if (result.isUnderflow()) {
                return;
            }
            some.clear();
        }
    }

    private Element object(String name, Element parent, int base) throws IOException, RecordFormatException {
        boolean resource = parent == null || name.equals("resource");
        Element object = Element.composite(name, Element.Kind.OBJECT, parent);
        long start = resource ? offset() : 0;
        count();
        Set<String> names = null;
        String member;
        while ((member = parser.nextFieldName()) != null) {
            if (names == null && object.children().size() >= SMALL_OBJECT) {
                names = new HashSet<>();
                for (Element child : object.children()) {
                    names.add(child.name());
                }
            }
            if (names == null ? object.member(member) != null : !names.add(member)) {
                throw new RecordFormatException(RejectReason.DUPLICATE_FIELD, null, base + offset());
            }
            object.add(value(member, object, base));
        }
        if (resource) {
            object.span(
                    (int) (base + start), (int) (base + parser.currentLocation().getByteOffset()));
        }
        return object;
    }

    private Element value(String name, Element parent, int base) throws IOException, RecordFormatException {
        return value(parser.nextToken(), name, parent, base);
    }

    private Element value(JsonToken token, String name, Element parent, int base)
            throws IOException, RecordFormatException {
        switch (token) {
            case START_OBJECT:
                return object(name, parent, base);
            case START_ARRAY:
                count();
                Element array = Element.composite(name, Element.Kind.ARRAY, parent);
                JsonToken item;
                while ((item = parser.nextToken()) != JsonToken.END_ARRAY) {
                    array.add(value(item, name, array, base));
                }
                return array;
            case VALUE_STRING:
                return scalar(name, Element.Kind.STRING, parent);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT:
                return scalar(name, Element.Kind.NUMBER, parent);
            case VALUE_TRUE, VALUE_FALSE:
                return scalar(name, Element.Kind.BOOLEAN, parent);
            default:
                return scalar(name, Element.Kind.NULL, parent);
        }
    }

    private Element scalar(String name, Element.Kind kind, Element parent) throws IOException, RecordFormatException {
        count();
        return Element.scalar(name, kind, parent, parser.getText());
    }

    private void count() throws RecordFormatException {
        if (++values > MAX_VALUES) {
            throw new RecordFormatException(RejectReason.TOO_LARGE, null, -1);
        }
    }
}
