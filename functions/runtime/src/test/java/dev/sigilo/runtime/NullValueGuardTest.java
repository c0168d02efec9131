package dev.sigilo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.impl.ConsumerInterceptors;
import org.apache.pulsar.client.impl.MessageImpl;
import org.apache.pulsar.common.api.proto.MessageMetadata;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.Test;

/** The module tests also test the guard on a real broker, which shows that the runtime has these fields. */
class NullValueGuardTest {

    /** Structured like the client: the field is final and in a superclass. */
    private static class ConsumerLike {
        final ConsumerInterceptors<byte[]> interceptors;
        final Object listener;

        ConsumerLike(ConsumerInterceptors<byte[]> interceptors, Object listener) {
            this.interceptors = interceptors;
            this.listener = listener;
        }
    }

    private static final class SingleConsumerLike extends ConsumerLike {
        SingleConsumerLike(ConsumerInterceptors<byte[]> interceptors) {
            super(interceptors, null);
        }

        Message<byte[]> receive(Message<byte[]> message) {
            return interceptors.beforeConsume(null, message);
        }
    }

    /** Like the consumers of a function with several inputs: the listener gets the message that was received. */
    private static final class ListeningConsumerLike extends ConsumerLike {
        ListeningConsumerLike(SourceLike listener) {
            super(null, listener);
        }

        void receive(Message<byte[]> message) {
            interceptors.beforeConsume(null, message);
            ((SourceLike) listener).queue.add(() -> Optional.of(message));
        }
    }

    /** Only the message of a record matters. */
    private interface MessageRecord extends Record<byte[]> {
        Optional<Message<byte[]>> message();

        @Override
        default Optional<Message<byte[]>> getMessage() {
            return message();
        }

        @Override
        default byte[] getValue() {
            return message().orElseThrow().getValue();
        }
    }

    private static final class SourceLike {
        final LinkedBlockingQueue<MessageRecord> queue = new LinkedBlockingQueue<>();
    }

    private record ContextLike(List<?> inputConsumers) {}

    @Test
    void theClientStillHasTheFieldThatTheGuardUses() throws NoSuchFieldException {
        assertThat(org.apache.pulsar.client.impl.ConsumerBase.class
                        .getDeclaredField("interceptors")
                        .getType())
                .isEqualTo(ConsumerInterceptors.class);
    }

    @Test
    void aNullValueArrivesEmptyAndOtherValuesUnchanged() {
        SingleConsumerLike consumer = new SingleConsumerLike(null);
        assertThat(NullValueGuard.install(new ContextHolder(List.of(consumer)))).isTrue();

        Message<byte[]> guarded = consumer.receive(message(null));
        assertThat(guarded.getValue()).isEmpty();
        assertThat(guarded.getData()).isEmpty();
        assertThat(guarded.getKey()).isEqualTo("key");
        Message<byte[]> whole = message(new byte[] {1});
        assertThat(consumer.receive(whole)).isSameAs(whole);
    }

    @Test
    void aNullValueIsEmptyAlsoWhereTheRuntimeIgnoresWhatTheInterceptorReturns() {
        SourceLike source = new SourceLike();
        Message<byte[]> early = nullMessage();
        source.queue.add(() -> Optional.of(early));
        ListeningConsumerLike consumer = new ListeningConsumerLike(source);

        assertThat(NullValueGuard.install(new ContextHolder(List.of(consumer)))).isTrue();
        consumer.receive(nullMessage());
        consumer.receive(MessageImpl.create(
                new MessageMetadata(), ByteBuffer.wrap(new byte[] {1}), Schema.BYTES, "persistent://a/b/c"));

        assertThat(source.queue)
                .extracting(MessageRecord::getValue)
                .containsExactly(new byte[0], new byte[0], new byte[] {1});
    }

    @Test
    void theMessageOfAPartitionIsChangedInItsWrapper() {
        SourceLike source = new SourceLike();
        ListeningConsumerLike consumer = new ListeningConsumerLike(source);
        assertThat(NullValueGuard.install(new ContextHolder(List.of(consumer)))).isTrue();

        consumer.receive(new Wrapper(nullMessage()).message());

        assertThat(source.queue.remove().getValue()).isEmpty();
    }

    /** The method of the client's message of a partitioned topic that gives the message of the partition. */
    interface WithMessage extends Message<byte[]> {
        /** Returns the message of the partition. */
        Message<byte[]> getMessage();
    }

    /** Like the client's message of a partitioned topic, which has a message and passes calls on to it. */
    private record Wrapper(Message<byte[]> inner) {
        Message<byte[]> message() {
            return (WithMessage) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {WithMessage.class},
                    (self, method, arguments) ->
                            method.getName().equals("getMessage") ? inner : method.invoke(inner, arguments));
        }
    }

    private static Message<byte[]> nullMessage() {
        Message<byte[]> message = MessageImpl.create(
                new MessageMetadata().setNullValue(true), ByteBuffer.allocate(0), Schema.BYTES, "persistent://a/b/c");
        assertThat(message.getValue()).isNull();
        return message;
    }

    @Test
    void reportsAConsumerThatCannotBeGuarded() {
        assertThat(NullValueGuard.install(new ContextHolder(List.of(new Object()))))
                .isFalse();
        assertThat(NullValueGuard.install(new ContextHolder(List.of()))).isFalse();
        assertThat(NullValueGuard.install(new ContextLike(null))).isFalse();
        assertThat(NullValueGuard.install(new Object())).isFalse();
    }

    @Test
    void aContextWithoutConsumersNeedsNoGuard() {
        Object driver = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Context.class}, (self, method, arguments) -> null);
        assertThat(NullValueGuard.install(driver)).isTrue();
    }

    private static class ContextHolder {
        private final List<?> inputConsumers;

        ContextHolder(List<?> inputConsumers) {
            this.inputConsumers = inputConsumers;
        }

        @Override
        public String toString() {
            return "ContextHolder[" + inputConsumers.size() + "]";
        }
    }

    @SuppressWarnings("unchecked")
    private static Message<byte[]> message(byte[] value) {
        return (Message<byte[]>) Proxy.newProxyInstance(
                NullValueGuardTest.class.getClassLoader(),
                new Class<?>[] {Message.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getValue", "getData" -> value;
                    case "getKey" -> "key";
                    case "toString" -> "message";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
