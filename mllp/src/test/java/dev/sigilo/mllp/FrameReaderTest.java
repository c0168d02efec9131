package dev.sigilo.mllp;

import static dev.sigilo.mllp.Messages.bytes;
import static dev.sigilo.mllp.Messages.framed;
import static dev.sigilo.mllp.Messages.joined;
import static dev.sigilo.mllp.Messages.oru;
import static dev.sigilo.mllp.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.mllp.FrameReader.Frame;
import dev.sigilo.mllp.FrameReader.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final long LONG = Long.MAX_VALUE / 2;
    private static final int LIMIT = 20_000;

    /** Gives its bytes in pieces of random sizes, as TCP does. */
    private static final class Chunked extends InputStream {
        private final byte[] bytes;
        private final Random random;
        private final int most;
        private int position;

        Chunked(byte[] bytes, Random random, int most) {
            this.bytes = bytes;
            this.random = random;
            this.most = most;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (position == bytes.length) {
                return -1;
            }
            int size = Math.min(Math.min(length, bytes.length - position), 1 + random.nextInt(most));
            System.arraycopy(bytes, position, into, offset, size);
            position += size;
            return size;
        }
    }

    private static List<String> frames(byte[] stream) throws IOException {
        return frames(new ByteArrayInputStream(stream));
    }

    private static List<String> frames(InputStream in) throws IOException {
        FrameReader reader = new FrameReader(in, LIMIT, LONG);
        List<String> frames = new ArrayList<>();
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            frames.add(frame.kind() + " " + text(frame.bytes()));
            if (frame.kind() == Kind.FLOOD) {
                break;
            }
        }
        return frames;
    }

    @Test
    void aMessageComesOutByteForByte() throws IOException {
        byte[] every = new byte[256 * 2];
        for (int i = 0; i < 256; i++) {
            every[2 * i] = (byte) i;
            every[2 * i + 1] = (byte) 'x';
        }
        byte[] message = joined(oru("1"), every);

        FrameReader reader = new FrameReader(new ByteArrayInputStream(framed(message)), LIMIT, LONG);

        assertThat(reader.next()).satisfies(frame -> {
            assertThat(frame.kind()).isEqualTo(Kind.MESSAGE);
            assertThat(frame.bytes()).isEqualTo(message);
            assertThat(frame).hasToString("Frame[MESSAGE " + message.length + " bytes]");
        });
        assertThat(reader.next()).isNull();
        assertThat(reader.isInFrame()).isFalse();
    }

    @Test
    void severalMessagesInOneSegmentComeOutOneByOneWithOrWithoutLineBreaksBetweenThem() throws IOException {
        assertThat(frames(joined(framed(bytes("MSH|1")), framed(bytes("MSH|2")), bytes("\n"), framed(bytes("MSH|3")))))
                .containsExactly("MESSAGE MSH|1", "MESSAGE MSH|2", "MESSAGE MSH|3");
        assertThat(frames(bytes("\u000bMSH|1\u001c\u000bMSH|2\u001c\r\n \0\t\r\n")))
                .containsExactly("MESSAGE MSH|1", "MESSAGE MSH|2");
        assertThat(frames(bytes("\u000b\u001c\r"))).containsExactly("MESSAGE ");
    }

    @Test
    void controlCharactersWithinAMessageBelongToIt() throws IOException {
        assertThat(frames(bytes("\u000bMSH|a\u000bb\u001cc\u001c\u001cd\u000b\u000bMS\u000bMSI\u001c\u001c\r")))
                .containsExactly("MESSAGE MSH|a\u000bb\u001cc\u001c\u001cd\u000b\u000bMS\u000bMSI\u001c");
    }

    @Test
    void aMessageThatTheNextOneCutsOffIsReportedAndTheNextOneIsRead() throws IOException {
        assertThat(frames(bytes("\u000bMSH|1\rPID\u000bMSH|2\u001c\r\u000b\u000bMSH|3\u001c\r")))
                .containsExactly("NOT_ENDED MSH|1\rPID", "MESSAGE MSH|2", "MESSAGE MSH|3");
    }

    @Test
    void bytesOutsideOfFramesAreReportedOncePerRunAndCounted() throws IOException {
        byte[] stream = bytes("GET / HTTP\r\n\u000bMSH|1\u001c\rxx\u000bMSH|2\u001c\r");
        FrameReader reader = new FrameReader(new ByteArrayInputStream(stream), LIMIT, LONG);

        assertThat(reader.next().kind()).isEqualTo(Kind.STRAY);
        assertThat(text(reader.next().bytes())).isEqualTo("MSH|1");
        assertThat(reader.next().kind()).isEqualTo(Kind.STRAY);
        assertThat(text(reader.next().bytes())).isEqualTo("MSH|2");
        assertThat(reader.next()).isNull();
        assertThat(reader.strayBytes()).isEqualTo("GET/HTTPxx".length());
    }

    @Test
    void endlessBytesOutsideOfFramesEndTheStream() throws IOException {
        byte[] stream = new byte[FrameReader.MAX_STRAY_BYTES + 100];
        Arrays.fill(stream, (byte) 'x');

        assertThat(frames(stream)).containsExactly("STRAY ", "FLOOD ");
    }

    @Test
    void aMessageOverTheLimitIsReportedWithItsHeadAndTheNextOneIsRead() throws IOException {
        byte[] fits = oru("1", "x".repeat(LIMIT - oru("1", "", StandardCharsets.UTF_8).length), StandardCharsets.UTF_8);
        byte[] large = joined(fits, bytes("y"));
        assertThat(fits).hasSize(LIMIT);

        List<String> frames = frames(joined(framed(fits), framed(large), framed(oru("2"))));

        assertThat(frames)
                .containsExactly(
                        "MESSAGE " + text(fits),
                        "TOO_LARGE " + text(Arrays.copyOf(large, FrameReader.HEAD_BYTES)),
                        "MESSAGE " + text(oru("2")));
    }

    @Test
    void theFramesDoNotDependOnHowTheBytesArrive() throws IOException {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            byte[] stream = stream(random);
            List<String> whole = frames(stream);

            assertThat(frames(new Chunked(stream, random, 1 + random.nextInt(40))))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    /** Returns messages with control characters, bytes between them, and messages that do not end. */
    private static byte[] stream(Random random) {
        byte[] alphabet = bytes("\u000b\u001c\r\nMSH|ab");
        byte[] stream = {};
        for (int i = random.nextInt(6); i >= 0; i--) {
            byte[] noise = new byte[random.nextInt(30)];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = alphabet[random.nextInt(alphabet.length)];
            }
            stream = random.nextInt(3) == 0
                    ? joined(stream, noise)
                    : joined(stream, framed(joined(oru("C" + i), noise)));
        }
        return stream;
    }

    @Test
    void aStreamThatIsCutAtAnyByteGivesOnlyWholeMessages() throws IOException {
        byte[] first = framed(oru("1"));
        byte[] stream = joined(first, framed(oru("2")));
        for (int end = 0; end < stream.length; end++) {
            FrameReader reader = new FrameReader(new ByteArrayInputStream(Arrays.copyOf(stream, end)), LIMIT, LONG);
            int whole = 0;
            while (reader.next() != null) {
                whole++;
            }

            assertThat(whole).as("cut after %d bytes", end).isEqualTo(end < first.length ? 0 : 1);
            assertThat(reader.isInFrame()).isEqualTo(end != 0 && end != first.length);
        }
    }

    @Test
    void aMessageThatTakesTooLongEndsTheStream() {
        Chunked slow = new Chunked(framed(oru("1")), new Random(1), 1);
        FrameReader reader = new FrameReader(slow, LIMIT, -1);

        assertThatThrownBy(reader::next).isInstanceOf(SocketTimeoutException.class);
    }
}
