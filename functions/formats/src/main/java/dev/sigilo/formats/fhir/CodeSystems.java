package dev.sigilo.formats.fhir;

import java.util.List;
import java.util.Map;

/** The short names of code systems and of identifier systems, by their URIs (terminology.hl7.org). */
final class CodeSystems {
    /** The name of every other code system. */
    static final String LOCAL = "LOCAL";

    private static final String OID = "urn:oid:";

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("http://loinc.org", "LN"),
            Map.entry("2.16.840.1.113883.6.1", "LN"),
            Map.entry("http://snomed.info/sct", "SCT"),
            Map.entry("2.16.840.1.113883.6.96", "SCT"),
            Map.entry("http://radlex.org", "RADLEX"),
            Map.entry("http://www.radlex.org", "RADLEX"),
            Map.entry("http://playbook.radlex.org", "RADLEX"),
            Map.entry("2.16.840.1.113883.6.256", "RADLEX"),
            Map.entry("http://hl7.org/fhir/sid/icd-10", "ICD-10"),
            Map.entry("2.16.840.1.113883.6.3", "ICD-10"),
            Map.entry("http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM"),
            Map.entry("2.16.840.1.113883.6.90", "ICD-10-CM"),
            Map.entry("http://hl7.org/fhir/sid/icd-10-de", "ICD-10"),
            Map.entry("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "ICD-10"),
            Map.entry("http://fhir.de/CodeSystem/dimdi/icd-10-gm", "ICD-10"),
            Map.entry("http://hl7.org/fhir/sid/icd-9-cm", "ICD-9"),
            Map.entry("2.16.840.1.113883.6.103", "ICD-9"),
            Map.entry("http://www.ama-assn.org/go/cpt", "CPT"),
            Map.entry("2.16.840.1.113883.6.12", "CPT"),
            Map.entry("http://dicom.nema.org/resources/ontology/DCM", "DCM"),
            Map.entry("1.2.840.10008.2.16.4", "DCM"),
            Map.entry("http://unitsofmeasure.org", "UCUM"),
            Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", "RXNORM"),
            Map.entry("http://hl7.org/fhir/sid/cvx", "CVX"));

    /** The types (HL7 table 0203) of identifiers whose system says what they are. */
    private static final Map<String, String> IDENTIFIERS = Map.ofEntries(
            Map.entry("http://hl7.org/fhir/sid/us-ssn", "SS"),
            Map.entry("2.16.840.1.113883.4.1", "SS"),
            Map.entry("http://hl7.org/fhir/sid/us-npi", "NPI"),
            Map.entry("2.16.840.1.113883.4.6", "NPI"),
            Map.entry("http://hl7.org/fhir/sid/us-medicare", "MC"),
            Map.entry("http://hl7.org/fhir/sid/us-mbi", "MC"),
            Map.entry("http://hl7.org/fhir/sid/us-hicn", "MC"),
            Map.entry("https://fhir.nhs.uk/Id/nhs-number", "NI"),
            Map.entry("urn:dicom:uid", "UID"));

    /** Systems in the order of preference, where a concept has codes of several. */
    private static final List<String> PREFERRED =
            List.of("LN", "SCT", "RADLEX", "ICD-10-CM", "ICD-10", "ICD-9", "CPT", "DCM", "RXNORM", "CVX");

    private CodeSystems() {}

    private static String bare(String uri) {
        return uri.startsWith(OID) ? uri.substring(OID.length()) : uri;
    }

    /** Returns the short name of a code system, {@link #LOCAL} if it is not a known one, or null if there is none. */
    static String name(String uri) {
        return uri == null ? null : CODES.getOrDefault(bare(uri), LOCAL);
    }

    /** Returns the type of an identifier from its system, or null. */
    static String identifierType(String uri) {
        return uri == null ? null : IDENTIFIERS.get(bare(uri));
    }

    /** Returns the coding of the preferred system: the first one of a known system, otherwise the first; or null. */
    static Element preferred(Element concept) {
        Element best = null;
        int rank = Integer.MAX_VALUE;
        for (Element coding : concept.values("coding")) {
            String system = name(coding.peek("system"));
            int place = system == null ? -1 : PREFERRED.indexOf(system);
            int its = place < 0 ? PREFERRED.size() : place;
            if (coding.isObject() && (best == null || its < rank)) {
                best = coding;
                rank = its;
            }
        }
        return best;
    }
}
