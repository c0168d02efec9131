package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A reference from one resource to another, or an attachment with a URL.
 *
 * @param element the reference
 * @param name    the name of its element
 * @param url     what it points to, or null if it has only an identifier or a display
 */
record Reference(Element element, String name, String url) {
    /** Elements whose value is a reference even if it has only a display or an identifier. */
    private static final Set<String> PERSONS = Set.of(
            "performer",
            "author",
            "requester",
            "actor",
            "individual",
            "resultsInterpreter",
            "interpreter",
            "recorder",
            "asserter",
            "attester",
            "authenticator",
            "party",
            "participant",
            "practitioner",
            "member",
            "referrer",
            "generalPractitioner",
            "informationSource",
            "operator",
            "collector",
            "enterer",
            "sender",
            "receiver",
            "recipient",
            "authorReference",
            "responsible",
            "assignedActor",
            "careManager",
            "who");

    private static final Set<String> PATIENTS = Set.of("subject", "patient", "beneficiary", "subscriber");
    private static final Set<String> ORGANIZATIONS = Set.of(
            "serviceProvider",
            "organization",
            "managingOrganization",
            "custodian",
            "payor",
            "location",
            "facility",
            "insurer",
            "origin",
            "destination",
            "locationReference",
            "assigner");
    private static final Set<String> ATTACHMENTS = Set.of("presentedForm", "attachment", "content", "photo");
    private static final Set<String> STAFF_TYPES = Set.of("Practitioner", "PractitionerRole", "CareTeam");
    private static final Set<String> ORGANIZATION_TYPES =
            Set.of("Organization", "Location", "HealthcareService", "Endpoint");

    /** Whom or what a reference names. */
    enum Names {
        PATIENT,
        STAFF,
        RELATED,
        ORGANIZATION,
        /** Nothing that identifies, such as a condition. */
        OTHER
    }

    /** Returns the references of a resource, not those of the resources in it. */
    static List<Reference> in(Resource resource) {
        List<Reference> found = new ArrayList<>();
        for (Element child : resource.root().children()) {
            if (!child.name().equals("contained") && !child.name().equals("text")) {
                collect(child, found);
            }
        }
        return found;
    }

    private static void collect(Element element, List<Reference> found) {
        if (element.isScalar()) {
            return;
        }
        if (element.isObject()) {
            String name = element.name();
            Element reference = element.member("reference");
            if (reference != null && reference.kind() == Element.Kind.STRING) {
                found.add(new Reference(element, name, element.peek("reference")));
                return;
            }
            if (isAttachment(name) && element.member("url") != null) {
                found.add(new Reference(element, name, element.peek("url")));
                return;
            }
            if (isNamed(name)
                    && element.member("coding") == null
                    && (element.member("display") != null || element.member("identifier") != null)) {
                found.add(new Reference(element, name, null));
                return;
            }
        }
        for (Element child : element.children()) {
            collect(child, found);
        }
    }

    private static boolean isNamed(String name) {
        return PERSONS.contains(name)
                || PATIENTS.contains(name)
                || ORGANIZATIONS.contains(name)
                || name.equals("basedOn")
                || name.equals("device")
                || name.equals("encounter")
                || name.equals("imagingStudy")
                || name.endsWith("Reference");
    }

    /** Returns whether an element of this name is an attachment. */
    static boolean isAttachment(String name) {
        return ATTACHMENTS.contains(name) || name.endsWith("Attachment");
    }

    /** Returns whether this is the reference to the patient whom the resource is about. */
    boolean isSubject() {
        return PATIENTS.contains(name);
    }

    /** Returns whom or what the reference names, from its type or else from its element. */
    Names names() {
        String type = type();
        if (type != null) {
            if (type.equals("Patient") && !name.equals("focus") || type.equals("Group") && isSubject()) {
                return Names.PATIENT;
            }
            if (type.equals("Patient") || type.equals("RelatedPerson")) {
                return Names.RELATED;
            }
            if (STAFF_TYPES.contains(type)) {
                return Names.STAFF;
            }
            return ORGANIZATION_TYPES.contains(type) ? Names.ORGANIZATION : Names.OTHER;
        }
        if (PATIENTS.contains(name)) {
            return Names.PATIENT;
        }
        if (PERSONS.contains(name)) {
            return Names.STAFF;
        }
        return ORGANIZATIONS.contains(name) ? Names.ORGANIZATION : Names.OTHER;
    }

    /** Returns the type of resource that the reference points to, or null if it is unknown. */
    String type() {
        Resource target = element.target();
        if (target != null) {
            return target.type();
        }
        String literal = urlType(url);
        if (literal != null) {
            return literal;
        }
        String declared = element.peek("type");
        return FhirNames.isType(declared) ? declared : null;
    }

    /** Returns the type in a URL such as {@code Patient/1} or {@code Patient?identifier=…}, or null. */
    static String urlType(String url) {
        if (url == null) {
            return null;
        }
        String path = withoutVersion(url);
        int query = path.indexOf('?');
        if (query >= 0) {
            String type = path.substring(path.lastIndexOf('/', query) + 1, query);
            return FhirNames.isType(type) ? type : null;
        }
        int slash = path.lastIndexOf('/');
        if (slash <= 0) {
            return null;
        }
        String type = path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
        return FhirNames.isType(type) ? type : null;
    }

    /** Returns the id in a URL such as {@code Patient/1} or {@code urn:uuid:…}, or null. */
    static String urlId(String url) {
        if (url == null || url.indexOf('?') >= 0) {
            return null;
        }
        String path = withoutVersion(url);
        if (path.startsWith("urn:uuid:") || path.startsWith("urn:oid:")) {
            return path.substring(path.indexOf(':', 4) + 1);
        }
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the URL without {@code /_history/…}. */
    static String withoutVersion(String url) {
        int version = url.indexOf("/_history/");
        return version < 0 ? url : url.substring(0, version);
    }

    /** Returns only the element's name, because a reference identifies a person. */
    @Override
    public String toString() {
        return "Reference[" + FhirNames.shown(name) + "]";
    }
}
