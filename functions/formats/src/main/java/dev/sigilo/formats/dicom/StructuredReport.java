package dev.sigilo.formats.dicom;

import dev.sigilo.records.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The content tree of a structured report (PS3.3 C.17.3) as text that people can read: a line per content item, such as
 * {@code Diameter: 3.1 cm}, indented below the heading of its container. Not thread-safe.
 */
final class StructuredReport {
    /** Sections by coding system and code: LOINC, and PS3.16 Annex D (DCM), CID 7001 and CID 7002. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("LN 18782-3", Fields.FINDINGS),
            Map.entry("LN 59776-5", Fields.FINDINGS),
            Map.entry("DCM 121070", Fields.FINDINGS),
            Map.entry("DCM 121071", Fields.FINDINGS),
            Map.entry("LN 19005-8", Fields.IMPRESSION),
            Map.entry("LN 51848-0", Fields.IMPRESSION),
            Map.entry("DCM 121072", Fields.IMPRESSION),
            Map.entry("DCM 121073", Fields.IMPRESSION),
            Map.entry("DCM 121076", Fields.IMPRESSION),
            Map.entry("DCM 121077", Fields.IMPRESSION),
            Map.entry("LN 18785-6", Fields.INDICATION),
            Map.entry("LN 42349-1", Fields.INDICATION),
            Map.entry("DCM 121062", Fields.INDICATION),
            Map.entry("DCM 121109", Fields.INDICATION),
            Map.entry("LN 11329-0", Fields.CLINICAL_HISTORY),
            Map.entry("DCM 121060", Fields.CLINICAL_HISTORY),
            Map.entry("LN 18834-2", Fields.COMPARISON),
            Map.entry("LN 55111-9", Fields.TECHNIQUE),
            Map.entry("DCM 121064", Fields.TECHNIQUE),
            Map.entry("DCM 121065", Fields.TECHNIQUE),
            Map.entry("LN 18783-1", Fields.RECOMMENDATION),
            Map.entry("DCM 121074", Fields.RECOMMENDATION),
            Map.entry("DCM 121075", Fields.RECOMMENDATION));
    /** Headings of local codes that mean a section. */
    private static final Map<String, String> HEADINGS = Map.of(
            "findings", Fields.FINDINGS,
            "finding", Fields.FINDINGS,
            "impression", Fields.IMPRESSION,
            "impressions", Fields.IMPRESSION,
            "conclusion", Fields.IMPRESSION,
            "conclusions", Fields.IMPRESSION,
            "recommendation", Fields.RECOMMENDATION,
            "recommendations", Fields.RECOMMENDATION);

    private static final Set<String> SUBJECT_NAME_CODES = Set.of("DCM 121029");
    private static final int MAX_OBSERVATIONS = 5_000;

    /**
     * A coded or measured content item.
     *
     * @param concept   what it is about
     * @param value     the code's meaning or the number
     * @param valueCode the code of the value; null for numbers
     * @param unit      the unit of a number, or null
     */
    record Observation(Code concept, String value, Code valueCode, String unit) {
        @Override
        public String toString() {
            return "Observation";
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<PersonName> subjectNames = new ArrayList<>();

    private StructuredReport() {}

    /** Reads the content tree of a dataset; null if it has none. */
    static StructuredReport of(Dataset dataset) {
        if (dataset.items(Tag.CONTENT_SEQUENCE).isEmpty()) {
            return null;
        }
        StructuredReport report = new StructuredReport();
        Code title = Code.of(dataset, Tag.CONCEPT_NAME);
        if (title != null && title.text() != null) {
            report.text.append(title.text()).append('\n');
        }
        report.children(dataset, 0, null);
        return report;
    }

    /** Returns the whole text. */
    String text() {
        return text.toString().strip();
    }

    /** Returns the texts of the sections that are known, by field. */
    Map<String, String> sections() {
        Map<String, String> texts = new LinkedHashMap<>();
        sections.forEach((field, section) -> texts.put(field, section.toString().strip()));
        return texts;
    }

    List<Observation> observations() {
        return observations;
    }

    /** Returns the names of patients and other subjects that the tree contains. */
    List<PersonName> subjectNames() {
        return subjectNames;
    }

    private void children(Dataset parent, int depth, String section) {
        for (Dataset item : parent.items(Tag.CONTENT_SEQUENCE)) {
            item(item, depth, section);
        }
    }

    private void item(Dataset item, int depth, String outerSection) {
        Code concept = Code.of(item, Tag.CONCEPT_NAME);
        String type = item.text(Tag.VALUE_TYPE);
        String own = section(concept);
        String section = outerSection != null ? outerSection : own;
        String value = value(item, type, concept);
        String name = concept == null ? null : concept.text();
        boolean startsSection = outerSection == null && own != null;
        if (value != null) {
            String line = name == null ? value : name + ": " + value;
            line(depth, line);
            sectionLine(section, startsSection ? value : line);
        } else if (name != null) {
            line(depth, name + ":");
            // The heading of a section is the name of its field.
            sectionLine(startsSection ? null : section, name + ":");
        }
        children(item, depth + 1, section);
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private void sectionLine(String section, String line) {
        if (section != null) {
            sections.computeIfAbsent(section, unused -> new StringBuilder())
                    .append(line)
                    .append('\n');
        }
    }

    private static String section(Code concept) {
        if (concept == null) {
            return null;
        }
        String section = SECTIONS.get(concept.system() + " " + concept.value());
        if (section == null && concept.meaning() != null) {
            section = HEADINGS.get(concept.meaning().toLowerCase(Locale.ROOT));
        }
        return section;
    }

    /** Returns the value of a content item as text (PS3.3 C.18); null for a container or an empty value. */
    private String value(Dataset item, String type, Code concept) {
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "TEXT" -> item.text(Tag.TEXT_VALUE);
            case "NUM" -> number(item, concept);
            case "CODE" -> code(item, concept);
            case "DATE" -> DicomDates.date(item.text(Tag.DATE));
            case "TIME" -> DicomDates.time(item.text(Tag.TIME));
            case "DATETIME" -> DicomDates.dateTime(item.text(Tag.DATE_TIME));
            case "PNAME" -> person(item, concept);
            case "UIDREF" -> "[UID]";
            case "IMAGE" -> "[image]";
            case "WAVEFORM" -> "[waveform]";
            case "COMPOSITE" -> "[object]";
            case "SCOORD", "SCOORD3D" -> "[region]";
            case "TCOORD" -> "[points in time]";
            default -> null;
        };
    }

    private String number(Dataset item, Code concept) {
        Dataset measured = item.item(Tag.MEASURED_VALUE);
        String number = measured == null ? null : measured.text(Tag.NUMERIC_VALUE);
        if (number == null) {
            return null;
        }
        Code unit = Code.of(measured, Tag.MEASUREMENT_UNITS);
        String unitText =
                unit == null || "1".equals(unit.value()) ? null : unit.value() != null ? unit.value() : unit.text();
        observe(new Observation(concept, number, null, unitText));
        return unitText == null ? number : number + " " + unitText;
    }

    private String code(Dataset item, Code concept) {
        Code value = Code.of(item, Tag.CONCEPT_CODE);
        if (value == null) {
            return null;
        }
        observe(new Observation(concept, value.text(), value, null));
        return value.text();
    }

    private String person(Dataset item, Code concept) {
        if (concept != null && SUBJECT_NAME_CODES.contains(concept.system() + " " + concept.value())) {
            Element element = item.get(Tag.PERSON_NAME);
            for (Object value : element == null ? List.of() : element.values()) {
                if (value instanceof PersonName name) {
                    subjectNames.add(name);
                }
            }
        }
        return item.text(Tag.PERSON_NAME);
    }

    private void observe(Observation observation) {
        if (observation.concept != null && observations.size() < MAX_OBSERVATIONS) {
            observations.add(observation);
        }
    }

    @Override
    public String toString() {
        return "StructuredReport[" + text.length() + " characters]";
    }
}
