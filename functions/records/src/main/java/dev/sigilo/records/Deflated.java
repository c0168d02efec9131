package dev.sigilo.records;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes large originals smaller, so that a message of the largest size still fits in a Pulsar message when it is
 * written in base64 beside its record. The same bytes always give the same result.
 */
final class Deflated {
    /** Smaller originals fit without it, and the topics compress them anyway. */
    private static final int FROM_BYTES = 512 * 1024;
    /** More than any message; larger data was not written by {@link #of}. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private Deflated() {}

    /** Returns the deflated bytes, or null if they are few or would not become smaller. */
    static byte[] of(byte[] bytes) {
        if (bytes.length < FROM_BYTES) {
            return null;
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length];
            int length = deflater.deflate(packed);
            return deflater.finished() ? Arrays.copyOf(packed, length) : null;
        } finally {
            deflater.end();
        }
    }

    /**
     * Returns the bytes again.
     *
     * @throws IllegalArgumentException if these are not deflated bytes; without a cause and without content
     */
    static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(packed.length * 4);
            byte[] buffer = new byte[64 * 1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 || bytes.size() + length > MOST_BYTES) {
                    throw new IllegalArgumentException("not deflated bytes");
                }
                bytes.write(buffer, 0, length);
            }
            return bytes.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not deflated bytes");
        } finally {
            inflater.end();
        }
    }
}
