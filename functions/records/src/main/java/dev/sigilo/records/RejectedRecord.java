package dev.sigilo.records;

/**
 * A message that a stage rejected. It is the message value on {@code intake/rejected}. Never contains the invalid
 * value.
 *
 * @param recordToken  the record's token if a later stage rejected it and knew the token, otherwise {@link
 *                     #tokenOf(Provenance)}
 * @param patientToken the patient's token; null if the stage has no token key, could not read the record, or it names
 *                     no patient
 * @param stage        {@code convert}, {@code classify}, {@code seal} or {@code tokenize}
 * @param reason       why
 * @param field        the field at fault, or null
 * @param position     offset of the fault in the message in characters, or -1
 * @param line         line number in the published file, as given by the publisher; 0 if it gave none
 * @param treatment    the policy of the stage, and the version of its code; null if the reject is older than that
 * @param provenance   the message
 * @param sizeBytes    the message's size
 * @param sealed       the message's bytes, sealed; null if they are too large to include
 * @param wrappedKey   the data key of {@code sealed}, wrapped; null with it
 * @param sealingKeyId id of the sealing key in its Tink keyset; 0 if nothing is sealed
 */
public record RejectedRecord(
        String recordToken,
        String patientToken,
        String stage,
        RejectReason reason,
        String field,
        long position,
        long line,
        Treatment treatment,
        Provenance provenance,
        long sizeBytes,
        byte[] sealed,
        byte[] wrappedKey,
        long sealingKeyId) {

    /**
     * Returns a token for a message without a usable record identity, made from its position in the topic and its
     * publish time. A redelivered message gets the same token; a message that is published again gets another one. Each part
     * of a message with several records has its own.
     */
    public static String tokenOf(Provenance provenance) {
        return "msg_" + Long.toString(provenance.publishedAt(), 36) + "_"
                + provenance.messageId().replace("-1", "n").replace(':', '_');
    }

    @Override
    public String toString() {
        return "RejectedRecord[" + stage + " " + reason + " " + provenance.messageId() + "]";
    }
}
