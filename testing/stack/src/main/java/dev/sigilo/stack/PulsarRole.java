package dev.sigilo.stack;

import java.util.Locale;

/** A role of a Pulsar client. {@code pulsar-config/permissions.conf} defines the rights of those after {@link #WORKER}. */
public enum PulsarRole {
    /** Deploys, and has all rights: a superuser. */
    ADMIN,
    /** The broker and its functions worker, for connections between them: a superuser. */
    BROKER,
    /** A functions worker outside the brokers: a superuser, because it reads the cluster's configuration. */
    WORKER,
    /** Functions and sinks, which read and write the topics between the stages. */
    FUNCTIONS,
    /** Publishes records as JSON: may write to their topic, and read nothing. */
    PRODUCER,
    /** Publishes HL7 v2 messages: may write to their topic, and read nothing. */
    PRODUCER_HL7V2,
    /** Publishes FHIR resources: may write to their topic, and read nothing. */
    PRODUCER_FHIR,
    /** Publishes DICOM headers: may write to their topic, and read nothing. */
    PRODUCER_DICOM,
    /** Consumes events: may read the log of tokenized records, and write nothing. */
    READER;

    /** Returns the role's name in Pulsar, which is the subject of its credential. */
    public String subject() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
