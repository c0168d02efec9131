package dev.sigilo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.impl.ConsumerInterceptors;
import org.apache.pulsar.functions.api.Context;
import org.junit.jupiter.api.Test;

/** The module tests also test the guard on a real broker, which shows that the runtime has these fields. */
class NullValueGuardTest {

    /** Structured like the client: the field is final and in a superclass. */
    private static class ConsumerLike {
        final ConsumerInterceptors<byte[]> interceptors;

        ConsumerLike(ConsumerInterceptors<byte[]> interceptors) {
            this.interceptors = interceptors;
        }
    }

    private static final class SingleConsumerLike extends ConsumerLike {
        SingleConsumerLike(ConsumerInterceptors<byte[]> interceptors) {
            super(interceptors);
        }

        Message<byte[]> receive(Message<byte[]> message) {
            return interceptors.beforeConsume(null, message);
        }
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
