package dev.sigilo.classify.domain;

import java.util.List;

/**
 * A model of the catalogue and the records that it is for. Empty lists set no condition.
 *
 * @param id          its id in db_query
 * @param name        its name for people
 * @param task        its task
 * @param description a description for data scientists
 * @param modalities  DICOM modality codes
 * @param bodyParts   DICOM Body Part Examined terms
 * @param requires    fields that a record must have, all of them
 * @param requiresAny fields of which a record must have at least one
 * @param mentions    words of which the study's text must contain at least one
 * @param prefers     words that raise this model's score
 * @param minAge      minimum age of the patient in years, or null
 * @param maxAge      maximum age of the patient in years, or null
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
