package dev.sigilo.vault.application;

import dev.sigilo.keys.Keyset;
import dev.sigilo.vault.domain.OperatorException;
import java.util.Locale;

/** Checks that data is only processed with the keysets that it was made with. */
public final class KeyLineage {
    /** What to do if the right keyset is not at hand; the end of an error message. */
    public static final String ADVICE =
            "; restore that keyset (`sigilo keys restore FOLDER`), or start over with `sigilo up --new-keys`";

    private KeyLineage() {}

    /**
     * Refuses a keyset that the originals do not belong to.
     *
     * @throws OperatorException naming the lineage of the right one
     */
    public static void check(OriginalStore originals, Keyset keyset) {
        check("the given keyset", keyset, originals.lineage(keyset.purpose()));
    }

    /**
     * Refuses a keyset of another lineage.
     * @param what    the keyset's name in the error message
     * @param keyset  the keyset
     * @param lineage the lineage that the data belongs to, or null to accept any
     * @throws OperatorException naming the lineage of the right one
     */
    public static void check(String what, Keyset keyset, String lineage) {
        if (lineage != null && !lineage.equals(keyset.lineage())) {
            throw new OperatorException(what + " has lineage " + keyset.lineage() + ", but the data belongs to the "
                    + name(keyset.purpose()) + " keyset of lineage " + lineage + ADVICE);
        }
    }

    /** Returns the name of a keyset of this purpose: {@code token} or {@code sealing}. */
    public static String name(Keyset.Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
