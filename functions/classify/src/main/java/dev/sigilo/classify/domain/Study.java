package dev.sigilo.classify.domain;

import java.util.List;
import java.util.Set;

/**
 * What a record says of its study: how the images were made and of what.
 *
 * @param modality      DICOM code, or null
 * @param modalityField the field that gave it, or null
 * @param modalityWord  the words of the tables that gave it, or the code itself
 * @param declared      whether the modality was declared in its own field
 * @param parts         body parts, the leading one first; may be empty
 * @param partField     the field that gave them, or null
 * @param partWord      the words of the tables that gave the leading part, or the term itself
 * @param partDeclared  whether the body part was declared in its own field
 * @param conflicts     where declared and written disagree
 * @param mentioned     phrases of the catalogue that the text has, by number
 * @param unreadable    declared values that are in no table, named by field
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
