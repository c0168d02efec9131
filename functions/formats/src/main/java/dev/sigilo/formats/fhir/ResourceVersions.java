package dev.sigilo.formats.fhir;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the resources of a message that are copies or older versions of others. A resource is an older version only if
 * another one with its type, id and URL, about the same patient, says with {@code meta.versionId} or {@code
 * meta.lastUpdated} that it is later. The same id says little without the rest: ids are only unique within a server.
 */
final class ResourceVersions {
    private static final int MAX_DIGITS = 17;

    private ResourceVersions() {}

    /** Gives each patient, contained ones too, the number of the person. Patients with one number are one person. */
    static void number(List<Resource> resources) {
        List<Resource> patients = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource.isPatient()) {
                patients.add(resource);
            }
            for (Resource inner : resource.contained()) {
                if (inner.isPatient()) {
                    patients.add(inner);
                }
            }
        }
        int[] same = new int[patients.size()];
        Map<String, Integer> byEvidence = new HashMap<>();
        for (int i = 0; i < same.length; i++) {
            same[i] = i;
            for (String evidence : evidence(patients.get(i))) {
                Integer other = byEvidence.putIfAbsent(evidence, i);
                if (other != null) {
                    same[root(same, i)] = root(same, other);
                }
            }
        }
        for (int i = 0; i < same.length; i++) {
            patients.get(i).person(root(same, i));
        }
    }

    private static int root(int[] same, int start) {
        int at = start;
        while (same[at] != at) {
            same[at] = same[same[at]];
            at = same[at];
        }
        return at;
    }

    /** Two patients with the same id who share one of these texts are the same person. */
    private static List<String> evidence(Resource patient) {
        Resource outer = patient.container();
        String prefix = (outer == null ? "" : identity(outer) + '\n') + identity(patient) + '\n';
        List<String> found = new ArrayList<>();
        found.add(prefix + RecordIds.hash(outer == null ? patient : outer));
        for (Element identifier : patient.root().values("identifier")) {
            if (identifier.peek("value") != null) {
                found.add(prefix + identifier.peek("system") + '|' + identifier.peek("value"));
            }
        }
        String birth = patient.root().peek("birthDate");
        for (Element name : patient.root().values("name")) {
            List<Element> given = name.values("given");
            if (birth != null
                    && name.peek("family") != null
                    && !given.isEmpty()
                    && given.get(0).isScalar()) {
                found.add(prefix
                        + birth
                        + '\n'
                        + name.peek("family")
                        + '\n'
                        + given.get(0).text());
            }
        }
        return found;
    }

    private static String identity(Resource resource) {
        String url = resource.fullUrl() == null ? "" : Reference.withoutVersion(resource.fullUrl());
        return resource.type() + '\n' + resource.id() + '\n' + url;
    }

    /** Marks the copies and older versions among resources, whose references to patients have been resolved. */
    static void mark(List<Resource> resources) {
        Map<String, List<Resource>> groups = new HashMap<>();
        for (Resource resource : resources) {
            boolean named = resource.id() != null || resource.fullUrl() != null;
            if (named && resource.ambiguous() == null) {
                groups.computeIfAbsent(identity(resource) + '\n' + about(resource), any -> new ArrayList<>())
                        .add(resource);
            }
        }
        for (List<Resource> group : groups.values()) {
            if (group.size() > 1) {
                markGroup(group);
            }
        }
    }

    /** Whom a resource is about. The text of a report (Binary) names nobody, so only its bundle tells. */
    private static String about(Resource resource) {
        if (resource.isPatient()) {
            return "person " + resource.person();
        }
        if (resource.type().equals("Binary")) {
            return "bundle " + resource.bundle();
        }
        StringBuilder about = new StringBuilder();
        for (Element subject : Selection.subjects(resource)) {
            Resource target = subject.target();
            if (target != null && target.isPatient()) {
                about.append("person ").append(target.person()).append('\n');
                if (!resource.isNear(target)) {
                    about.append("bundle ").append(resource.bundle());
                }
            } else {
                Element identifier = subject.first("identifier");
                about.append(subject.peek("reference")).append('\n');
                if (identifier != null) {
                    about.append(identifier.peek("system")).append('|').append(identifier.peek("value"));
                }
            }
        }
        return about.toString();
    }

    private static void markGroup(List<Resource> group) {
        Map<String, Resource> originals = new HashMap<>();
        List<Resource> different = new ArrayList<>();
        for (Resource resource : group) {
            Resource original = originals.putIfAbsent(RecordIds.hash(resource), resource);
            if (original == null) {
                different.add(resource);
            } else {
                resource.copyOf(original);
            }
        }
        Resource highest = different.get(0);
        Resource latest = highest;
        for (Resource resource : different) {
            highest = Long.compare(version(resource), version(highest)) > 0 ? resource : highest;
            latest = updated(resource).isAfter(updated(latest)) ? resource : latest;
        }
        for (Resource resource : different) {
            if (isLater(highest, resource)) {
                resource.olderThan(highest);
            } else if (isLater(latest, resource)) {
                resource.olderThan(latest);
            }
        }
    }

    /** Returns whether a resource says that it is later than another one, and nothing in both says the opposite. */
    static boolean isLater(Resource resource, Resource other) {
        long own = version(resource);
        long theirs = version(other);
        Instant ownTime = updated(resource);
        Instant theirTime = updated(other);
        boolean times = !ownTime.equals(Instant.MIN) && !theirTime.equals(Instant.MIN);
        if (own >= 0 && theirs >= 0 && own != theirs) {
            return own > theirs && !(times && ownTime.isBefore(theirTime));
        }
        return times && ownTime.isAfter(theirTime);
    }

    /** Returns the version as a number, or -1 if there is none or it is no number. */
    private static long version(Resource resource) {
        Element meta = resource.root().first("meta");
        String version = meta == null ? null : meta.peek("versionId");
        boolean number = version != null
                && !version.isEmpty()
                && version.length() <= MAX_DIGITS
                && version.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(version) : -1;
    }

    private static Instant updated(Resource resource) {
        Element meta = resource.root().first("meta");
        String updated = meta == null ? null : meta.peek("lastUpdated");
        try {
            return updated == null ? Instant.MIN : OffsetDateTime.parse(updated).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }
}
