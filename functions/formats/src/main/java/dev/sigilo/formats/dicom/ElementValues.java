package dev.sigilo.formats.dicom;

import dev.sigilo.records.RejectReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes the value field of a data element (PS3.5 section 6.2). */
final class ElementValues {

    private ElementValues() {}

    static List<Object> decode(byte[] bytes, Vr vr, TextDecoder text, boolean littleEndian, int tag)
            throws DatasetFault {
        if (bytes.length == 0) {
            return List.of();
        }
        return switch (vr.kind()) {
            case TEXT -> split(ascii(bytes), vr);
            case NOTE -> one(ascii(bytes));
            case LOCAL_TEXT -> split(text.decode(bytes), vr);
            case LOCAL_NOTE -> one(text.decode(bytes));
            case DECIMAL_TEXT -> split(ascii(bytes), vr);
            case PERSON_NAME -> split(text.decode(bytes), vr);
            default -> binary(bytes, vr, littleEndian, tag);
        };
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<Object> one(String text) {
        String plain = withoutPadding(text);
        return plain.isEmpty() ? List.of() : List.of(plain);
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\0')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static List<Object> split(String text, Vr vr) {
        List<Object> values = new ArrayList<>();
        boolean any = false;
        for (String part : withoutPadding(text).split("\\\\", -1)) {
            String plain = withoutPadding(part);
            Object value = null;
            if (!plain.isEmpty()) {
                value = switch (vr) {
                    case PN -> PersonName.parse(plain);
                    case DS, IS -> DicomJsonWriter.number(plain.strip());
                    default -> plain;
                };
            }
            any |= value != null;
            values.add(value);
        }
        if (!any) {
            values.clear();
        }
        return values;
    }

    private static List<Object> binary(byte[] bytes, Vr vr, boolean littleEndian, int tag) throws DatasetFault {
        if (bytes.length % vr.size() != 0) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        List<Object> values = new ArrayList<>(bytes.length / vr.size());
        while (buffer.hasRemaining()) {
            values.add(
                    switch (vr) {
                        case AT -> Tag.json((buffer.getShort() & 0xFFFF) << 16 | buffer.getShort() & 0xFFFF);
                        case SS -> whole(buffer.getShort());
                        case US -> whole(buffer.getShort() & 0xFFFF);
                        case SL -> whole(buffer.getInt());
                        case UL -> whole(buffer.getInt() & 0xFFFFFFFFL);
                        case SV -> whole(buffer.getLong());
                        case UV -> new Element.JsonNumber(Long.toUnsignedString(buffer.getLong()));
                        case FL -> DicomJsonWriter.number(Float.toString(buffer.getFloat()));
                        default -> DicomJsonWriter.number(Double.toString(buffer.getDouble()));
                    });
        }
        return values;
    }

    private static Element.JsonNumber whole(long number) {
        return new Element.JsonNumber(Long.toString(number));
    }
}
