package dev.sigilo.sink.mysql;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exceptions that Pulsar counts and shows of a sink ({@code pulsar-admin sinks status}). Its API offers no way to put one
 * down but to throw it out of {@code write}, which ends the instance and has everything else wait with the one row. So the
 * runtime's own counter is looked up in the context; where it is not found, the log and the metrics alone tell.
 */
final class SinkExceptions {
    private static final Logger LOG = LoggerFactory.getLogger(SinkExceptions.class);

    private final Object counter;
    private final Method increment;

    private SinkExceptions(Object counter, Method increment) {
        this.counter = counter;
        this.increment = increment;
    }

    /** Those of the sink with this context, Pulsar's or none. */
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
                    LOG.warn("refused rows will not show in the sink's status ({})", e.getClass().getSimpleName());
                }
            }
        }
        return new SinkExceptions(null, null);
    }

    private static Method increment(Class<?> type) {
        try {
            return type.getMethod("incrSinkExceptions", Throwable.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Counts it. */
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
