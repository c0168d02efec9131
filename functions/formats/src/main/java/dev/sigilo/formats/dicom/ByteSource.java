package dev.sigilo.formats.dicom;

import dev.sigilo.records.RejectReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteOrder;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The bytes of a file, read once from front to back, with limits on how many are read and how many are kept. */
final class ByteSource {
    /** How much of a header is kept in memory. */
    private static final long MAX_KEPT = 32L << 20;
    /** How much a deflated dataset may inflate to. */
    private static final long MAX_INFLATED = 256L << 20;

    private static final int LOOK_AHEAD = 132;

    private final PushbackInputStream in;
    private final long limit;
    private long position;
    private long kept;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private ByteSource(InputStream in, long limit) {
        this.in = new PushbackInputStream(in, LOOK_AHEAD);
        this.limit = limit;
    }

    static ByteSource of(InputStream in) {
        return new ByteSource(in, Long.MAX_VALUE);
    }

    /** Returns the rest as the inflated content (PS3.5 section A.5). */
    ByteSource inflated() {
        return new ByteSource(new InflaterInputStream(in, new Inflater(true)), MAX_INFLATED);
    }

    void order(ByteOrder order) {
        this.order = order;
    }

    boolean isLittleEndian() {
        return order == ByteOrder.LITTLE_ENDIAN;
    }

    /** Returns the number of bytes that were read. */
    long position() {
        return position;
    }

    /** Returns up to {@code count} bytes without consuming them. */
    byte[] peek(int count) throws IOException, DatasetFault {
        byte[] bytes = readUpTo(count);
        in.unread(bytes);
        return bytes;
    }

    private byte[] readUpTo(int count) throws IOException, DatasetFault {
        try {
            return in.readNBytes(count);
        } catch (ZipException | java.io.EOFException e) {
            throw new DatasetFault(RejectReason.NOT_DICOM, (String) null);
        }
    }

    boolean isAtEnd() throws IOException, DatasetFault {
        return peek(1).length == 0;
    }

    /** Reads exactly {@code count} bytes. */
    byte[] read(long count, int tag) throws IOException, DatasetFault {
        kept += count;
        if (count > MAX_KEPT || kept > MAX_KEPT) {
            throw new DatasetFault(RejectReason.TOO_LARGE, tag);
        }
        byte[] bytes = readUpTo((int) count);
        advance(bytes.length, tag);
        if (bytes.length < count) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        return bytes;
    }

    void skip(long count, int tag) throws IOException, DatasetFault {
        long left = count;
        while (left > 0) {
            long skipped;
            try {
                skipped = in.skip(left);
                if (skipped <= 0) {
                    skipped = in.read() < 0 ? 0 : 1;
                }
            } catch (ZipException | java.io.EOFException e) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            if (skipped == 0) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            left -= skipped;
            advance(skipped, tag);
        }
    }

    private void advance(long count, int tag) throws DatasetFault {
        position += count;
        if (position > limit) {
            throw new DatasetFault(RejectReason.TOO_LARGE, tag);
        }
    }

    int u16(int tag) throws IOException, DatasetFault {
        byte[] bytes = fixed(2, tag);
        return isLittleEndian() ? bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    }

    long u32(int tag) throws IOException, DatasetFault {
        long first = u16(tag);
        long second = u16(tag);
        return isLittleEndian() ? first | second << 16 : first << 16 | second;
    }

    /** Reads a tag: the group, then the element. */
    int tag() throws IOException, DatasetFault {
        int group = u16(0);
        return group << 16 | u16(0);
    }

    private byte[] fixed(int count, int tag) throws IOException, DatasetFault {
        byte[] bytes = readUpTo(count);
        advance(bytes.length, tag);
        if (bytes.length < count) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        return bytes;
    }
}
