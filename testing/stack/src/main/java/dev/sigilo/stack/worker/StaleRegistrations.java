package dev.sigilo.stack.worker;

import org.apache.pulsar.metadata.api.MetadataStoreConfig;
import org.apache.pulsar.metadata.api.extended.MetadataStoreExtended;

/**
 * Deletes the ephemeral registrations of a killed broker from the metadata. Pulsar 4.0.8 standalone deletes them while
 * it starts, a moment after its bookie has registered again. The late deletion removes the new registration, too, and
 * the bookie keeps registering again. Meanwhile every attempt to open a topic fails with "Not enough non-faulty bookies
 * available", including the broker's own start.
 */
public final class StaleRegistrations {

    private StaleRegistrations() {}

    /**
     * Runs while no broker is running, in a JVM with Pulsar's class path. The exit status is not 0 if it fails.
     *
     * @param arguments the folder of the metadata
     */
    public static void main(String[] arguments) throws Exception {
        try (MetadataStoreExtended store = MetadataStoreExtended.create(
                "rocksdb://" + arguments[0], MetadataStoreConfig.builder().build())) {
            // The store deletes the entries of an earlier process when it visits them, and this call visits everything
            // under a path.
            store.getChildren("/").get();
        }
    }
}
