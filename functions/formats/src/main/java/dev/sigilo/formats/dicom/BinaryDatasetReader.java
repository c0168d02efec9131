package dev.sigilo.formats.dicom;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the header of a file: the encodings of PS3.5 sections 7 and A with implicit and explicit VR, both byte orders,
 * deflated datasets, and sequences of defined and undefined length. Private and binary data is skipped. Not thread-safe.
 */
final class BinaryDatasetReader {
    private static final int PREAMBLE = 128;
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final int TRANSFER_SYNTAX = 0x00020010;
    private static final int TRAILING_PADDING = 0xFFFCFFFC;
    private static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String DEFLATED_JPIP = "1.2.840.10008.1.2.4.95";
    private static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";

    private ByteSource in;
    private boolean explicit = true;
    private boolean signed;

    private BinaryDatasetReader(ByteSource in) {
        this.in = in;
    }

    /** Reads the dataset of a file up to its pixel data. */
    static Dataset read(ByteSource file) throws RecordFormatException, IOException {
        BinaryDatasetReader reader = new BinaryDatasetReader(file);
        try {
            return reader.read();
        } catch (DatasetFault e) {
            throw new RecordFormatException(e.reason(), e.place(), reader.in.position());
        }
    }

    private Dataset read() throws IOException, DatasetFault {
        byte[] start = in.peek(PREAMBLE + 4);
        if (start.length == 0) {
            throw new DatasetFault(RejectReason.EMPTY_MESSAGE, (String) null);
        }
        if (start.length == PREAMBLE + 4
                && new String(start, PREAMBLE, 4, StandardCharsets.ISO_8859_1).equals("DICM")) {
            in.skip(PREAMBLE + 4, 0);
            start = in.peek(8);
        }
        if (isGroup(start, 2)) {
            String syntax = metaInformation();
            if (syntax != null) {
                use(syntax);
            } else {
                guess(in.peek(8));
            }
        } else {
            guess(start);
        }
        Dataset dataset = new Dataset();
        elements(dataset, Long.MAX_VALUE, 0, TextDecoder.DEFAULT);
        if (dataset.elements().isEmpty()) {
            throw new DatasetFault(RejectReason.NOT_DICOM, Tag.SOP_INSTANCE_UID);
        }
        return dataset;
    }

    private static boolean isGroup(byte[] start, int group) {
        return start.length >= 8 && start[0] == group && start[1] == 0;
    }

    /** Reads the file meta information (PS3.10 section 7.1), which is explicit VR little endian, up to its end. */
    private String metaInformation() throws IOException, DatasetFault {
        String syntax = null;
        while (isGroup(in.peek(8), 2)) {
            int tag = in.tag();
            Vr vr = explicitVr(tag);
            long length = length(vr, tag);
            if (tag == TRANSFER_SYNTAX) {
                syntax = new String(in.read(length, tag), StandardCharsets.ISO_8859_1)
                        .replace("\0", "")
                        .strip();
            } else {
                in.skip(checked(length, tag), tag);
            }
        }
        return syntax;
    }

    private static long checked(long length, int tag) throws DatasetFault {
        if (length == UNDEFINED) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        return length;
    }

    private void use(String syntax) {
        switch (syntax) {
            case IMPLICIT_LITTLE_ENDIAN -> explicit = false;
            case EXPLICIT_BIG_ENDIAN -> in.useBigEndian();
            case DEFLATED, DEFLATED_JPIP -> in = in.inflated();
            default -> explicit = true;
        }
    }

    /** Finds out the encoding of a dataset without file meta information from its first element. */
    private void guess(byte[] start) throws DatasetFault {
        if (start.length < 8) {
            throw new DatasetFault(RejectReason.NOT_DICOM, (String) null);
        }
        explicit = Vr.of(new String(start, 4, 2, StandardCharsets.ISO_8859_1)) != null;
        if (explicit && start[0] == 0 && start[1] != 0) {
            in.useBigEndian();
        }
        int group = in.isLittleEndian() ? start[0] & 0xFF | (start[1] & 0xFF) << 8 : start[1] & 0xFF;
        int element = in.isLittleEndian()
                ? start[2] & 0xFF | (start[3] & 0xFF) << 8
                : (start[2] & 0xFF) << 8 | start[3] & 0xFF;
        if (element != 0 && !DataDictionary.contains(group << 16 | element)) {
            throw new DatasetFault(RejectReason.NOT_DICOM, (String) null);
        }
    }

    private Vr explicitVr(int tag) throws IOException, DatasetFault {
        Vr vr = in.vr(tag);
        if (vr == null) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        return vr;
    }

    private long length(Vr explicitVr, int tag) throws IOException, DatasetFault {
        if (!explicitVr.hasLongLength()) {
            return in.u16(tag);
        }
        in.u16(tag);
        return in.u32(tag);
    }

    /** Reads elements up to a position, an item's end, the pixel data or the end of the file. */
    private void elements(Dataset dataset, long end, int depth, TextDecoder outer) throws IOException, DatasetFault {
        TextDecoder text = outer;
        while (in.position() < end && !in.isAtEnd()) {
            int tag = in.tag();
            if (tag == Tag.ITEM_END) {
                in.u32(tag);
                return;
            }
            Vr vr = explicit ? explicitVr(tag) : DataDictionary.vr(tag, signed);
            long length = explicit ? length(vr, tag) : in.u32(tag);
            if (depth == 0 && (Tag.group(tag) == 0x7FE0 || tag == TRAILING_PADDING)) {
                if (tag != TRAILING_PADDING) {
                    dataset.add(tag, Element.bulk(vr));
                }
                return;
            }
            if (length != UNDEFINED && length > end - in.position()) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            Element element = element(tag, vr, length, depth, text);
            if ((tag & 0xFFFF) == 0) {
                // A group length, which has no meaning outside of this encoding (PS3.5 section 7.2).
                continue;
            }
            if (!dataset.add(tag, element)) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            if (tag == Tag.SPECIFIC_CHARACTER_SET) {
                text = TextDecoder.of(element.values());
                dataset.elements().put(tag, Element.of(Vr.CS, List.of("ISO_IR 192")));
            } else if (tag == Tag.PIXEL_REPRESENTATION && depth == 0) {
                signed = "1".equals(dataset.text(tag));
            }
        }
    }

    private Element element(int tag, Vr named, long length, int depth, TextDecoder text)
            throws IOException, DatasetFault {
        Vr vr = named;
        if (vr == Vr.UN && length != UNDEFINED && in.isLittleEndian() && !Tag.isPrivate(tag)) {
            // Encoded by software that did not know the attribute (PS3.5 section 6.2.2).
            vr = DataDictionary.vr(tag, signed);
        }
        if (length == UNDEFINED && (vr == Vr.UN || vr == Vr.SQ) || vr == Vr.SQ) {
            boolean outer = explicit;
            explicit = explicit && named != Vr.UN;
            Element sequence = Element.of(Vr.SQ, items(tag, length, depth, text));
            explicit = outer;
            return Tag.isPrivate(tag) ? Element.bulk(Vr.UN) : sequence;
        }
        if (length == UNDEFINED) {
            if (!vr.isBulk()) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            fragments(tag);
            return Element.bulk(vr);
        }
        if (vr.isBulk() || Tag.isPrivate(tag)) {
            in.skip(length, tag);
            return length > 0 || Tag.isPrivate(tag) ? Element.bulk(vr) : Element.of(vr, List.of());
        }
        return Element.of(vr, ElementValues.decode(in.read(length, tag), vr, text, in.isLittleEndian(), tag));
    }

    /** Skips the fragments of encapsulated data (PS3.5 section A.4). */
    private void fragments(int tag) throws IOException, DatasetFault {
        while (true) {
            int item = in.tag();
            long length = in.u32(tag);
            if (item == Tag.SEQUENCE_END) {
                return;
            }
            if (item != Tag.ITEM) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            in.skip(checked(length, tag), tag);
        }
    }

    private List<Object> items(int tag, long length, int depth, TextDecoder text) throws IOException, DatasetFault {
        if (depth == DicomJsonParser.MAX_DEPTH) {
            throw new DatasetFault(RejectReason.TOO_DEEP, tag);
        }
        List<Object> items = new ArrayList<>();
        long end = length == UNDEFINED ? Long.MAX_VALUE : in.position() + length;
        while (in.position() < end) {
            int delimiter = in.tag();
            long itemLength = in.u32(tag);
            if (delimiter == Tag.SEQUENCE_END) {
                return items;
            }
            if (delimiter != Tag.ITEM || itemLength != UNDEFINED && itemLength > end - in.position()) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            Dataset item = new Dataset();
            elements(item, itemLength == UNDEFINED ? Long.MAX_VALUE : in.position() + itemLength, depth + 1, text);
            items.add(item);
        }
        return items;
    }
}
