package dev.sigilo.formats.fhir;

import dev.sigilo.formats.FurtherValues;
import dev.sigilo.formats.fhir.Facts.Hit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads each resource once: the lines of the map, the names in its references, and what the map cannot express. */
final class FactReader {
    /** Fields with a code of another party, which is left out if it does not look like a code. */
    private static final Set<String> CODES = Set.of("order_status", "report_status", "patient_class");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,16}");
    private static final Set<String> UIDS = Set.of("study_uid");
    /** References whose displays only repeat what the resources that they point to say. */
    private static final Set<String> SHOWN_BY_TARGET =
            Set.of("result", "hasMember", "encounter", "basedOn", "imagingStudy");
    /** The elements that say what a clinical resource is about, by its type. */
    private static final Map<String, String> CONCEPTS = Map.ofEntries(
            Map.entry("Condition", "code"),
            Map.entry("Procedure", "code"),
            Map.entry("ServiceRequest", "code"),
            Map.entry("AllergyIntolerance", "code"),
            Map.entry("Immunization", "vaccineCode"),
            Map.entry("MedicationRequest", "medication"),
            Map.entry("MedicationAdministration", "medication"),
            Map.entry("MedicationDispense", "medication"),
            Map.entry("MedicationStatement", "medication"));

    private final FhirMap map;

    FactReader(FhirMap map) {
        this.map = map;
    }

    /** Returns what the resource says. Its references must have been resolved. */
    Facts read(Resource resource) {
        if (resource.facts() != null) {
            return resource.facts();
        }
        Element root = resource.root();
        root.markRead();
        boolean mistake = Modifiers.isMistake(root);
        boolean modified = root.member("modifierExtension") != null;
        Facts facts = Facts.empty(mistake || modified);
        resource.facts(facts);
        for (FhirMap.Line line : map.lines(resource.type())) {
            read(line, root, facts);
        }
        names(resource, facts);
        modify(resource, facts);
        if (facts.withheld()) {
            root.withhold(mistake ? Modifiers.ENTERED_IN_ERROR : "modifierExtension");
            return facts;
        }
        structure(resource, facts);
        return facts;
    }

    /**
     * Reads a line. If an earlier line gave its field already, a text is added to it, and an identifier becomes a further
     * value. Any other value is not read, so that it is counted.
     */
    private static void read(FhirMap.Line line, Element root, Facts facts) {
        Hit earlier = line.list() ? null : facts.hit(line.field());
        boolean text = RecordAssembly.isText(line.field());
        if (earlier != null && !text && FurtherValues.listOf(line.field()) == null) {
            return;
        }
        List<String> values = values(line, root);
        if (values.isEmpty()) {
            return;
        }
        if (earlier != null && text) {
            Set<String> all = new LinkedHashSet<>(earlier.values());
            all.addAll(values);
            Hit joined = new Hit(earlier.order(), line.field(), false, new ArrayList<>(all));
            facts.hits().set(facts.hits().indexOf(earlier), joined);
        } else {
            facts.hits().add(new Hit(line.order(), line.field(), line.list(), values));
        }
    }

    /** Corrects the values of the map's lines where another element changes their meaning. */
    private void modify(Resource resource, Facts facts) {
        Element root = resource.root();
        List<Hit> hits = facts.hits();
        if (Modifiers.isProhibition(root)) {
            int order = map.size();
            for (Hit hit : hits) {
                order = hit.field().equals("order_status") ? hit.order() : order;
            }
            // The code is that of something that must not be done.
            hits.removeIf(hit -> Set.of("order_status", "code").contains(hit.field()));
            hits.add(new Hit(order, "order_status", false, List.of(camelCase(Modifiers.DO_NOT_PERFORM))));
        }
        if (resource.type().equals("DocumentReference") && "superseded".equals(root.peek("status"))) {
            hits.add(new Hit(-1, "report_status", false, List.of("superseded")));
        }
        if (resource.type().equals("Observation") && ObservationReader.isAboutAnother(root)) {
            hits.removeIf(hit -> Set.of("code", "body_part").contains(hit.field()));
        }
    }

    private static List<String> values(FhirMap.Line line, Element root) {
        Set<String> values = new LinkedHashSet<>();
        for (Element element : line.path().values(root)) {
            String text = value(line.field(), element);
            if (text != null) {
                values.add(text);
            }
        }
        return new ArrayList<>(values);
    }

    private static String value(String field, Element element) {
        boolean date = field.endsWith("_date");
        if (date && element.kind() == Element.Kind.BOOLEAN) {
            return null;
        }
        if (field.equals("physician_name") && names(element) != Reference.Names.STAFF) {
            return null;
        }
        if (field.equals("facility") && names(element) != Reference.Names.ORGANIZATION) {
            return null;
        }
        boolean concept = element.isObject() && (element.member("coding") != null || element.member("code") != null);
        String text = field.equals("code") && concept ? FhirText.codeAndText(element) : FhirText.of(element);
        if (text == null) {
            return null;
        }
        if (CODES.contains(field)) {
            String code = camelCase(text);
            if (CODE.matcher(code).matches()) {
                return code;
            }
            element.withhold("text");
            return null;
        }
        if (UIDS.contains(field) && text.startsWith("urn:oid:")) {
            return text.substring("urn:oid:".length());
        }
        return date ? FhirText.date(text) : text;
    }

    /** A name that is not written in a reference is taken as the map says. */
    private static Reference.Names names(Element element) {
        boolean reference = element.isObject()
                && (element.target() != null
                        || element.member("reference") != null
                        || element.member("display") != null);
        if (!reference) {
            return element.name().equals("name") && element.isScalar() || !element.isObject()
                    ? Reference.Names.ORGANIZATION
                    : Reference.Names.STAFF;
        }
        return new Reference(element, element.name(), element.peek("reference")).names();
    }

    /** Writes a code such as {@code entered-in-error} without hyphens: {@code enteredInError}. */
    private static String camelCase(String code) {
        if (code.indexOf('-') < 0) {
            return code;
        }
        StringBuilder joined = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '-') {
                upper = true;
            } else {
                joined.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return joined.toString();
    }

    /** References name people and places even if the message does not contain their resources. */
    private void names(Resource resource, Facts facts) {
        Set<String> staff = new LinkedHashSet<>();
        Set<String> patient = new LinkedHashSet<>();
        Set<String> related = new LinkedHashSet<>();
        Set<String> organizations = new LinkedHashSet<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Reference reference : resource.references()) {
            Element element = reference.element();
            if (Reference.isAttachment(reference.name()) && element.member("reference") == null) {
                continue;
            }
            Element identifier = element.first("identifier");
            String id = identifier == null ? null : identifier.peek("value");
            if (id != null) {
                ids.add(id);
                identifier.markWhole();
            }
            String url = reference.url();
            if (url != null && url.indexOf('|') >= 0) {
                ids.add(url.substring(url.lastIndexOf('|') + 1));
            }
            if (element.member("reference") != null) {
                element.member("reference").markRead();
            }
            Set<String> named = switch (reference.names()) {
                case PATIENT -> patient;
                case STAFF -> staff;
                case RELATED -> related;
                case ORGANIZATION -> organizations;
                case OTHER -> null;
            };
            String display = element.peek("display");
            boolean shown = element.target() != null && SHOWN_BY_TARGET.contains(reference.name());
            if (shown && element.first("display") != null) {
                element.first("display").markRead();
            }
            if (named != null && display != null) {
                named.add(FhirText.withoutTitle(display));
                element.markWhole();
            }
        }
        authors(resource.root(), staff);
        int order = map.size();
        add(facts, order++, "staff_names", staff);
        add(facts, order++, "other_names", patient);
        add(facts, order++, "related_names", related);
        add(facts, order++, "organizations", organizations);
        add(facts, order, "other_ids", ids);
    }

    private static void authors(Element root, Set<String> staff) {
        for (String name : List.of("note", "comment")) {
            for (Element note : root.values(name)) {
                String author = note.peek("authorString");
                if (author != null) {
                    staff.add(FhirText.withoutTitle(author));
                }
            }
        }
    }

    private static void add(Facts facts, int order, String field, Set<String> values) {
        if (!values.isEmpty()) {
            facts.hits().add(new Hit(order, field, true, new ArrayList<>(values)));
        }
    }

    private static void structure(Resource resource, Facts facts) {
        Element root = resource.root();
        switch (resource.type()) {
            case "Observation" -> ObservationReader.read(root, facts);
            case "ImagingStudy" -> study(root, facts);
            case "DiagnosticReport" -> {
                for (Element conclusion : root.values("conclusionCode")) {
                    addCoded(facts, conclusion, root.peek("status"));
                }
            }
            case "ServiceRequest" -> {
                root.values("doNotPerform").forEach(Element::markWhole);
                if (Modifiers.isProhibition(root) || Modifiers.intent(root) != null) {
                    clinical(resource, facts);
                }
            }
            default -> {
                if (CONCEPTS.containsKey(resource.type())) {
                    clinical(resource, facts);
                }
            }
        }
    }

    private static void addCoded(Facts facts, Element concept, String status) {
        CodedObservation coded = CodedObservation.of(concept, status);
        if (coded != null) {
            facts.coded().add(coded);
            concept.markWhole();
        }
    }

    /** A condition, procedure, allergy, immunization or medication: its code, and a line with its status. */
    private static void clinical(Resource resource, Facts facts) {
        Element root = resource.root();
        String element = CONCEPTS.get(resource.type());
        List<Element> concepts = root.values(element);
        if (concepts.isEmpty()) {
            concepts = root.choices(element);
        }
        String verification = Modifiers.verification(root);
        List<String> statuses = Modifiers.of(root);
        for (String name : List.of("verificationStatus", "clinicalStatus", "status", "doNotPerform", "isSubpotent")) {
            root.values(name).forEach(Element::markWhole);
        }
        if (resource.type().equals("MedicationRequest")) {
            root.values("intent").forEach(Element::markWhole);
        }
        String status = statuses.isEmpty() ? null : String.join(", ", statuses);
        String codedStatus = Modifiers.strongest(root);
        for (Element concept : concepts) {
            Element coded = concept;
            if (concept.target() != null && concept.target().type().equals("Medication")) {
                coded = concept.target().root().first("code");
            }
            String text = FhirText.of(concept);
            if (text == null || coded == null) {
                continue;
            }
            addCoded(facts, coded, codedStatus);
            facts.lines().add(resource.type() + ": " + text + (status == null ? "" : " (" + status + ')'));
            if (resource.type().equals("Condition") && !Modifiers.isRefuted(verification)) {
                String diagnosis = Modifiers.verified(text, verification);
                facts.hits().add(new Hit(-1, "diagnosis", false, List.of(diagnosis)));
            }
        }
    }

    private static void study(Element root, Facts facts) {
        List<Element> series = root.values("series");
        String seriesCount = root.text("numberOfSeries");
        if (seriesCount == null && !series.isEmpty()) {
            seriesCount = Integer.toString(series.size());
        }
        long instances = 0;
        List<Element> seriesUids = new ArrayList<>();
        List<Element> instanceUids = new ArrayList<>();
        for (Element one : series) {
            seriesUids.addAll(one.values("uid"));
            String count = one.text("numberOfInstances");
            for (Element instance : one.values("instance")) {
                instanceUids.addAll(instance.values("uid"));
            }
            instances += isCount(count)
                    ? Long.parseLong(count)
                    : one.values("instance").size();
        }
        String instanceCount = root.text("numberOfInstances");
        if (instanceCount == null && instances > 0) {
            instanceCount = Long.toString(instances);
        }
        if (isCount(seriesCount)) {
            facts.numbers().put("study_series", seriesCount);
        }
        if (isCount(instanceCount)) {
            facts.numbers().put("study_instances", instanceCount);
        }
        single(facts, "series_uid", seriesUids);
        single(facts, "instance_uid", instanceUids);
    }

    private static boolean isCount(String text) {
        return text != null
                && text.length() <= 9
                && !text.isEmpty()
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A field has one UID: those of several series or instances are left out and counted. */
    private static void single(Facts facts, String field, List<Element> uids) {
        String uid = uids.size() == 1 ? uids.get(0).text() : null;
        if (uid != null) {
            String bare = uid.startsWith("urn:oid:") ? uid.substring("urn:oid:".length()) : uid;
            facts.hits().add(new Hit(-1, field, false, List.of(bare)));
        }
    }
}
