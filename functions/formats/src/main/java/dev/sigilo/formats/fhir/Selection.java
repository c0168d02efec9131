package dev.sigilo.formats.fhir;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which resources of a message become records, and which other resources each record contains. */
final class Selection {
    /** The maximum number of records in one message. */
    static final int MAX_RECORDS = 5_000;
    /** The maximum size of all records' messages together, in bytes. */
    static final int MAX_BYTES = 64 * 1024 * 1024;
    /** The maximum number of resources in one record. */
    static final int MAX_PARTS = 2_000;
    /** The maximum number of relatives, coverages and accounts of one patient. */
    static final int MAX_OF_PATIENT = 50;

    /** Resources that identify people and places, or only add to the resource that refers to them. */
    private static final Set<String> ADDITIONS = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "HealthcareService",
            "Device",
            "RelatedPerson",
            "Coverage",
            "Account",
            "CareTeam",
            "Specimen",
            "Medication");

    private static final List<String> OF_PATIENT = List.of("RelatedPerson", "Coverage", "Account");
    /** Resources that become records only if no other record contains them. */
    private static final Set<String> ELSE_RECORDS = Set.of("Observation", "ServiceRequest", "Patient");

    private static final List<String> SUBJECTS = List.of("subject", "patient", "beneficiary");

    /**
     * A record.
     *
     * @param focal   the resource that the record is made from
     * @param patient the patient, or null if the message does not contain the patient
     * @param parts   the other resources of the record, the patient among them
     */
    record Planned(Resource focal, Resource patient, Collection<Resource> parts) {
        @Override
        public String toString() {
            return "Planned[" + focal + "]";
        }
    }

    private final FhirMap map;
    private final List<Resource> resources;
    private final Map<Integer, List<Resource>> ofPerson;
    private final Map<Resource, Integer> places = new HashMap<>();
    private final List<Planned> planned = new ArrayList<>();
    private long bytes;

    /** @param resources the message's resources, without those in others; their references have been resolved */
    Selection(FhirMap map, List<Resource> resources) {
        this.map = map;
        this.resources = resources;
        this.ofPerson = ResourceIndex.byPerson(resources, OF_PATIENT);
        for (Resource resource : resources) {
            places.put(resource, places.size());
        }
    }

    /**
     * Plans one record of the first resource, which the others belong to.
     *
     * @throws RecordFormatException {@link RejectReason#TOO_LARGE}
     */
    List<Planned> single() throws RecordFormatException {
        if (resources.get(0).ambiguous() == null) {
            plan(resources.get(0));
        }
        return planned;
    }

    /**
     * Plans the records of a message, in the message's order.
     *
     * @throws RecordFormatException {@link RejectReason#TOO_MANY_RECORDS}, or {@code TOO_LARGE} if the records' messages
     *                               together are over the limit, because many records share large resources
     */
    List<Planned> all() throws RecordFormatException {
        for (Resource resource : resources) {
            if (isFocal(resource) && !ELSE_RECORDS.contains(resource.type())) {
                plan(resource);
            }
        }
        observations();
        planUnused("ServiceRequest");
        for (Resource resource : resources) {
            if (isFocal(resource) && isMerge(resource)) {
                plan(resource);
            }
        }
        planUnused("Patient");
        planned.sort(Comparator.comparing(one -> places.get(one.focal())));
        return planned;
    }

    private boolean isFocal(Resource resource) {
        return map.isRecord(resource.type()) && resource.isNewest() && resource.ambiguous() == null;
    }

    /** Groups come before their members; in a circle of groups the first one is the group. */
    private void observations() throws RecordFormatException {
        if (!map.isRecord("Observation")) {
            return;
        }
        List<Resource> groups = new ArrayList<>();
        Set<Resource> members = new LinkedHashSet<>();
        for (Resource resource : resources) {
            if (resource.type().equals("Observation")
                    && isFocal(resource)
                    && !resource.isUsed()
                    && resource.root().member("hasMember") != null) {
                groups.add(resource);
                for (Reference reference : resource.references()) {
                    Resource target = reference.element().target();
                    if (reference.name().equals("hasMember") && target != null && isCompatible(resource, target)) {
                        members.add(target);
                    }
                }
            }
        }
        for (Resource group : groups) {
            if (!members.contains(group)) {
                plan(group);
            }
        }
        planUnused("Observation");
    }

    private void planUnused(String type) throws RecordFormatException {
        for (Resource resource : resources) {
            if (resource.type().equals(type) && isFocal(resource) && !resource.isUsed()) {
                plan(resource);
            }
        }
    }

    /** A patient who replaces another one is a record in any case: two records of patients become one. */
    static boolean isMerge(Resource resource) {
        return resource.type().equals("Patient")
                && resource.root().values("link").stream().anyMatch(link -> "replaces".equals(link.peek("type")));
    }

    private void plan(Resource focal) throws RecordFormatException {
        Resource patient = focal.type().equals("Patient") ? focal : patient(focal);
        Set<Resource> parts = new LinkedHashSet<>();
        Deque<Resource> queue = new ArrayDeque<>();
        queue.add(focal);
        if (patient != null) {
            enter(patient, focal, parts, queue);
            for (Resource other : ofPerson.getOrDefault(patient.person(), List.of())) {
                if (parts.size() <= MAX_OF_PATIENT && isCompatible(focal, other)) {
                    enter(other, focal, parts, queue);
                }
            }
        }
        while (!queue.isEmpty()) {
            Resource from = queue.poll();
            for (Reference reference : from.references()) {
                Resource target = reference.element().target();
                if (target != null
                        && parts.size() < MAX_PARTS
                        && follows(focal, from, reference, target)
                        && isCompatible(focal, target)) {
                    enter(target, focal, parts, queue);
                }
            }
        }
        focal.markUsed();
        bytes += focal.size();
        for (Resource part : parts) {
            part.markUsed();
            bytes += part.size();
        }
        if (bytes > MAX_BYTES) {
            throw new RecordFormatException(RejectReason.TOO_LARGE, "entry", -1);
        }
        if (planned.size() >= MAX_RECORDS) {
            throw new RecordFormatException(RejectReason.TOO_MANY_RECORDS, "entry", -1);
        }
        planned.add(new Planned(focal, patient, parts));
    }

    private static void enter(Resource resource, Resource focal, Set<Resource> parts, Deque<Resource> queue) {
        Resource outer = resource.container();
        if (outer != null && outer != focal && !parts.contains(outer)) {
            return;
        }
        if (resource != focal && parts.add(resource)) {
            queue.add(resource);
        }
    }

    private static boolean follows(Resource focal, Resource from, Reference reference, Resource target) {
        String name = reference.name();
        switch (target.type()) {
            case "Patient":
                // The patient whom this one replaces is the same person.
                return from == focal && focal.type().equals("Patient") && name.equals("other");
            case "Binary":
                return from == focal && Reference.isAttachment(name);
            case "Encounter":
                return name.equals("encounter") || name.equals("context");
            case "ServiceRequest":
                return name.equals("basedOn") && !from.type().equals("ServiceRequest");
            case "ImagingStudy":
                return from.type().equals("DiagnosticReport") && name.equals("imagingStudy");
            case "Observation":
                return (from.type().equals("DiagnosticReport") && name.equals("result")
                                || from.type().equals("Observation") && name.equals("hasMember"))
                        && !"entered-in-error".equals(focal.root().peek("status"));
            case "Condition":
                return name.equals("reasonReference");
            default:
                return ADDITIONS.contains(target.type());
        }
    }

    /** Returns the patient whom the resource is about, or null. */
    private static Resource patient(Resource resource) {
        for (Element subject : subjects(resource)) {
            if (subject.target() != null && subject.target().isPatient()) {
                return subject.target();
            }
        }
        return null;
    }

    /** Returns the references to the patient whom the resource is about. */
    static List<Element> subjects(Resource resource) {
        for (String name : SUBJECTS) {
            List<Element> subjects = resource.root().values(name);
            if (!subjects.isEmpty()) {
                return subjects;
            }
        }
        return List.of();
    }

    /** Returns whether a resource is not about another patient than the record. */
    private static boolean isCompatible(Resource focal, Resource other) {
        if (other.type().equals("Patient") || other == focal) {
            return true;
        }
        if (other.ambiguous() != null) {
            return false;
        }
        List<Element> subjects = subjects(focal);
        Resource patient = focal.type().equals("Patient") ? focal : patient(focal);
        for (Element theirs : subjects(other)) {
            Resource target = theirs.target();
            if (target != null && !target.isPatient()) {
                continue;
            }
            boolean same = target != null
                    ? patient != null && target.person() == patient.person()
                    : patient == null
                            && !subjects.isEmpty()
                            && key(subjects.get(0)).equals(key(theirs));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static String key(Element reference) {
        String url = reference.peek("reference");
        String id = Reference.urlId(url);
        if (id != null) {
            return id;
        }
        Element identifier = reference.first("identifier");
        String value = identifier == null ? url : identifier.peek("value");
        return value == null ? "" : value;
    }
}
