package dev.sigilo.classify.domain;

import dev.sigilo.records.Category;
import dev.sigilo.records.Classification;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.text.Flag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers three questions about a medical record: which models it is for, what its report says, and what each of its
 * fields contains. The same record always gives the same answers. It answers for every record, never throws because of
 * a record's content, and takes time proportional to its length. Thread-safe.
 */
public final class Classifier {
    private final Vocabulary vocabulary = new Vocabulary();
    private final Phrases headings = new Phrases(vocabulary);
    private final Section[] sections = Section.addTo(headings);
    private final Set<Integer> abbreviations = Scanner.abbreviations(vocabulary);
    private final Set<Integer> numbered = Scanner.numbered(vocabulary);
    private final Cues cues = new Cues(vocabulary);
    private final StudyReader studyReader;
    private final ReportReader reportReader;
    private final Router router;
    private final Languages languages;
    private final FieldCategories policy;
    /** Arrays of bounded size that would otherwise be allocated for every record. */
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(this::newWorkspace);

    private record Workspace(Scanner scanner, Scopes scopes) {}

    /**
     * @param catalogue the models to route to
     * @param policy    the policy's categories of fields; they take precedence over the content
     */
    public Classifier(ModelCatalogue catalogue, FieldCategories policy) {
        this.policy = policy;
        studyReader = new StudyReader(vocabulary, sections, catalogue);
        reportReader = new ReportReader(new ReportTerms(vocabulary), cues, sections);
        languages = new Languages(vocabulary);
        router = new Router(catalogue, studyReader);
    }

    private Workspace newWorkspace() {
        return new Workspace(new Scanner(vocabulary, headings, abbreviations, numbered, languages), new Scopes(cues));
    }

    /**
     * Returns the models, the label and the observations. The result contains no PHI: it refers to words of the record
     * by position and does not quote them.
     */
    public Classification classify(MedicalRecord record) {
        Workspace workspace = workspaces.get();
        try {
            return classify(record, workspace.scanner, workspace.scopes);
        } finally {
            workspace.scanner.forget();
        }
    }

    private Classification classify(MedicalRecord record, Scanner scanner, Scopes scopes) {
        Study study = studyReader.read(record, scanner);
        ReportReader.Reading reading = reportReader.read(record, scanner, scopes);
        String language = scanner.language();
        Router.Route route = router.route(record, study, language);
        List<String> conflicts = new ArrayList<>(study.conflicts());
        Label declared = declaredLabel(record, conflicts);
        List<String> missing = new ArrayList<>(route.missing());
        study.unreadable().forEach(field -> missing.add(field + " in words that are known"));
        return new Classification(
                language,
                study.modality(),
                from(study.modalityField(), study.declared()),
                study.part(),
                from(study.partField(), study.partDeclared()),
                route.modelIds().isEmpty() ? null : route.modelIds().get(0),
                route.modelIds(),
                route.rule(),
                missing,
                conflicts,
                reading.label(),
                reading.evidence(),
                declared,
                declared == null ? null : (Boolean) agree(declared, reading.label()),
                isChest(study) ? reading.observations() : Map.of());
    }

    /** Returns whether a declared flag agrees with the label. NORMAL and NO_FINDING agree with each other. */
    private static boolean agree(Label declared, Label label) {
        return declared == label
                || declared == Label.NORMAL && label == Label.NO_FINDING
                || declared == Label.NO_FINDING && label == Label.NORMAL;
    }

    private static boolean isChest(Study study) {
        for (String part : study.parts()) {
            if (part.equals("CHEST") || Anatomy.isPartOf(part, "CHEST")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the PHI category of every field of the record, by field name. */
    public Map<String, Category> categories(MedicalRecord record) {
        Map<String, Category> categories = new LinkedHashMap<>();
        for (Map.Entry<String, FieldValue> field : record.fields().entrySet()) {
            Category category = policy.categoryOf(field.getKey());
            category = category != null ? category : ContentDetector.categoryOf(field.getKey(), field.getValue());
            // "Hiatal Hernia" in an unknown field looks like a name, but must not be removed from the report because of
            // that.
            boolean isNameByForm = category == Category.NAME
                    && policy.categoryOf(field.getKey()) == null
                    && !ContentDetector.isNamed(field.getKey());
            categories.put(
                    field.getKey(), isNameByForm && isFinding(field.getValue().text()) ? Category.UNKNOWN : category);
        }
        return categories;
    }

    private boolean isFinding(String text) {
        Scanner scanner = workspaces.get().scanner;
        try {
            return reportReader.isFinding(text, scanner);
        } finally {
            scanner.forget();
        }
    }

    private static String from(String field, boolean declared) {
        return field == null ? null : field + (declared ? ":declared" : ":inferred");
    }

    /** Returns the flag that the record declares; if it declares several, the strongest one. */
    private static Label declaredLabel(MedicalRecord record, List<String> conflicts) {
        Label declared = null;
        for (Label flag :
                List.of(Label.ABNORMAL, Label.UNCERTAIN, Label.NORMAL, Label.NO_FINDING, Label.OTHER, Label.UNKNOWN)) {
            if (Boolean.TRUE.equals(Flag.valueOf(record.get(flag.text())))) {
                if (declared == null) {
                    declared = flag;
                } else if (declared != Label.NORMAL || flag != Label.NO_FINDING) {
                    conflicts.add("label: declared " + declared + " and " + flag);
                }
            }
        }
        return declared;
    }
}
