package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import java.nio.ByteBuffer;

/**
 * The number of days by which a patient's dates are shifted: the same for all of them, never 0, and secret without the
 * key.
 */
final class DateOffset {
    private DateOffset() {}

    /**
     * Derives the number of days from the key of the epoch.
     *
     * @param patientKey the value that identifies the patient
     * @return from -{@code maxDays} to {@code maxDays}, not 0
     */
    static int days(TokenKeys keys, int epoch, String domain, String patientKey, int maxDays) {
        byte[] bits = keys.derive(epoch, TokenKeys.Purpose.DATE_OFFSET, "patient", domain, patientKey, Long.BYTES);
        // 64 bits over at most 7,300 choices: the bias of the remainder is under 1 in 10^15.
        int choice = (int) Long.remainderUnsigned(ByteBuffer.wrap(bits).getLong(), 2L * maxDays);
        return choice < maxDays ? choice - maxDays : choice - maxDays + 1;
    }
}
