package dev.sigilo.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Splits a file into HL7 v2 messages. A message begins with {@code MSH} at the start of a line and ends before the next one; it is
 * not changed. Lines may end in CR, LF or both. The control characters of MLLP frames around messages and the segments of batches
 * (FHS, BHS, BTS, FTS) are left out. Text before the first message is a message too, so that the pipeline rejects and counts it.
 *
 * <p>It streams: a file of any size needs the memory of one message.
 */
final class Hl7Messages implements MessageSource {
    private static final int START_BLOCK = 0x0b;
    private static final int END_BLOCK = 0x1c;
    private static final int SEGMENT_NAME = 3;
    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    private final BufferedInputStream in;
    private final String format = InputFormat.HL7V2.id();
    private long line = 1;
    private boolean ended;

    Hl7Messages(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** @throws CliException if a message is over 64 MiB */
    @Override
    public RecordReader.Entry next() throws IOException {
        while (!ended) {
            RecordReader.Entry entry = message();
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** Reads up to the start of the next message, and returns what was read, or null if it is blank. */
    private RecordReader.Entry message() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(2048);
        long firstLine = line;
        boolean blank = true;
        boolean inBatchSegment = false;
        boolean lineStart = true;
        while (true) {
            if (lineStart) {
                String segment = segmentName();
                if (!blank && segment.equals("MSH")) {
                    break;
                }
                inBatchSegment = segment.matches("[FB]HS|[FB]TS");
                if (!blank && inBatchSegment) {
                    break;
                }
            }
            int next = in.read();
            if (next < 0) {
                ended = true;
                break;
            }
            if (next == END_BLOCK && isFrameEnd()) {
                skipLineBreak();
                if (blank) {
                    continue;
                }
                break;
            }
            lineStart = next == '\n' || next == '\r' || next == START_BLOCK;
            boolean isFrameStart =
                    next == START_BLOCK && (blank || segmentName().equals("MSH"));
            if (!isFrameStart && !inBatchSegment && !(blank && isSpace(next))) {
                if (blank) {
                    firstLine = line;
                    blank = false;
                }
                message.write(next);
            }
            if (next == '\n' || next == '\r' && peek() != '\n') {
                line++;
            }
            if (message.size() > MAX_MESSAGE_BYTES) {
                throw new CliException("the message in line " + firstLine + " is over " + MAX_MESSAGE_BYTES
                        + " bytes long; is the file HL7 v2?");
            }
        }
        return blank ? null : new RecordReader.Entry(firstLine, format, message.toByteArray());
    }

    private static boolean isSpace(int character) {
        return character <= ' ' && character != 0 && character != START_BLOCK && character != END_BLOCK;
    }

    /** Returns the name of the segment that begins here, or an empty text. */
    private String segmentName() throws IOException {
        in.mark(SEGMENT_NAME + 1);
        byte[] start = in.readNBytes(SEGMENT_NAME + 1);
        in.reset();
        if (start.length <= SEGMENT_NAME
                || start[SEGMENT_NAME] <= ' '
                || Character.isLetterOrDigit(start[SEGMENT_NAME])) {
            return "";
        }
        return new String(start, 0, SEGMENT_NAME, StandardCharsets.ISO_8859_1);
    }

    /** Returns whether the frame ends here: a line break or the end of the file follows. */
    private boolean isFrameEnd() throws IOException {
        int next = peek();
        return next < 0 || next == '\r' || next == '\n' || next == START_BLOCK;
    }

    private void skipLineBreak() throws IOException {
        boolean skipped = false;
        if (peek() == '\r') {
            skipped = in.read() >= 0;
        }
        if (peek() == '\n') {
            skipped = in.read() >= 0;
        }
        line += skipped ? 1 : 0;
    }

    private int peek() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next;
    }
}
