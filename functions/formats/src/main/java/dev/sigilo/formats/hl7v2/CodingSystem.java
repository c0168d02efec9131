package dev.sigilo.formats.hl7v2;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The short names of coding systems in records, from those of HL7 table 0396. */
final class CodingSystem {
    static final String LOCAL = "LOCAL";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("LN", "LN"),
            Map.entry("LOINC", "LN"),
            Map.entry("SCT", "SCT"),
            Map.entry("SNOMED", "SCT"),
            Map.entry("SNOMED-CT", "SCT"),
            Map.entry("SNOMEDCT", "SCT"),
            Map.entry("RADLEX", "RADLEX"),
            Map.entry("I10", "ICD-10"),
            Map.entry("ICD10", "ICD-10"),
            Map.entry("ICD-10", "ICD-10"),
            Map.entry("I10C", "ICD-10-CM"),
            Map.entry("ICD10CM", "ICD-10-CM"),
            Map.entry("ICD-10-CM", "ICD-10-CM"),
            Map.entry("I9", "ICD-9"),
            Map.entry("I9C", "ICD-9"),
            Map.entry("I9CDX", "ICD-9"),
            Map.entry("ICD9", "ICD-9"),
            Map.entry("ICD-9", "ICD-9"),
            Map.entry("C4", "CPT"),
            Map.entry("CPT", "CPT"),
            Map.entry("CPT4", "CPT"),
            Map.entry("DCM", "DCM"),
            Map.entry("UCUM", "UCUM"));
    private static final Set<String> OTHERS =
            Set.of("CVX", "MVX", "NDC", "RXNORM", "NCIT", "ATC", "HPC", "HCPCS", "CDCREC", "SNM", "SNM3", "ICDO");

    private CodingSystem() {}

    /** Returns the short name, {@link #LOCAL} for a system that is not public, or an empty text if none is given. */
    static String of(String written) {
        String upper = written.strip().toUpperCase(Locale.ROOT);
        if (upper.isEmpty()) {
            return "";
        }
        if (OTHERS.contains(upper) || upper.matches("HL7[0-9]{4}")) {
            return upper;
        }
        return NAMES.getOrDefault(upper, LOCAL);
    }
}
