package dev.sigilo.formats.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Encodes datasets as files (PS3.10) in every transfer syntax, for tests. */
final class DicomEncoder {
    enum Syntax {
        IMPLICIT_LITTLE("1.2.840.10008.1.2"),
        EXPLICIT_LITTLE("1.2.840.10008.1.2.1"),
        DEFLATED("1.2.840.10008.1.2.1.99"),
        EXPLICIT_BIG("1.2.840.10008.1.2.2");

        final String uid;

        Syntax(String uid) {
            this.uid = uid;
        }
    }

    private static final int PIXEL_DATA = 0x7FE00010;

    private final boolean explicit;
    private final ByteOrder order;
    private final boolean undefinedLengths;
    private final Charset charset;

    DicomEncoder(Syntax syntax, boolean undefinedLengths, Charset charset) {
        this.explicit = syntax != Syntax.IMPLICIT_LITTLE;
        this.order = syntax == Syntax.EXPLICIT_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.undefinedLengths = undefinedLengths;
        this.charset = charset;
    }

    /** Returns a file with preamble, file meta information, the dataset, and encapsulated pixel data. */
    static byte[] file(Dataset dataset, Syntax syntax, boolean undefinedLengths) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        Dataset meta = new Dataset();
        meta.add(0x00020001, Element.of(Vr.UI, List.of("1.2")));
        meta.add(0x00020010, Element.of(Vr.UI, List.of(syntax.uid)));
        file.writeBytes(new DicomEncoder(Syntax.EXPLICIT_LITTLE, false, StandardCharsets.US_ASCII).encode(meta));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DicomEncoder encoder = new DicomEncoder(syntax, undefinedLengths, StandardCharsets.UTF_8);
        body.writeBytes(encoder.encode(dataset));
        body.writeBytes(encoder.header(PIXEL_DATA, Vr.OW, 4_000_000));
        body.writeBytes(new byte[100]);
        file.writeBytes(syntax == Syntax.DEFLATED ? deflated(body.toByteArray()) : body.toByteArray());
        return file.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[bytes.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    byte[] encode(Dataset dataset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<Long, Map.Entry<Integer, Element>> sorted = new TreeMap<>();
        dataset.elements().entrySet().forEach(entry -> sorted.put(entry.getKey() & 0xFFFFFFFFL, entry));
        for (Map.Entry<Integer, Element> entry : sorted.values()) {
            Element element = entry.getValue();
            byte[] value = element.vr() == Vr.SQ ? items(element) : value(element);
            boolean undefined = element.vr() == Vr.SQ && undefinedLengths;
            out.writeBytes(header(entry.getKey(), element.vr(), undefined ? 0xFFFFFFFF : value.length));
            out.writeBytes(value);
            if (undefined) {
                out.writeBytes(delimiter(Tag.SEQUENCE_END, 0));
            }
        }
        return out.toByteArray();
    }

    private byte[] header(int tag, Vr vr, int length) {
        ByteBuffer header = ByteBuffer.allocate(12).order(order);
        header.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (explicit) {
            header.put((byte) vr.name().charAt(0)).put((byte) vr.name().charAt(1));
            if (vr.hasLongLength()) {
                header.putShort((short) 0).putInt(length);
            } else {
                header.putShort((short) length);
            }
        } else {
            header.putInt(length);
        }
        return Arrays.copyOf(header.array(), header.position());
    }

    private byte[] delimiter(int tag, int length) {
        return ByteBuffer.allocate(8)
                .order(order)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .putInt(length)
                .array();
    }

    private byte[] items(Element element) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object item : element.values()) {
            byte[] bytes = encode((Dataset) item);
            out.writeBytes(delimiter(Tag.ITEM, undefinedLengths ? 0xFFFFFFFF : bytes.length));
            out.writeBytes(bytes);
            if (undefinedLengths) {
                out.writeBytes(delimiter(Tag.ITEM_END, 0));
            }
        }
        return out.toByteArray();
    }

    private byte[] value(Element element) {
        if (element.vr().kind() == Vr.Kind.NUMBER || element.vr() == Vr.AT) {
            ByteBuffer out = ByteBuffer.allocate(8 * element.values().size()).order(order);
            for (Object value : element.values()) {
                put(out, element.vr(), Dataset.text(value));
            }
            return Arrays.copyOf(out.array(), out.position());
        }
        List<String> texts = new ArrayList<>();
        for (Object value : element.values()) {
            if (value instanceof PersonName name) {
                texts.add((name.alphabetic() == null ? "" : name.alphabetic())
                        + (name.ideographic() == null ? "" : "=" + name.ideographic())
                        + (name.phonetic() == null ? "" : "=" + name.phonetic()));
            } else {
                texts.add(
                        value instanceof Element.JsonNumber number
                                ? number.literal()
                                : value == null ? "" : (String) value);
            }
        }
        byte[] bytes = String.join("\\", texts).getBytes(charset);
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = (byte) (element.vr() == Vr.UI ? 0 : ' ');
        return even;
    }

    private static void put(ByteBuffer out, Vr vr, String text) {
        switch (vr) {
            case AT -> {
                int tag = Tag.parse(text);
                out.putShort((short) (tag >>> 16)).putShort((short) tag);
            }
            case SS, US -> out.putShort((short) Integer.parseInt(text));
            case SL, UL -> out.putInt((int) Long.parseLong(text));
            case SV -> out.putLong(Long.parseLong(text));
            case UV -> out.putLong(Long.parseUnsignedLong(text));
            case FL -> out.putFloat(Float.parseFloat(text));
            default -> out.putDouble(Double.parseDouble(text));
        }
    }
}
