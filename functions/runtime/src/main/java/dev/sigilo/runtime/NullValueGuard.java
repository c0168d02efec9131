package dev.sigilo.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerInterceptor;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.functions.api.Context;

/**
 * Replaces a null value with an empty one before the function runtime sees the message. At a null value the runtime
 * stops the instance without acknowledging the message, and receives it again after the restart: a producer that sends
 * {@code value(null)} would stop the stream permanently. A message with an empty value is not JSON and is rejected like
 * any other.
 *
 * <p>The runtime offers no setting for this: neither a schema nor a serializer is asked about a null value, and payload
 * processors and interceptors cannot be configured. Interceptors are part of the client's public API; reflection is
 * needed only to add one to a consumer that the runtime has created. It applies when a message is received, so it also
 * covers messages that were fetched before it was installed. If a later Pulsar version lacks these fields, {@link
 * #install} returns false.
 */
final class NullValueGuard implements ConsumerInterceptor<byte[]> {
    private static final byte[] EMPTY = {};

    private NullValueGuard() {}

    /** Installs a guard in each consumer of the function that this context belongs to; logs a warning if it cannot. */
    static void installOrWarn(Context context, String stage) {
        if (!install(context)) {
            context.getLogger()
                    .warn(
                            "{} has no guard against messages without a value: the consumers of this Pulsar"
                                    + " version are not as NullValueGuard knows them. Such a message would stop the function",
                            stage);
        }
    }

    /**
     * Installs a guard in each consumer of the function that this context belongs to.
     *
     * @param context the runtime's context; a context without consumers (a driver's) needs no guard
     * @return false if there are consumers that could not be guarded
     */
    static boolean install(Object context) {
        Field consumers = field(context.getClass(), "inputConsumers");
        if (consumers == null) {
            return Proxy.isProxyClass(context.getClass());
        }
        try {
            consumers.setAccessible(true);
            if (!(consumers.get(context) instanceof List<?> list)) {
                return false;
            }
            boolean guarded = !list.isEmpty();
            for (Object consumer : list) {
                guarded &= install(consumer, field(consumer.getClass(), "interceptors"));
            }
            return guarded;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    private static boolean install(Object consumer, Field interceptors) throws ReflectiveOperationException {
        if (interceptors == null) {
            return false;
        }
        interceptors.setAccessible(true);
        if (interceptors.get(consumer) != null) {
            return false;
        }
        interceptors.set(
                consumer, interceptors.getType().getConstructor(List.class).newInstance(List.of(new NullValueGuard())));
        return true;
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Message<byte[]> beforeConsume(Consumer<byte[]> consumer, Message<byte[]> message) {
        if (message.getValue() != null) {
            return message;
        }
        return (Message<byte[]>) Proxy.newProxyInstance(
                Message.class.getClassLoader(), new Class<?>[] {Message.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getValue") || method.getName().equals("getData")) {
                        return EMPTY;
                    }
                    try {
                        return method.invoke(message, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void onAcknowledge(Consumer<byte[]> consumer, MessageId messageId, Throwable exception) {
        // Nothing to do: the guard acts when a message is received.
    }

    @Override
    public void onAcknowledgeCumulative(Consumer<byte[]> consumer, MessageId messageId, Throwable exception) {
        // Nothing to do, as above.
    }

    @Override
    public void onNegativeAcksSend(Consumer<byte[]> consumer, java.util.Set<MessageId> messageIds) {
        // Nothing to do, as above.
    }

    @Override
    public void onAckTimeoutSend(Consumer<byte[]> consumer, java.util.Set<MessageId> messageIds) {
        // Nothing to do, as above.
    }

    @Override
    public void close() {
        // No resources to release.
    }
}
