package dev.sigilo.tokenize.domain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.JsonText;
import dev.sigilo.records.ProducerJson;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a field that holds a list, and what is done with a list of values. */
final class ListElements {
    /**
     * The most different values in one list; a record with more is rejected. Each value is searched for in the
     * record's texts, so their number must be bounded.
     */
    static final int MOST = 1000;
    /** How many values of one list the vault can be searched by, because an index of MySQL has room for few. */
    static final int MOST_SEARCHABLE = 50;

    private static final JsonFactory JSON = ProducerJson.recordFactory();

    /**
     * One value of a list.
     *
     * @param text   the value as the producer sent it
     * @param nested whether it is within an object or another list, where its meaning is not known
     */
    record Element(String text, boolean nested) {
        /** Returns only the length, because the text may identify a person. */
        @Override
        public String toString() {
            return "Element[" + text.length() + "]";
        }
    }

    private ListElements() {}

    /** Returns whether the value consists of several values. */
    static boolean isList(FieldValue value) {
        return value.type() == FieldValue.Type.ARRAY || value.type() == FieldValue.Type.OBJECT;
    }

    /**
     * Returns the different values of a list or object, in their order, without blanks and placeholders.
     *
     * @param field the field, which an error names
     * @throws RecordFormatException {@link RejectReason#TOKEN_FAILED} if there are more than {@link #MOST}
     */
    static List<Element> of(String field, FieldValue value) throws RecordFormatException {
        int topDepth = value.type() == FieldValue.Type.ARRAY ? 1 : 0;
        Map<String, Element> elements = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(value.text())) {
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL && !Absent.isAbsent(json.getText())) {
                    String text = json.getText().strip();
                    elements.putIfAbsent(text, new Element(text, depth != topDepth));
                    if (elements.size() > MOST) {
                        throw new RecordFormatException(RejectReason.TOKEN_FAILED, field, -1);
                    }
                }
            }
        } catch (IOException e) {
            // Impossible, because the value was parsed before. The cause would quote the value.
            throw new UncheckedIOException(new IOException("a value that was JSON is none any more"));
        }
        return new ArrayList<>(elements.values());
    }

    /** Returns the values as a JSON array. */
    static String json(Iterable<String> values) {
        return JsonText.list(values).text();
    }
}
