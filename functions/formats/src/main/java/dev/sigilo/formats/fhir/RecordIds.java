package dev.sigilo.formats.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names records. A later version of the same resource has the same name, whether it comes by itself or in a bundle: so
 * nothing of the name depends on the other resources.
 */
final class RecordIds {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** Types of identifiers that several resources may share, such as an accession number. */
    private static final Set<String> SHARED = Set.of("ACSN", "PLAC", "PGN", "VN", "AN", "MR");

    private RecordIds() {}

    /**
     * Returns the record's id: {@code fhir:}, the resource type, and the resource's own identifier with its system and
     * code; or else its id, which is only unique with the patient's unless it is a UUID; or else a hash of its bytes.
     */
    static String of(Resource resource, String patientId) {
        return FhirReader.FORMAT + ':' + resource.type() + ':' + own(resource, patientId);
    }

    private static String own(Resource resource, String patientId) {
        Element root = resource.root();
        String patient = patientId == null ? "" : patientId;
        if (resource.type().equals("Patient") && patientId != null) {
            return patient;
        }
        for (Element identifier : root.values("identifier")) {
            String value = identifier.peek("value");
            if (value != null && !isShared(identifier)) {
                String system = identifier.peek("system");
                Element code = root.first("code");
                return (system == null ? patient : system)
                        + '|'
                        + value
                        + (code == null || FhirText.code(code).isEmpty() ? "" : ':' + FhirText.code(code));
            }
        }
        String id = resource.id();
        if (id == null && resource.fullUrl() != null && resource.fullUrl().startsWith("urn:uuid:")) {
            id = Reference.urlId(resource.fullUrl());
        }
        if (id == null) {
            return hash(resource);
        }
        return isUuid(id) ? id : subjectId(resource) + '/' + id;
    }

    private static boolean isShared(Element identifier) {
        Element type = identifier.first("type");
        return type != null && SHARED.contains(FhirText.code(type));
    }

    private static String subjectId(Resource resource) {
        for (Element subject : Selection.subjects(resource)) {
            String id = Reference.urlId(subject.peek("reference"));
            if (id != null) {
                return id;
            }
        }
        return "";
    }

    /**
     * Returns an id for a patient who has no identifier: a UUID as it is, and any other id with its type, so that it is
     * never taken for a medical record number.
     */
    static String patient(String id) {
        return id == null || isUuid(id) ? id : "Patient/" + id;
    }

    static boolean isUuid(String id) {
        return UUID.matcher(id).matches();
    }

    /** Returns a hash of the resource's bytes. */
    static String hash(Resource resource) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(resource.source(), resource.start(), resource.size());
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the characters of a text as bytes in UTF-8. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
