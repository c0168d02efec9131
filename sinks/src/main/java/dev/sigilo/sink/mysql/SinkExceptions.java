package dev.sigilo.sink.mysql;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds exceptions to those that Pulsar counts and shows for a sink ({@code pulsar-admin sinks status}). The API's only
 * way to report one is to throw it from {@code write}, which ends the instance and makes all other rows wait. This
 * class therefore finds the runtime's own counter in the context by reflection. If there is none, refused rows show
 * only in the log, the metrics and the error topic.
 */
final class SinkExceptions {
    private static final Logger LOG = LoggerFactory.getLogger(SinkExceptions.class);

    private final Object counter;
    private final Method increment;

    private SinkExceptions(Object counter, Method increment) {
        this.counter = counter;
        this.increment = increment;
    }

    /** Returns an instance for this context, which may be null; it does nothing if the context has no counter. */
    static SinkExceptions of(Object context) {
        for (Class<?> type = context == null ? null : context.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Method increment = Modifier.isStatic(field.getModifiers()) ? null : increment(field.getType());
                if (increment == null) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                    Object counter = field.get(context);
                    increment.setAccessible(true);
                    return new SinkExceptions(counter, counter == null ? null : increment);
                } catch (ReflectiveOperationException | RuntimeException e) {
                    LOG.warn(
                            "refused rows will not show in the sink's status ({})",
                            e.getClass().getSimpleName());
                }
            }
        }
        return new SinkExceptions(null, null);
    }

    private static Method increment(Class<?> type) {
        try {
            return type.getMethod("incrSinkExceptions", Throwable.class);
        } catch (NoSuchMethodException | LinkageError e) {
            // A type of Pulsar's client may refer to classes that are missing in a separate process.
            return null;
        }
    }

    /** Adds an exception to the sink's status; does nothing if there is no counter. */
    void note(Exception fault) {
        if (increment == null) {
            return;
        }
        try {
            increment.invoke(counter, fault);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("an exception could not be counted ({})", e.getClass().getSimpleName());
        }
    }
}
