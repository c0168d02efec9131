package dev.sigilo.stack.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.metadata.api.MetadataStoreConfig;
import org.apache.pulsar.metadata.api.extended.MetadataStoreExtended;

/**
 * Takes out of the metadata what a broker that was killed had registered for as long as it lives. Pulsar 4.0.8 standalone does it
 * while it starts, a moment after its bookie has registered anew: the late deletion takes the new registration with it, the
 * bookie registers again and again, and meanwhile "Not enough non-faulty bookies available" fails whoever opens a topic, the
 * start of the broker itself included.
 */
public final class StaleRegistrations {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 20;

    private StaleRegistrations() {
    }

    /**
     * Runs while no broker does, in a JVM with Pulsar's class path. Ends with a status other than 0 where it fails.
     *
     * @param arguments the folder of the metadata, and the bookie's name, {@code host:port}
     */
    public static void main(String[] arguments) throws Exception {
        remove(arguments[0], "/ledgers/available/" + arguments[1]);
    }

    private static void remove(String folder, String registration) throws Exception {
        try (MetadataStoreExtended store = MetadataStoreExtended.create("rocksdb://" + folder,
                MetadataStoreConfig.builder().build())) {
            // The store deletes what belongs to an earlier process as it comes by it, and it comes by everything under a path.
            store.getChildren("/").get();
            Instant limit = Instant.now().plus(PATIENCE);
            while (store.exists(registration).get()) {
                if (Instant.now().isAfter(limit)) {
                    throw new IllegalStateException(registration + " is still there");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }
}
