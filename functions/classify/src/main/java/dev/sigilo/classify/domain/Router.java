package dev.sigilo.classify.domain;

import dev.sigilo.records.Absent;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.text.AgeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Selects the models for a record and ranks them. The score is out of 100:
 * <ul>
 * <li>modality: 40 if the model names the code, 35 if it names one of the same kind, 10 if it accepts any
 * <li>body part: 40 if the model names the part, 30 if the part belongs to a region that it names, 20 if it names a
 *     part that a wider study spans, 10 if it accepts any; 15 less for a part that is not the leading one of the study
 * <li>words: 10 if the study's text has one of the model's {@code prefers}
 * <li>priority: the model's own, 0 to 9
 * </ul>
 * Models with the same score are ordered by their id, so that the same record is always routed the same way.
 */
final class Router {
    /**
     * By DICOM code: the models that accept images of its kind; under "", those that accept a record without a code.
     */
    private final Map<String, List<Candidate>> candidates = new HashMap<>();

    private record Candidate(Model model, int[] mentions, int[] prefers) {}

    /** A model that fits, and its scores. */
    private record Fit(Model model, int score, int modality, int part, int words) {}

    /**
     * The result of routing a record.
     *
     * @param modelIds every model that fits, best first
     * @param rule     the rule that decided
     * @param missing  the missing information that would have helped
     */
    record Route(List<String> modelIds, String rule, List<String> missing) {}

    Router(ModelCatalogue catalogue, StudyReader reader) {
        List<String> codes = new ArrayList<>(List.of(""));
        Modalities.all().forEach(modality -> codes.add(modality.code()));
        for (Model model : catalogue.models()) {
            Candidate candidate =
                    new Candidate(model, numbers(model.mentions(), reader), numbers(model.prefers(), reader));
            for (String code : Set.copyOf(codes)) {
                if (modalityScore(model, code) > 0) {
                    candidates.computeIfAbsent(code, key -> new ArrayList<>()).add(candidate);
                }
            }
        }
    }

    private static int[] numbers(List<String> words, StudyReader reader) {
        return words.stream().mapToInt(reader::mention).toArray();
    }

    Route route(MedicalRecord record, Study study, String language) {
        String givenAge = record.text(Fields.AGE);
        double age = givenAge == null ? AgeReader.NONE : AgeReader.years(givenAge);
        String sex = sex(record.text(Fields.SEX));
        List<Fit> fits = new ArrayList<>(4);
        List<String> missing = new ArrayList<>(0);
        String code = study.modality() == null ? "" : study.modality();
        for (Candidate candidate : candidates.getOrDefault(code, List.of())) {
            Fit fit = fit(candidate, record, study, language, age, sex, missing);
            if (fit != null) {
                fits.add(fit);
            }
        }
        fits.sort((a, b) -> a.score != b.score
                ? Integer.compare(b.score, a.score)
                : a.model.id().compareTo(b.model.id()));
        if (study.modality() == null
                && (fits.isEmpty() || fits.get(0).model.modalities().isEmpty())) {
            missing.add(Fields.MODALITY);
        }
        if (study.part() == null
                && (fits.isEmpty() || fits.get(0).model.bodyParts().isEmpty())) {
            missing.add(Fields.BODY_PART);
        }
        if (fits.isEmpty()) {
            if (study.modality() != null && study.part() != null) {
                missing.add("a model for " + study.modality() + " of " + study.part());
            }
            return new Route(List.of(), "unrouted", missing);
        }
        List<String> ids = new ArrayList<>(fits.size());
        fits.forEach(fit -> ids.add(fit.model.id()));
        return new Route(ids, rule(fits.get(0), study), missing);
    }

    private static Fit fit(
            Candidate candidate,
            MedicalRecord record,
            Study study,
            String language,
            double age,
            String sex,
            List<String> missing) {
        Model model = candidate.model;
        int modality = modalityScore(model, study.modality());
        int part = partScore(model, study);
        if (part == 0) {
            return null;
        }
        if (candidate.mentions.length > 0 && !any(candidate.mentions, study.mentioned())) {
            return null;
        }
        if (model.sex() != null && sex != null && !model.sex().equals(sex)) {
            return null;
        }
        if (!model.languages().isEmpty() && !model.languages().contains(language)) {
            return null;
        }
        for (String field : model.requires()) {
            if (isMissing(record, field)) {
                missing.add(field + " for " + model.id());
                return null;
            }
        }
        if (!model.requiresAny().isEmpty()
                && model.requiresAny().stream().allMatch(field -> isMissing(record, field))) {
            return null;
        }
        if (model.limitsAge()) {
            if (age < 0) {
                if (!model.requires().contains(Fields.AGE)) {
                    missing.add(Fields.AGE + " for " + model.id());
                }
                return null;
            }
            if (model.minAge() != null && age < model.minAge() || model.maxAge() != null && age > model.maxAge()) {
                return null;
            }
        }
        int words = any(candidate.prefers, study.mentioned()) ? 10 : 0;
        return new Fit(model, modality + part + words + model.priority(), modality, part, words);
    }

    private static boolean isMissing(MedicalRecord record, String field) {
        String text = record.text(field);
        return text == null || Absent.isAbsent(text);
    }

    private static int modalityScore(Model model, String code) {
        if (model.modalities().isEmpty()) {
            return 10;
        }
        if (model.modalities().contains(code)) {
            return 40;
        }
        for (String taken : model.modalities()) {
            if (code != null && Modalities.sameKind(code, taken)) {
                return 35;
            }
        }
        return 0;
    }

    private static int partScore(Model model, Study study) {
        if (model.bodyParts().isEmpty()) {
            return 10;
        }
        int best = 0;
        for (int i = 0; i < study.parts().size(); i++) {
            String part = study.parts().get(i);
            int score = 0;
            if (model.bodyParts().contains(part)) {
                score = 40;
            } else {
                for (String named : model.bodyParts()) {
                    boolean spans = Anatomy.part(part).of().size() > 1;
                    if (Anatomy.isPartOf(part, named)) {
                        score = Math.max(score, spans ? 20 : 30);
                    }
                }
            }
            if (score > 0 && i > 0) {
                score -= 15;
            }
            best = Math.max(best, score);
        }
        return best;
    }

    private static boolean any(int[] words, Set<Integer> mentioned) {
        if (mentioned.isEmpty()) {
            return false;
        }
        for (int word : words) {
            if (mentioned.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Returns F, M, or null if the text gives neither. */
    private static String sex(String text) {
        if (text == null) {
            return null;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "f", "female", "woman", "girl", "femenino", "mujer", "hembra", "niña" -> "F";
            // Spanish records use H for hombre, and M for both mujer and masculino; a single M is read as DICOM's male.
            case "m", "male", "man", "boy", "masculino", "hombre", "h", "varón", "varon", "niño" -> "M";
            default -> null;
        };
    }

    /** Returns the rule, made only of words from the tables and the catalogue; it quotes nothing from the record. */
    private static String rule(Fit fit, Study study) {
        StringBuilder rule = new StringBuilder(160);
        if (study.modality() != null) {
            rule.append("modality ")
                    .append(study.modality())
                    .append(study.declared() ? " declared in " : " read in ")
                    .append(study.modalityField())
                    .append(" (")
                    .append(study.modalityWord())
                    .append("), ");
        }
        if (study.part() != null) {
            rule.append("body part ")
                    .append(study.part())
                    .append(study.partDeclared() ? " declared in " : " read in ")
                    .append(study.partField())
                    .append(" (")
                    .append(study.partWord())
                    .append("), ");
        }
        return rule.append(fit.model.id())
                .append(' ')
                .append(fit.score)
                .append(": modality ")
                .append(fit.modality)
                .append(", part ")
                .append(fit.part)
                .append(", words ")
                .append(fit.words)
                .append(", priority ")
                .append(fit.model.priority())
                .toString();
    }
}
