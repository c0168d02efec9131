package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class SinkExceptionsTest {

    /** A class that is missing in a sink's process. */
    public static class Missing {}

    /** Like Pulsar's client, which has methods with such a parameter. */
    public static class Client {
        /** Never called. */
        public void use(Missing missing) {
            assertThat(missing).isNull();
        }
    }

    /** Like Pulsar's counters. */
    public static class Counters {
        /** How often it was called. */
        public int count;

        /** Has the name of Pulsar's method. */
        public void incrSinkExceptions(Throwable fault) {
            count++;
        }
    }

    /** Like Pulsar's context of a sink. */
    public static class Context {
        /** Found before the counters. */
        public final Client client = new Client();
        /** The counters. */
        public final Counters counters = new Counters();
    }

    @Test
    void findsTheCounterDespiteATypeThatRefersToAMissingClass() throws Exception {
        Class<?> type = new WithoutMissing().loadClass(Context.class.getName());
        Object context = type.getConstructor().newInstance();

        SinkExceptions.of(context).note(new IllegalStateException("refused"));

        Object counters = type.getField("counters").get(context);
        assertThat(counters.getClass().getField("count").getInt(counters)).isOne();
    }

    /** Loads all classes of the test except the missing one. */
    private static final class WithoutMissing extends ClassLoader {
        WithoutMissing() {
            super(SinkExceptionsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(SinkExceptionsTest.class.getName() + "$")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (name.equals(Missing.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
