package dev.sigilo.mllp;

import static dev.sigilo.mllp.Messages.bytes;
import static dev.sigilo.mllp.Messages.framed;
import static dev.sigilo.mllp.Messages.joined;
import static dev.sigilo.mllp.Messages.oru;
import static dev.sigilo.mllp.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sigilo.mllp.ListenerEvents.CloseReason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MllpListenerTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** A broker in memory. */
    private static final class Broker implements MessageStore {
        private final List<byte[]> stored = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<Void>> waiting = new CopyOnWriteArrayList<>();
        private volatile boolean slow;
        private volatile RuntimeException fault;

        @Override
        public CompletableFuture<Void> store(byte[] message) {
            if (fault != null) {
                return CompletableFuture.failedFuture(fault);
            }
            stored.add(message);
            if (!slow) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Void> later = new CompletableFuture<>();
            waiting.add(later);
            return later;
        }
    }

    /** Notes what the listener reports. */
    private static final class Log implements ListenerEvents {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void opened(long connection, String peer) {
            lines.add("opened " + connection);
        }

        @Override
        public void closed(long connection, CloseReason reason, Replies replies) {
            lines.add("closed " + connection + " " + reason + " " + replies);
        }

        @Override
        public void full(String peer) {
            lines.add("full");
        }

        @Override
        public void refused(long connection, Refusal refusal) {
            lines.add("refused " + refusal);
        }
    }

    private final Broker broker = new Broker();
    private final Log log = new Log();
    private MllpListener listener;

    private Sender sender() throws IOException {
        return sender(ListenerLimits.DEFAULT);
    }

    private Sender sender(ListenerLimits limits) throws IOException {
        if (listener == null) {
            listener = new MllpListener(ANY, broker, limits, null, log);
        }
        return new Sender(listener.port());
    }

    @AfterEach
    void stop() {
        broker.waiting.forEach(each -> each.complete(null));
        if (listener != null) {
            listener.close();
        }
        assertThat(log.lines.toString()).doesNotContain("QUINTANILLA").doesNotContain("4711");
    }

    private void awaitClosed(CloseReason reason) {
        await().untilAsserted(() -> assertThat(log.lines).anyMatch(line -> line.contains(reason.name())));
    }

    @Test
    void aMessageIsStoredAsItCameAndThenAcknowledged() throws IOException {
        byte[] message = oru("M-1", "\u00e9\u000b\u001cz", StandardCharsets.ISO_8859_1);
        try (Sender sender = sender()) {
            assertThat(sender.send(framed(message)).reply())
                    .startsWith("MSH|^~\\&|SIGILO|LAB|RIS|NORTH|")
                    .endsWith("|P|2.5.1||||||UNICODE UTF-8\rMSA|AA|M-1\r");
            assertThat(broker.stored).singleElement().isEqualTo(message);
        }
    }

    @Test
    void noReplyComesBeforeTheBrokerHasStoredTheMessage() throws IOException {
        broker.slow = true;
        try (Sender sender = sender()) {
            sender.send(framed(oru("1")));
            await().until(() -> broker.waiting.size() == 1);
            assertThat(log.lines).containsExactly("opened 1");
            assertThat(listener.replies().accepted()).isZero();

            broker.waiting.get(0).complete(null);

            assertThat(sender.code()).isEqualTo("AA 1");
        }
    }

    @Test
    void repliesHaveTheOrderOfTheMessagesWhateverTheBrokerFinishesFirst() throws IOException {
        broker.slow = true;
        try (Sender sender = sender()) {
            sender.send(joined(framed(oru("1")), framed(bytes("no HL7")), framed(oru("2")), framed(oru("3"))));
            await().until(() -> broker.waiting.size() == 3);
            broker.waiting.get(2).complete(null);
            broker.waiting.get(1).completeExceptionally(new StoreException(Refusal.NOT_STORED));
            broker.waiting.get(0).complete(null);

            assertThat(sender.code()).isEqualTo("AA 1");
            assertThat(sender.code()).isEqualTo("AR  NOT_HL7");
            assertThat(sender.code()).isEqualTo("AE 2 NOT_STORED");
            assertThat(sender.code()).isEqualTo("AA 3");
        }
    }

    @Test
    void whatIsNoMessageIsRefusedWithACodeAndTheConnectionGoesOn() throws IOException {
        ListenerLimits limits = ListenerLimits.DEFAULT.withSizes(30_000, 8, 100_000);
        try (Sender sender = sender(limits)) {
            assertThat(sender.send(framed(oru("2", "x".repeat(30_000), StandardCharsets.UTF_8)))
                            .code())
                    .isEqualTo("AR 2 TOO_LARGE");
            assertThat(sender.send(framed(bytes("{\"a\":1}"))).code()).isEqualTo("AR  NOT_HL7");
            assertThat(sender.send(framed(bytes(""))).code()).isEqualTo("AR  NOT_HL7");
            assertThat(sender.send(framed(bytes("M\0S\0H\0|\0^\0~\0"))).code()).isEqualTo("AR  NOT_HL7");
            assertThat(sender.send(oru("3")).code()).isEqualTo("AR  NOT_FRAMED");
            assertThat(sender.send(joined(bytes("\u000b"), oru("4"), framed(oru("5"))))
                            .code())
                    .isEqualTo("AR 4 NOT_ENDED");
            assertThat(sender.code()).isEqualTo("AA 5");
        }
        awaitClosed(CloseReason.BY_SENDER);
        assertThat(broker.stored).singleElement().isEqualTo(oru("5"));
        assertThat(listener.replies().accepted()).isEqualTo(1);
        assertThat(listener.replies().refused())
                .isEqualTo(Map.of(
                        Refusal.TOO_LARGE, 1L, Refusal.NOT_HL7, 3L, Refusal.NOT_FRAMED, 1L, Refusal.NOT_ENDED, 1L));
        assertThat(listener.replies().refusedInAll()).isEqualTo(6);
    }

    @Test
    void aMessageOfFiveMebibytesIsStoredAndOneByteMoreIsRefused() throws IOException {
        int limit = ListenerLimits.DEFAULT.messageBytes();
        byte[] largest = Arrays.copyOf(oru("1"), limit);
        Arrays.fill(largest, oru("1").length, limit, (byte) 'x');
        try (Sender sender = sender()) {
            assertThat(sender.send(framed(largest)).code()).isEqualTo("AA 1");
            assertThat(sender.send(framed(joined(largest, bytes("y")))).code()).isEqualTo("AR 1 TOO_LARGE");
        }
        assertThat(broker.stored).singleElement().isEqualTo(largest);
    }

    @Test
    void aConnectionWithoutFramesIsClosedAfterItsReply() throws IOException {
        byte[] noise = new byte[FrameReader.MAX_STRAY_BYTES * 2];
        Arrays.fill(noise, (byte) 'x');
        try (Sender sender = sender()) {
            sender.send(noise);
            assertThat(sender.code()).isEqualTo("AR  NOT_FRAMED");
            assertThat(sender.code()).isEqualTo("AR  NOT_FRAMED");
            assertThat(sender.code()).isNull();
        }
        awaitClosed(CloseReason.NO_FRAMES);
    }

    @Test
    void whatTheBrokerRefusesOrDoesNotAnswerIsRefusedWithAe() throws IOException {
        broker.fault = new IllegalStateException("QUINTANILLA");
        try (Sender sender = sender(ListenerLimits.DEFAULT.withStoreTime(Duration.ofMillis(300)))) {
            String reply = sender.send(framed(oru("1"))).reply();
            assertThat(reply).contains("MSA|AE|1|NOT_STORED: ").doesNotContain("QUINTANILLA");
            broker.fault = new StoreException(Refusal.TOO_LARGE);
            assertThat(sender.send(framed(oru("2"))).code()).isEqualTo("AR 2 TOO_LARGE");
            broker.fault = null;
            broker.slow = true;
            assertThat(sender.send(framed(oru("3"))).code()).isEqualTo("AE 3 NO_ANSWER");
            broker.slow = false;
            assertThat(sender.send(framed(oru("3"))).code()).isEqualTo("AA 3");
        }
    }

    @Test
    void aStoreThatThrowsIsARefusal() throws IOException {
        listener = new MllpListener(
                ANY,
                message -> {
                    throw new IllegalStateException(text(message));
                },
                ListenerLimits.DEFAULT,
                null,
                log);
        try (Sender sender = new Sender(listener.port())) {
            assertThat(sender.send(framed(oru("1"))).code()).isEqualTo("AE 1 NOT_STORED");
        }
    }

    @Test
    void aConnectionIsNotReadOnWhileTooManyOfItsMessagesWait() throws IOException {
        broker.slow = true;
        try (Sender sender = sender(ListenerLimits.DEFAULT.withSizes(1 << 20, 4, 1 << 24))) {
            for (int i = 0; i < 20; i++) {
                sender.send(framed(oru("" + i)));
            }
            await().until(() -> broker.waiting.size() == 4);
            await().pollDelay(Duration.ofMillis(200)).until(() -> broker.waiting.size() == 4);

            broker.waiting.get(0).complete(null);
            assertThat(sender.code()).isEqualTo("AA 0");
            await().until(() -> broker.waiting.size() == 5);
            broker.slow = false;
            broker.waiting.forEach(each -> each.complete(null));
            for (int i = 1; i < 20; i++) {
                assertThat(sender.code()).isEqualTo("AA " + i);
            }
        }
    }

    @Test
    void allConnectionsTogetherHoldNoMoreBytesThanTheLimit() throws IOException {
        broker.slow = true;
        byte[] large = framed(oru("1", "x".repeat(40_000), StandardCharsets.UTF_8));
        try (Sender first = sender(ListenerLimits.DEFAULT.withSizes(1 << 20, 100, 100_000));
                Sender second = sender()) {
            first.send(large).send(large);
            await().until(() -> broker.waiting.size() == 2);
            second.send(large);
            await().pollDelay(Duration.ofMillis(200)).until(() -> broker.waiting.size() == 2);

            broker.waiting.get(1).complete(null);

            await().until(() -> broker.waiting.size() == 3);
            broker.waiting.forEach(each -> each.complete(null));
            assertThat(second.code()).isEqualTo("AA 1");
        }
    }

    @Test
    void aSenderThatIsCutOffAtAnyByteGetsEveryMessageInByASecondAttemptAndNoneByHalf() throws IOException {
        byte[] frame = framed(oru("1"));
        try (Sender warmUp = sender()) {
            for (int end = 0; end <= frame.length; end++) {
                Sender sender = sender();
                sender.send(Arrays.copyOf(frame, end));
                if (end % 2 == 0) {
                    sender.cut();
                } else {
                    sender.close();
                }
            }
            assertThat(warmUp.send(frame).code()).isEqualTo("AA 1");
        }
        await().until(() -> listener.connections() == 0);
        assertThat(broker.stored)
                .hasSizeBetween(1, 2)
                .allSatisfy(message -> assertThat(message).isEqualTo(oru("1")));
    }

    @Test
    void everyAcknowledgedMessageIsStoredOverConnectionsThatAreCutAtRandom() throws IOException {
        Random random = new Random(7);
        int messages = 2000;
        int next = 0;
        int cuts = 0;
        List<String> acknowledged = new ArrayList<>();
        Sender sender = sender();
        while (next < messages) {
            int window = Math.min(1 + random.nextInt(20), messages - next);
            byte[] sent = {};
            for (int i = 0; i < window; i++) {
                sent = joined(sent, framed(oru("M" + (next + i))));
            }
            boolean cut = cuts < 50 && random.nextInt(4) == 0;
            int replies = cut ? random.nextInt(window) : window;
            int length = cut && replies == 0 ? random.nextInt(sent.length) : sent.length;
            sender.send(Arrays.copyOf(sent, length));
            for (int i = 0; i < replies; i++) {
                assertThat(sender.code()).isEqualTo("AA M" + next);
                acknowledged.add("M" + next++);
            }
            if (cut) {
                cuts++;
                sender.cut();
                sender = sender();
            }
        }
        sender.close();

        assertThat(cuts).isEqualTo(50);
        assertThat(acknowledged).hasSize(messages);
        List<String> stored = broker.stored.stream()
                .map(message -> text(MessageHeader.of(message).field(10)))
                .toList();
        assertThat(stored).containsAll(acknowledged);
        assertThat(broker.stored)
                .allSatisfy(message -> assertThat(message)
                        .isEqualTo(oru(text(MessageHeader.of(message).field(10)))));
    }

    @Test
    void aSenderThatClosesItsSideGetsItsLastReplies() throws IOException {
        broker.slow = true;
        try (Sender sender = sender()) {
            sender.send(framed(oru("1"))).endOutput();
            await().until(() -> broker.waiting.size() == 1);
            broker.waiting.get(0).complete(null);

            assertThat(sender.code()).isEqualTo("AA 1");
            assertThat(sender.code()).isNull();
        }
        awaitClosed(CloseReason.BY_SENDER);
    }

    @Test
    void aSilentConnectionIsClosed() throws IOException {
        try (Sender sender = sender(ListenerLimits.DEFAULT.withIdleTime(Duration.ofMillis(200)))) {
            sender.send(bytes("\u000bMSH|"));
            assertThat(sender.code()).isNull();
        }
        awaitClosed(CloseReason.IDLE);
    }

    @Test
    void aSenderThatReadsNoRepliesIsCutOffAndHoldsNoThreads() throws IOException {
        ListenerLimits limits = ListenerLimits.DEFAULT
                .withStoreTime(Duration.ofMillis(200))
                .withIdleTime(Duration.ofMillis(500))
                .withSizes(1 << 20, 16, 1 << 24);
        try (Sender sender = sender(limits)) {
            byte[] frame = framed(oru("1"));
            assertThatThrownBy(() -> {
                        while (true) {
                            sender.send(frame);
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
        awaitClosed(CloseReason.IDLE);
        await().until(() -> listener.connections() == 0);
    }

    @Test
    void connectionsOverTheLimitAreClosedAtOnceAndOneThatEndsMakesRoom() throws IOException {
        try (Sender first = sender(ListenerLimits.DEFAULT.withConnections(1))) {
            assertThat(first.send(framed(oru("1"))).code()).isEqualTo("AA 1");
            try (Sender second = sender()) {
                assertThat(second.code()).isNull();
            } catch (SocketException e) {
                assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
            }
        }
        assertThat(log.lines).contains("full");
        await().until(() -> listener.connections() == 0);
        await().ignoreExceptions().untilAsserted(() -> {
            try (Sender third = sender()) {
                assertThat(third.send(framed(oru("3"))).code()).isEqualTo("AA 3");
            }
        });
    }

    @Test
    void aStopFinishesTheRepliesAndStoresNothingMore() throws Exception {
        broker.slow = true;
        try (Sender sender = sender()) {
            sender.send(framed(oru("1")));
            await().until(() -> broker.waiting.size() == 1);
            Thread stop = new Thread(() -> listener.close());
            stop.start();
            await().ignoreExceptions().until(() -> {
                try (Sender late = sender()) {
                    return false;
                } catch (java.net.ConnectException e) {
                    return true;
                }
            });
            sender.send(framed(oru("2")));
            broker.waiting.get(0).complete(null);

            assertThat(sender.code()).isEqualTo("AA 1");
            assertThat(sender.code()).isNull();
            sender.close();
            stop.join(5000);
            assertThat(stop.isAlive()).isFalse();
        }
        assertThat(broker.stored).singleElement().isEqualTo(oru("1"));
        awaitClosed(CloseReason.STOPPED);
        listener.join();
    }

    @Test
    void aSecondStopWaitsForTheRepliesTooBecauseTheStoreIsClosedAfterIt() throws Exception {
        broker.slow = true;
        try (Sender sender = sender()) {
            sender.send(framed(oru("1")));
            await().until(() -> broker.waiting.size() == 1);
            Thread first = new Thread(() -> listener.close());
            first.start();
            listener.join();
            Thread second = new Thread(() -> listener.close());
            second.start();
            second.join(300);
            assertThat(second.isAlive()).isTrue();

            broker.waiting.get(0).complete(null);

            assertThat(sender.code()).isEqualTo("AA 1");
            sender.close();
            second.join(5000);
            assertThat(second.isAlive()).isFalse();
            first.join();
        }
    }

    @Test
    void aPortInUseIsReported() throws IOException {
        try (Sender sender = sender()) {
            InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
            assertThatThrownBy(() -> new MllpListener(taken, broker, ListenerLimits.DEFAULT, null, log))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void manyConnectionsAtOnceAreServed() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        sender().close();
        List<Thread> senders = new ArrayList<>();
        for (int s = 0; s < 20; s++) {
            int number = s;
            Thread thread = new Thread(() -> {
                try (Sender sender = sender()) {
                    for (int i = 0; i < 100; i++) {
                        String id = number + "-" + i;
                        if (("AA " + id).equals(sender.send(framed(oru(id))).code())) {
                            acknowledged.incrementAndGet();
                        }
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            senders.add(thread);
            thread.start();
        }
        for (Thread thread : senders) {
            thread.join();
        }
        assertThat(acknowledged).hasValue(2000);
        assertThat(broker.stored).hasSize(2000);
    }
}
