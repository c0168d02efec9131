package dev.sigilo.convert.application;

/**
 * What one message may contain.
 *
 * @param maxMessageBytes the maximum size of a message
 * @param maxRecords      the maximum number of its parts
 * @param maxPartBytes    the maximum size of all its parts together, each as a message of its own
 */
public record ConvertLimits(int maxMessageBytes, int maxRecords, long maxPartBytes) {
    /** 5 MiB, which is Pulsar's own limit; 10,000 parts; 64 MiB in all parts. */
    public static final ConvertLimits DEFAULT = new ConvertLimits(5 * 1024 * 1024, 10_000, 64L * 1024 * 1024);

    public ConvertLimits {
        if (maxMessageBytes < 1 || maxRecords < 1 || maxPartBytes < 1) {
            throw new IllegalArgumentException("limits must be 1 or more");
        }
    }
}
