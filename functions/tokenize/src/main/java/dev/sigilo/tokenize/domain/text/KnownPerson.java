package dev.sigilo.tokenize.domain.text;

import java.util.List;

/**
 * A person whose name the record gives.
 *
 * @param identifier  position of the name in the list of known identifiers
 * @param words       words of the name, folded, including particles
 * @param allInitials first letter of each word
 * @param isStaff     whether the name is a clinician's
 */
record KnownPerson(int identifier, List<String> words, String allInitials, boolean isStaff) {

    /** Omits the name. */
    @Override
    public String toString() {
        return "KnownPerson[" + identifier + "]";
    }
}
