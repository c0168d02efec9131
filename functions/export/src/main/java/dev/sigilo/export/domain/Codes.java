package dev.sigilo.export.domain;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The code systems of FHIR R4 that bundles name, and Sigilo's own. */
final class Codes {
    static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String LOINC = "http://loinc.org";
    static final String UCUM = "http://unitsofmeasure.org";
    static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    /** Identifiers: tokens, by the field that they come from. */
    static final String RECORD = "urn:sigilo:record";

    static final String PATIENT = "urn:sigilo:patient";
    static final String ACCESSION = "urn:sigilo:accession";
    static final String MESSAGE = "urn:sigilo:message";
    /** What classify finds in a report, and its status (docs/LABELS.md). */
    static final String FINDING = "urn:sigilo:finding";

    static final String FINDING_STATUS = "urn:sigilo:finding-status";
    static final String LABEL = "urn:sigilo:label";

    /** The URIs of FHIR R4, 4.3.0, for the short names in {@code coded_observations}. */
    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("LN", LOINC),
            Map.entry("SCT", "http://snomed.info/sct"),
            Map.entry("RADLEX", "http://radlex.org"),
            Map.entry("ICD-10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("ICD-10-CM", "http://hl7.org/fhir/sid/icd-10-cm"),
            Map.entry("ICD-9", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("CPT", "http://www.ama-assn.org/go/cpt"),
            Map.entry("DCM", DICOM),
            Map.entry("UCUM", UCUM));

    /** The numbers of DICOM PS3.16, annex D. */
    private static final Pattern DICOM_CODE = Pattern.compile("1[1-3]\\d{4}");

    private static final Set<String> REPORT_STATUSES = Set.of(
            "registered",
            "partial",
            "preliminary",
            "final",
            "amended",
            "corrected",
            "appended",
            "cancelled",
            "entered-in-error");
    private static final Set<String> OBSERVATION_STATUSES =
            Set.of("registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error");

    /** HL7 v2 table 0123, as in HL7's guide from v2 to FHIR. */
    private static final Map<String, String> RESULT_STATUS = Map.of(
            "o", "registered",
            "i", "registered",
            "s", "registered",
            "a", "partial",
            "r", "partial",
            "p", "preliminary",
            "c", "corrected",
            "f", "final",
            "x", "cancelled");
    /** HL7 v2 table 0085, as in HL7's guide from v2 to FHIR. */
    private static final Map<String, String> OBSERVATION_RESULT_STATUS = Map.of(
            "i", "registered",
            "p", "preliminary",
            "r", "preliminary",
            "s", "preliminary",
            "f", "final",
            "u", "final",
            "c", "corrected",
            "x", "cancelled",
            "w", "entered-in-error",
            "d", "entered-in-error");

    private static final Set<String> INTERPRETATIONS =
            Set.of("H", "HH", "L", "LL", "N", "A", "AA", "U", "D", "S", "R", "I", "POS", "NEG", "IND");
    private static final Map<String, String> GENDERS = Map.ofEntries(
            Map.entry("m", "male"),
            Map.entry("male", "male"),
            Map.entry("man", "male"),
            Map.entry("masculino", "male"),
            Map.entry("hombre", "male"),
            Map.entry("varón", "male"),
            Map.entry("f", "female"),
            Map.entry("female", "female"),
            Map.entry("woman", "female"),
            Map.entry("femenino", "female"),
            Map.entry("mujer", "female"),
            Map.entry("o", "other"),
            Map.entry("other", "other"),
            Map.entry("u", "unknown"),
            Map.entry("unknown", "unknown"));

    /**
     * Units of UCUM that reports and laboratories use. Many sources call other units UCUM too ({@code K/uL}), which would
     * make the bundle invalid; those stay a text.
     */
    static final Set<String> UNITS = Set.of(
            "%",
            "1",
            "a",
            "mo",
            "wk",
            "d",
            "h",
            "min",
            "s",
            "ms",
            "m",
            "cm",
            "mm",
            "um",
            "cm2",
            "mm2",
            "cm3",
            "mm3",
            "L",
            "dL",
            "mL",
            "uL",
            "kg",
            "g",
            "mg",
            "ug",
            "ng",
            "kg/m2",
            "g/dL",
            "g/L",
            "mg/dL",
            "mg/L",
            "ug/dL",
            "ug/L",
            "ug/mL",
            "ng/dL",
            "ng/mL",
            "pg/mL",
            "pg",
            "fL",
            "mol/L",
            "mmol/L",
            "umol/L",
            "nmol/L",
            "pmol/L",
            "meq/L",
            "U/L",
            "m[IU]/L",
            "[IU]/L",
            "u[IU]/mL",
            "10*3/uL",
            "10*6/uL",
            "10*9/L",
            "10*12/L",
            "/min",
            "mm[Hg]",
            "Cel",
            "[degF]",
            "[pH]",
            "mL/min",
            "mL/min/{1.73_m2}",
            "mm/h",
            "m/s",
            "cm/s",
            "mGy",
            "mGy.cm",
            "Gy",
            "mSv",
            "kV",
            "mA",
            "deg",
            "mg/g",
            "mosm/kg");

    private Codes() {}

    /** Returns whether this is a UCUM code that bundles give as such. */
    static boolean isUnit(String code) {
        return code != null && UNITS.contains(code);
    }

    /**
     * Returns the URI of the code system of a code; null if the system is local or not known, or if the code cannot be
     * one of it.
     *
     * @param shortName the system's name in {@code coded_observations}, or null
     */
    static String system(String shortName, String code) {
        if ("DCM".equals(shortName) && !DICOM_CODE.matcher(code).matches()
                || "UCUM".equals(shortName) && !isUnit(code)) {
            return null;
        }
        return shortName == null ? null : SYSTEMS.get(shortName);
    }

    /** Returns the status of a report (FHIR R4 diagnostic-report-status); {@code unknown} if the source gives none. */
    static String reportStatus(String text) {
        return status(text, REPORT_STATUSES, RESULT_STATUS);
    }

    /** Returns the status of an observation (FHIR R4 observation-status); {@code unknown} if the source gives none. */
    static String observationStatus(String text) {
        return status(text, OBSERVATION_STATUSES, OBSERVATION_RESULT_STATUS);
    }

    private static String status(String text, Set<String> own, Map<String, String> hl7) {
        String code = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        // A record has FHIR's codes without hyphens.
        code = code.equals("enteredinerror") ? "entered-in-error" : code;
        return own.contains(code) ? code : hl7.getOrDefault(code, "unknown");
    }

    /** Returns whether the flag is one that HL7 v2 and FHIR mean alike. */
    static boolean isInterpretation(String flag) {
        return INTERPRETATIONS.contains(flag);
    }

    /** Returns the administrative gender, or null if the text does not name one. */
    static String gender(String text) {
        return text == null ? null : GENDERS.get(text.strip().toLowerCase(Locale.ROOT));
    }
}
