package dev.sigilo.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerInterceptor;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;

/**
 * Makes a null value an empty one before the function runtime sees the message. At a null value the runtime stops the
 * instance without acknowledging the message, and receives it again after the restart: a producer that sends {@code
 * value(null)} would stop the stream permanently. A message with an empty value is rejected like any other that cannot
 * be read.
 *
 * <p>The runtime offers no setting for this: neither a schema nor a serializer is asked about a null value, and payload
 * processors and interceptors cannot be configured. Interceptors are part of the client's public API; reflection is
 * needed to add one to a consumer that the runtime has created. The consumers of a function with several inputs pass
 * their messages to a listener and ignore what an interceptor returns, so the message itself is changed, again by
 * reflection.
 *
 * <p>A function with one input receives a message when it reads it, so the guard also covers messages that were fetched
 * before it was installed. With several inputs, messages wait in a queue of the runtime; those that are there already
 * are changed when the guard is installed. One that is on its way into the queue at that moment may still restart the
 * instance, which then finds it in the queue or receives it again. If a later Pulsar version lacks these fields, {@link
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
                guarded &= install(consumer, field(consumer.getClass(), "interceptors"))
                        && changeQueued(consumer, field(consumer.getClass(), "listener"));
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

    /** Changes the messages that a consumer's listener has queued. A consumer of a function with one input has no listener. */
    private static boolean changeQueued(Object consumer, Field listener) throws ReflectiveOperationException {
        if (listener == null) {
            return false;
        }
        listener.setAccessible(true);
        Object source = listener.get(consumer);
        if (source == null) {
            return true;
        }
        Field queue = field(source.getClass(), "queue");
        if (queue == null) {
            return false;
        }
        queue.setAccessible(true);
        if (!(queue.get(source) instanceof Queue<?> records)) {
            return false;
        }
        boolean changed = true;
        for (Object record : records) {
            Optional<? extends Message<?>> message =
                    record instanceof Record<?> queued ? queued.getMessage() : Optional.empty();
            changed &= message.isEmpty() || message.get().getValue() != null || makeEmpty(message.get());
        }
        return changed;
    }

    /** Makes the value of a message of Pulsar's client an empty one; returns false if it is no such message. */
    private static boolean makeEmpty(Message<?> message) {
        try {
            Object own = message;
            Method inner = method(message, "getMessage");
            if (inner != null) {
                // The consumer of a partitioned topic wraps the message of a partition.
                own = inner.invoke(message);
            }
            Method builder = own == null ? null : method(own, "getMessageBuilder");
            Object metadata = builder == null ? null : builder.invoke(own);
            if (metadata == null) {
                return false;
            }
            metadata.getClass().getMethod("setNullValue", boolean.class).invoke(metadata, false);
            return message.getValue() != null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    private static Method method(Object object, String name) {
        try {
            return object.getClass().getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
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
        if (message.getValue() != null || makeEmpty(message)) {
            return message;
        }
        // Helps where the runtime takes what the interceptor returns.
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
