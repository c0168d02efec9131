package dev.sigilo.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/**
 * Splits a stream into MLLP frames: start block {@code 0B}, the message, end block {@code 1C}, carriage return {@code 0D}
 * (HL7 v2 Implementation Guide, appendix C). The result does not depend on how the bytes arrive in TCP segments.
 *
 * <p>It is tolerant where senders differ and the meaning is clear: white space, zeros and a stray {@code 1C} between frames
 * are skipped, and a start block directly after an end block ends the frame without a carriage return. A {@code 0B} or
 * {@code 1C} within a message belongs to it, except that {@code 0B} followed by {@code MSH} starts the next message.
 *
 * <p>Memory is bounded: of a message over the limit only the head is kept while the rest is skipped.
 */
final class FrameReader {
    static final byte START = 0x0b;
    static final byte END = 0x1c;
    static final byte RETURN = 0x0d;
    /** How many bytes of a message over the limit are kept: enough for its MSH segment. */
    static final int HEAD_BYTES = 8192;
    /** How many bytes between frames, or of one message over the limit, are skipped before the connection is given up. */
    static final int MAX_STRAY_BYTES = 1 << 16;

    private static final long MAX_SKIPPED_BYTES = 256L * 1024 * 1024;
    private static final byte[] MSH = {'M', 'S', 'H'};

    /** What was read. */
    enum Kind {
        /** A message. */
        MESSAGE,
        /** A message over the size limit; the bytes are its head. */
        TOO_LARGE,
        /** A message that the start of the next one cut off; the bytes are what was read of it, at most its head. */
        NOT_ENDED,
        /** The first of some bytes that are outside of any frame. */
        STRAY,
        /** Too many bytes without the start or the end of a frame; nothing more can be read. */
        FLOOD
    }

    /** One frame. Contains PHI. */
    record Frame(Kind kind, byte[] bytes) {
        @Override
        public String toString() {
            return "Frame[" + kind + " " + bytes.length + " bytes]";
        }
    }

    private final InputStream in;
    private final int maxMessageBytes;
    private final long maxFrameNanos;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int limit;

    private byte[] message = new byte[HEAD_BYTES];
    /** The number of bytes of the message so far, also of those that are not kept. */
    private long size;
    /** Whether the start block of the next frame was already read. */
    private boolean started;

    private boolean inFrame;
    private long frameStart;
    private long strayBytes;
    private boolean strayTold;
    private int strayRun;

    /**
     * @param maxMessageBytes the size limit
     * @param maxFrameNanos   the time within which a message must be complete
     */
    FrameReader(InputStream in, int maxMessageBytes, long maxFrameNanos) {
        this.in = in;
        this.maxMessageBytes = maxMessageBytes;
        this.maxFrameNanos = maxFrameNanos;
    }

    /**
     * Returns the next frame, or null at the end of the stream.
     *
     * @throws SocketTimeoutException if a message is not complete in time
     */
    Frame next() throws IOException {
        if (started) {
            started = false;
            return frame();
        }
        while (true) {
            int next = read();
            if (next < 0) {
                return null;
            }
            if (next == START) {
                strayTold = false;
                strayRun = 0;
                size = 0;
                return frame();
            }
            if (next == '\n' || next == RETURN || next == ' ' || next == '\t' || next == 0 || next == END) {
                continue;
            }
            strayBytes++;
            if (++strayRun > MAX_STRAY_BYTES) {
                return new Frame(Kind.FLOOD, new byte[0]);
            }
            if (!strayTold) {
                strayTold = true;
                return new Frame(Kind.STRAY, new byte[0]);
            }
        }
    }

    /** Returns how many bytes outside of frames were skipped. */
    long strayBytes() {
        return strayBytes;
    }

    /** Returns whether the stream ended or failed within a message, which then was not returned. */
    boolean isInFrame() {
        return inFrame;
    }

    /** Reads the rest of a frame, after its start block. {@link #size} bytes of it may have been read already. */
    private Frame frame() throws IOException {
        inFrame = true;
        frameStart = System.nanoTime();
        long startBlock = -1;
        while (true) {
            int next = read();
            if (next < 0) {
                return null;
            }
            if (next == END) {
                next = read();
                if (next == RETURN || next == START) {
                    started = next == START;
                    return ended(size > maxMessageBytes ? Kind.TOO_LARGE : Kind.MESSAGE, size);
                }
                keep(END);
                if (next < 0) {
                    return null;
                }
                if (next == END) {
                    // It may be the end block.
                    position--;
                    continue;
                }
            }
            if (next == START) {
                startBlock = size;
            }
            keep((byte) next);
            if (startBlock >= 0 && size - startBlock == 1 + MSH.length) {
                if (size <= maxMessageBytes && endsWithMsh()) {
                    Frame cut = ended(Kind.NOT_ENDED, Math.min(startBlock, HEAD_BYTES));
                    System.arraycopy(MSH, 0, message, 0, MSH.length);
                    size = MSH.length;
                    if (startBlock > 0) {
                        started = true;
                        return cut;
                    }
                    // Two start blocks in a row start one message.
                    inFrame = true;
                }
                startBlock = -1;
            }
            if (size > MAX_SKIPPED_BYTES) {
                return ended(Kind.FLOOD, size);
            }
        }
    }

    private boolean endsWithMsh() {
        int end = (int) size;
        return Arrays.equals(message, end - MSH.length, end, MSH, 0, MSH.length);
    }

    private Frame ended(Kind kind, long length) {
        inFrame = false;
        int kept = (int) Math.min(length, length > maxMessageBytes ? HEAD_BYTES : length);
        byte[] bytes = Arrays.copyOf(message, Math.min(kept, maxMessageBytes));
        size = 0;
        if (message.length > HEAD_BYTES * 8) {
            message = new byte[HEAD_BYTES];
        }
        return new Frame(kind, bytes);
    }

    private void keep(byte next) {
        if (size < maxMessageBytes) {
            if (size == message.length) {
                message = Arrays.copyOf(message, (int) Math.min(2L * message.length, maxMessageBytes));
            }
            message[(int) size] = next;
        }
        size++;
    }

    /** Returns the next byte as an unsigned number, or -1 at the end. */
    private int read() throws IOException {
        if (position == limit) {
            if (inFrame && System.nanoTime() - frameStart > maxFrameNanos) {
                throw new SocketTimeoutException();
            }
            limit = Math.max(0, in.read(buffer));
            position = 0;
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }
}
