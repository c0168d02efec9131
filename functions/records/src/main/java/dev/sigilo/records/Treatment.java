package dev.sigilo.records;

/**
 * The policy, detector and code that a record was processed with. Every event and row contains it, so that years later
 * the rules behind a row are still known.
 *
 * @param policy        name of the policy
 * @param policyVersion version of the policy, from 1; 0 if the event is older than this field
 * @param policyHash    content hash of the policy, 32 hexadecimal digits; null likewise
 * @param detector      version of the detection models, 12 hexadecimal digits; null if no detector was used, or
 *                      likewise
 * @param code          version of Sigilo's code, as in {@link CodeVersion}; null likewise
 */
public record Treatment(String policy, int policyVersion, String policyHash, String detector, String code) {

    /** Returns a treatment of which only the policy's name is known. */
    public static Treatment of(String policy) {
        return new Treatment(policy, 0, null, null, null);
    }

    /**
     * Returns the policy's name and version, such as {@code pseudonymized 3}; without the version if it is not known.
     */
    public String describePolicy() {
        return policyVersion == 0 ? policy : policy + " " + policyVersion;
    }
}
