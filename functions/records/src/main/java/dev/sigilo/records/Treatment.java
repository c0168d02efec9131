package dev.sigilo.records;

/**
 * What a record was processed with. Every event and row carries it, so that the rules that made a row can be named years later.
 *
 * @param policy        name of the policy
 * @param policyVersion version of the policy, from 1; 0 if the event was made before events carried it
 * @param policyHash    content hash of the policy, 32 hexadecimal digits; null likewise
 * @param detector      version of the detection models, 12 hexadecimal digits; null if no detector was used, or likewise
 * @param code          version of Sigilo's code, as in {@link CodeVersion}; null likewise
 */
public record Treatment(String policy, int policyVersion, String policyHash, String detector, String code) {

    /** Returns a treatment of which only the policy's name is known. */
    public static Treatment of(String policy) {
        return new Treatment(policy, 0, null, null, null);
    }

    /** Returns the policy's name and version, such as {@code pseudonymized 3}; without the version if it is not known. */
    public String describePolicy() {
        return policyVersion == 0 ? policy : policy + " " + policyVersion;
    }
}
