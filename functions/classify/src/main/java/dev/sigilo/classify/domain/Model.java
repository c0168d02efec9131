package dev.sigilo.classify.domain;

import java.util.List;

/**
 * A model of the catalogue and the records that it is for. Empty lists set no condition.
 *
 * @param id          how db_query names it
 * @param name        how people name it
 * @param task        what it does
 * @param description what a data scientist should know
 * @param modalities  DICOM modality codes
 * @param bodyParts   DICOM Body Part Examined terms
 * @param requires    fields that must be there, all of them
 * @param requiresAny fields of which one must be there
 * @param mentions    words of which the study's text must have one
 * @param prefers     words that speak for this model
 * @param minAge      youngest patient in years, or null
 * @param maxAge      oldest patient in years, or null
 * @param sex         {@code F} or {@code M}, or null for both
 * @param languages   languages that a text model reads
 * @param priority    0 to 9, decides between models that fit equally well
 */
public record Model(
        String id,
        String name,
        String task,
        String description,
        List<String> modalities,
        List<String> bodyParts,
        List<String> requires,
        List<String> requiresAny,
        List<String> mentions,
        List<String> prefers,
        Double minAge,
        Double maxAge,
        String sex,
        List<String> languages,
        int priority) {

    public Model {
        modalities = List.copyOf(modalities);
        bodyParts = List.copyOf(bodyParts);
        requires = List.copyOf(requires);
        requiresAny = List.copyOf(requiresAny);
        mentions = List.copyOf(mentions);
        prefers = List.copyOf(prefers);
        languages = List.copyOf(languages);
    }

    boolean limitsAge() {
        return minAge != null || maxAge != null;
    }
}
