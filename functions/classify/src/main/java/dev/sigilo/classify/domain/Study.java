package dev.sigilo.classify.domain;

import java.util.List;
import java.util.Set;

/**
 * The information about the study in a record: the modality and the body parts.
 *
 * @param modality      DICOM modality code, or null
 * @param modalityField the field that it comes from, or null
 * @param modalityWord  the words of the tables that indicated it, or the code itself
 * @param declared      whether the modality was declared in its own field
 * @param parts         body parts, the leading one first; may be empty
 * @param partField     the field that they come from, or null
 * @param partWord      the words of the tables that indicated the leading part, or the term itself
 * @param partDeclared  whether the body part was declared in its own field
 * @param conflicts     where declared values and the text disagree
 * @param mentioned     numbers of the catalogue's phrases that the text contains
 * @param unreadable    fields whose declared values are not in any table
 */
record Study(
        String modality,
        String modalityField,
        String modalityWord,
        boolean declared,
        List<String> parts,
        String partField,
        String partWord,
        boolean partDeclared,
        List<String> conflicts,
        Set<Integer> mentioned,
        List<String> unreadable) {

    String part() {
        return parts.isEmpty() ? null : parts.get(0);
    }
}
