package dev.sigilo.formats.fhir;

import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resources of one message: a resource, a Bundle, or one of these per line (NDJSON). Contains PHI. */
final class FhirMessage {
    private final List<Resource> resources = new ArrayList<>();
    private final List<SourceReject> rejects = new ArrayList<>();
    private final Map<String, Integer> dropped = new HashMap<>();
    private int repetition;
    private boolean single;
    private int values;
    private int bundles;

    private FhirMessage() {}

    /**
     * Reads a message.
     *
     * @throws RecordFormatException if it is not FHIR R4 in JSON, as {@link FhirJson#parse}
     */
    static FhirMessage read(byte[] message) throws RecordFormatException {
        int from = 0;
        if (message.length >= 3
                && message[0] == (byte) 0xEF
                && message[1] == (byte) 0xBB
                && message[2] == (byte) 0xBF) {
            from = 3;
        }
        int to = message.length;
        while (from < to && isSpace(message[from])) {
            from++;
        }
        while (to > from && isSpace(message[to - 1])) {
            to--;
        }
        if (from == to) {
            throw new RecordFormatException(RejectReason.EMPTY_MESSAGE, null, -1);
        }
        FhirMessage reading = new FhirMessage();
        if (isLines(message, from, to)) {
            reading.lines(message, from, to);
        } else {
            reading.document(message, from, to, "");
            reading.single = reading.resources.size() == 1
                    && reading.resources.get(0).root().name().isEmpty();
        }
        return reading;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** NDJSON: the first line is a complete object, and more lines follow. */
    private static boolean isLines(byte[] message, int from, int to) {
        int end = from;
        while (end < to && message[end] != '\n') {
            end++;
        }
        int last = end - 1;
        while (last > from && isSpace(message[last])) {
            last--;
        }
        int next = end;
        while (next < to && isSpace(message[next])) {
            next++;
        }
        return message[from] == '{' && message[last] == '}' && next < to && message[next] == '{';
    }

    private void lines(byte[] message, int from, int to) throws RecordFormatException {
        int line = 0;
        int good = 0;
        RecordFormatException first = null;
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && message[end] != '\n') {
                end++;
            }
            line++;
            boolean blank = true;
            for (int at = start; at < end && blank; at++) {
                blank = isSpace(message[at]);
            }
            if (!blank) {
                try {
                    document(message, start, end, "line[" + line + "]");
                    good++;
                } catch (RecordFormatException e) {
                    if (e.reason() == RejectReason.TOO_LARGE) {
                        throw e;
                    }
                    first = first == null ? e : first;
                    rejects.add(new SourceReject(
                            "line[" + line + "]", e.reason(), Arrays.copyOfRange(message, start, end)));
                }
            }
            start = end + 1;
        }
        if (good == 0) {
            throw new RecordFormatException(first.reason(), "line[1]", first.position());
        }
    }

    private void document(byte[] message, int from, int to, String place) throws RecordFormatException {
        Element root = FhirJson.parse(message, from, to, values);
        values += size(root);
        String type = root.peek("resourceType");
        if (!FhirNames.isType(type)) {
            throw new RecordFormatException(RejectReason.NOT_FHIR, "resourceType", root.start());
        }
        if (type.equals("Bundle")) {
            repetition = place.isEmpty() ? MessagePart.repetition(root) : 0;
            bundle(root, message, place);
        } else {
            resources.add(new Resource(root, null, place.isEmpty() ? type : place, message, null, Resource.NO_BUNDLE));
        }
    }

    private static int size(Element element) {
        int size = 1;
        for (Element child : element.children()) {
            size += size(child);
        }
        return size;
    }

    private void bundle(Element bundle, byte[] message, String place) {
        int own = ++bundles;
        int number = 0;
        for (Element entry : bundle.values("entry")) {
            String here = (place.isEmpty() ? "" : place + '.') + "entry[" + number++ + ']';
            Element resource = entry.first("resource");
            if (resource == null) {
                DroppedElements.add(dropped, "Bundle.entry");
                continue;
            }
            String type = resource.peek("resourceType");
            if (!resource.isObject() || !FhirNames.isType(type)) {
                rejects.add(new SourceReject(here, RejectReason.NOT_FHIR, bytes(message, resource)));
            } else if (type.equals("Bundle")) {
                bundle(resource, message, here);
            } else {
                resources.add(new Resource(resource, entry.peek("fullUrl"), here, message, null, own));
            }
        }
    }

    private static byte[] bytes(byte[] message, Element resource) {
        return Arrays.copyOfRange(message, resource.start(), resource.end());
    }

    /** Returns the resources, without those that others contain. */
    List<Resource> resources() {
        return resources;
    }

    /** Returns the parts that are not resources. */
    List<SourceReject> rejects() {
        return rejects;
    }

    /** Returns the counts of what is no resource. */
    Map<String, Integer> dropped() {
        return dropped;
    }

    /** Returns whether the message is one resource outside of a bundle. */
    boolean isSingle() {
        return single;
    }

    /** Returns 0, or if the message is a record's part of another message, which of the records with its id it is. */
    int repetition() {
        return repetition;
    }

    @Override
    public String toString() {
        return "FhirMessage[" + resources.size() + " resources]";
    }
}
