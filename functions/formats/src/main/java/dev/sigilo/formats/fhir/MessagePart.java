package dev.sigilo.formats.fhir;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a record's part of a message: a Bundle of type collection, whose first entry is the resource that the record is
 * made from, and whose other entries belong to it. The resources are the message's bytes. A tag tells the part from
 * other bundles, because in those every resource may be a record.
 */
final class MessagePart {
    private static final String SYSTEM = "urn:sigilo:message-part";
    private static final String CODE = "record";
    private static final int MAX_DIGITS = 6;

    private MessagePart() {}

    static byte[] write(Selection.Planned planned, int repetition) {
        int size = 256 + planned.focal().size();
        for (Resource part : planned.parts()) {
            size += part.size() + 100;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        out.writeBytes(RecordIds.utf8("{\"resourceType\":\"Bundle\",\"meta\":{\"tag\":[{\"system\":\"" + SYSTEM
                + "\",\"code\":\"" + CODE + (repetition > 1 ? "-" + repetition : "")
                + "\"}]},\"type\":\"collection\",\"entry\":["));
        entry(out, planned.focal());
        Map<Integer, List<Resource>> others = new LinkedHashMap<>();
        for (Resource part : planned.parts()) {
            if (part.container() != null) {
                continue;
            }
            if (part.bundle() == planned.focal().bundle()) {
                out.write(',');
                entry(out, part);
            } else {
                others.computeIfAbsent(part.bundle(), any -> new ArrayList<>()).add(part);
            }
        }
        others.values().forEach(bundle -> bundle(out, bundle));
        out.writeBytes(RecordIds.utf8("]}"));
        return out.toByteArray();
    }

    /** Resources of another bundle stay in one of their own, in which their references mean the same as before. */
    private static void bundle(ByteArrayOutputStream out, List<Resource> resources) {
        String separator = ",{\"resource\":{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[";
        for (Resource resource : resources) {
            out.writeBytes(RecordIds.utf8(separator));
            entry(out, resource);
            separator = ",";
        }
        out.writeBytes(RecordIds.utf8("]}}"));
    }

    private static void entry(ByteArrayOutputStream out, Resource resource) {
        out.write('{');
        if (resource.fullUrl() != null) {
            out.writeBytes(RecordIds.utf8("\"fullUrl\":\""));
            out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(resource.fullUrl()));
            out.writeBytes(RecordIds.utf8("\","));
        }
        out.writeBytes(RecordIds.utf8("\"resource\":"));
        out.write(resource.source(), resource.start(), resource.size());
        out.write('}');
    }

    /** Returns 0 if a bundle is not a part, otherwise which one it was of the records with its id. */
    static int repetition(Element bundle) {
        Element meta = bundle.first("meta");
        if (meta == null) {
            return 0;
        }
        for (Element tag : meta.values("tag")) {
            String code = tag.peek("code");
            if (SYSTEM.equals(tag.peek("system")) && code != null && code.startsWith(CODE)) {
                String number = code.substring(CODE.length());
                if (number.isEmpty()) {
                    return 1;
                }
                boolean digits = number.length() > 1
                        && number.length() <= MAX_DIGITS
                        && number.charAt(0) == '-'
                        && number.substring(1).chars().allMatch(c -> c >= '0' && c <= '9');
                return digits ? Math.max(1, Integer.parseInt(number.substring(1))) : 1;
            }
        }
        return 0;
    }
}
