package dev.sigilo.stack.worker;

import org.apache.pulsar.metadata.api.MetadataStoreConfig;
import org.apache.pulsar.metadata.api.extended.MetadataStoreExtended;

/**
 * Takes out of the metadata what a broker that was killed had registered for as long as it lives. Pulsar 4.0.8 standalone does it
 * while it starts, a moment after its bookie has registered anew: the late deletion takes the new registration with it, the
 * bookie registers again and again, and meanwhile "Not enough non-faulty bookies available" fails whoever opens a topic, the
 * start of the broker itself included.
 */
public final class StaleRegistrations {

    private StaleRegistrations() {}

    /**
     * Runs while no broker does, in a JVM with Pulsar's class path. Ends with a status other than 0 where it fails.
     *
     * @param arguments the folder of the metadata
     */
    public static void main(String[] arguments) throws Exception {
        try (MetadataStoreExtended store = MetadataStoreExtended.create(
                "rocksdb://" + arguments[0], MetadataStoreConfig.builder().build())) {
            // The store deletes what belongs to an earlier process as it comes by it, and it comes by everything under
            // a path.
            store.getChildren("/").get();
        }
    }
}
