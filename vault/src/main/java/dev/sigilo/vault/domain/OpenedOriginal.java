package dev.sigilo.vault.domain;

/**
 * An original as its producer sent it. Contains PHI.
 *
 * @param number its place among the originals read, from 1
 * @param format the message's format; null for JSON
 * @param bytes  the message
 */
public record OpenedOriginal(long number, String format, byte[] bytes) {

    /** Shows only the number. */
    @Override
    public String toString() {
        return "OpenedOriginal[" + number + "]";
    }
}
