package dev.sigilo.formats.dicom;

import dev.sigilo.records.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file, read once from front to back, with limits on how many are read and how many are kept. A file in
 * memory is read where it is; of a stream, a part is buffered. Not thread-safe.
 */
final class ByteSource {
    /** How much of a header is kept in memory. */
    private static final long MAX_KEPT = 32L << 20;
    /** How much a deflated dataset may inflate to. */
    private static final long MAX_INFLATED = 256L << 20;

    private static final int BUFFER = 8192;

    private final byte[] buffer;
    /** What follows the buffer; null if nothing does. */
    private final InputStream rest;

    private final long limit;
    private int next;
    private int end;
    private long position;
    private long kept;
    private boolean littleEndian = true;

    private ByteSource(byte[] buffer, int end, InputStream rest, long limit) {
        this.buffer = buffer;
        this.end = end;
        this.rest = rest;
        this.limit = limit;
    }

    static ByteSource of(byte[] file) {
        return new ByteSource(file, file.length, null, Long.MAX_VALUE);
    }

    static ByteSource of(InputStream in) {
        return new ByteSource(new byte[BUFFER], 0, in, Long.MAX_VALUE);
    }

    /** Returns the rest as the inflated content (PS3.5 section A.5). */
    ByteSource inflated() {
        InputStream buffered = new ByteArrayInputStream(buffer, next, end - next);
        InputStream deflated = rest == null ? buffered : new SequenceInputStream(buffered, rest);
        return new ByteSource(
                new byte[BUFFER], 0, new InflaterInputStream(deflated, new Inflater(true), BUFFER), MAX_INFLATED);
    }

    void useBigEndian() {
        littleEndian = false;
    }

    boolean isLittleEndian() {
        return littleEndian;
    }

    /** Returns the number of bytes that were read. */
    long position() {
        return position;
    }

    /** Returns up to {@code count} bytes, fewer than the buffer has, without consuming them. */
    byte[] peek(int count) throws IOException, DatasetFault {
        // Filling the buffer may move what is next.
        int length = Math.min(count, fill(count));
        return Arrays.copyOfRange(buffer, next, next + length);
    }

    boolean isAtEnd() throws IOException, DatasetFault {
        return fill(1) == 0;
    }

    /** Fills the buffer with {@code count} bytes if the file has so many left; returns how many it has now. */
    private int fill(int count) throws IOException, DatasetFault {
        if (end - next < count && rest != null) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
            try {
                for (int read = 0; end < count && read >= 0; end += Math.max(read, 0)) {
                    read = rest.read(buffer, end, buffer.length - end);
                }
            } catch (ZipException | EOFException e) {
                throw new DatasetFault(RejectReason.NOT_DICOM, (String) null);
            }
        }
        return end - next;
    }

    private byte[] readRest(int count) throws IOException, DatasetFault {
        try {
            return rest.readNBytes(count);
        } catch (ZipException | EOFException e) {
            throw new DatasetFault(RejectReason.NOT_DICOM, (String) null);
        }
    }

    /** Reads exactly {@code count} bytes. */
    byte[] read(long count, int tag) throws IOException, DatasetFault {
        kept += count;
        if (count > MAX_KEPT || kept > MAX_KEPT) {
            throw new DatasetFault(RejectReason.TOO_LARGE, tag);
        }
        int length = (int) count;
        int buffered = Math.min(length, length <= buffer.length ? fill(length) : end - next);
        byte[] bytes = Arrays.copyOfRange(buffer, next, next + buffered);
        next += buffered;
        if (buffered < length && rest != null) {
            byte[] more = readRest(length - buffered);
            bytes = Arrays.copyOf(bytes, buffered + more.length);
            System.arraycopy(more, 0, bytes, buffered, more.length);
        }
        advance(bytes.length, tag);
        if (bytes.length < length) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        return bytes;
    }

    void skip(long count, int tag) throws IOException, DatasetFault {
        long left = count;
        while (left > 0) {
            int skipped = (int) Math.min(left, fill(1));
            if (skipped == 0) {
                throw new DatasetFault(RejectReason.NOT_DICOM, tag);
            }
            next += skipped;
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

    /** Reads one byte. */
    private int u8(int tag) throws IOException, DatasetFault {
        if (next == end && fill(1) == 0) {
            throw new DatasetFault(RejectReason.NOT_DICOM, tag);
        }
        advance(1, tag);
        return buffer[next++] & 0xFF;
    }

    int u16(int tag) throws IOException, DatasetFault {
        int first = u8(tag);
        int second = u8(tag);
        return littleEndian ? first | second << 8 : first << 8 | second;
    }

    long u32(int tag) throws IOException, DatasetFault {
        long first = u16(tag);
        long second = u16(tag);
        return littleEndian ? first | second << 16 : first << 16 | second;
    }

    /** Reads a tag: the group, then the element. */
    int tag() throws IOException, DatasetFault {
        int group = u16(0);
        return group << 16 | u16(0);
    }

    /** Reads a value representation as a file names it; null if the standard does not have it. */
    Vr vr(int tag) throws IOException, DatasetFault {
        int first = u8(tag);
        return Vr.of(first, u8(tag));
    }
}
