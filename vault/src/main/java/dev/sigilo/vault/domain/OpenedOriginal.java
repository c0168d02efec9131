package dev.sigilo.vault.domain;

/**
 * An original as its producer sent it. Contains PHI.
 *
 * @param number its place among the originals read, from 1
 * @param bytes  the message
 */
public record OpenedOriginal(long number, byte[] bytes) {

    /** Shows only the number. */
    @Override
    public String toString() {
        return "OpenedOriginal[" + number + "]";
    }
}
