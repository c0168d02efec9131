package dev.sigilo.stack;

import java.util.Locale;

/** Who somebody is to Pulsar. What the last three may do is said in {@code pulsar-config/permissions.conf}. */
public enum PulsarRole {
    /** Deploys, and may do everything: a superuser. */
    ADMIN,
    /** The broker and its functions worker among themselves: a superuser. */
    BROKER,
    /** A functions worker outside of the brokers: a superuser, because it reads the cluster's configuration. */
    WORKER,
    /** Functions and sinks, which read and write the topics between the stages. */
    FUNCTIONS,
    /** Who brings records: may write them to the entry topic, and read nothing. */
    PRODUCER,
    /** Who takes events: may read the log of tokenized records, and write nothing. */
    READER;

    /** How Pulsar calls it: the subject of its credential. */
    public String subject() {
        return name().toLowerCase(Locale.ROOT);
    }
}
