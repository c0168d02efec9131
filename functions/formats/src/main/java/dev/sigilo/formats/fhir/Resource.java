package dev.sigilo.formats.fhir;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A resource of a message, with its place in it. Contains PHI. */
final class Resource {
    /** The number of the bundle of a resource that is in none. */
    static final int NO_BUNDLE = 0;

    private final String type;
    private final String id;
    private final String fullUrl;
    private final String place;
    private final Element root;
    private final byte[] source;
    private final Resource container;
    private final int bundle;
    private final Map<String, Resource> contained = new LinkedHashMap<>(0);
    private List<Reference> references;
    private Facts facts;
    private Map<String, Integer> dropped;
    private boolean used;
    private int person = -1;
    private String ambiguous;
    private Resource original;
    private Resource newer;

    /**
     * @param root      the resource
     * @param fullUrl   its URL in its bundle, or null
     * @param place     its place in the message
     * @param source    the bytes that the resource is in
     * @param container the resource that contains it, or null
     * @param bundle    the number of the innermost Bundle that it is in, or {@link #NO_BUNDLE}
     */
    Resource(Element root, String fullUrl, String place, byte[] source, Resource container, int bundle) {
        this.type = root.peek("resourceType");
        this.id = root.peek("id");
        this.fullUrl = fullUrl;
        this.place = place;
        this.root = root;
        this.source = source;
        this.container = container;
        this.bundle = bundle;
        for (Element inner : root.values("contained")) {
            if (container == null && FhirNames.isType(inner.peek("resourceType"))) {
                contained.putIfAbsent(
                        String.valueOf(inner.peek("id")), new Resource(inner, null, place, source, this, bundle));
            }
        }
    }

    String type() {
        return type;
    }

    /** Returns the resource's id, or null. */
    String id() {
        return id;
    }

    /** Returns the resource's URL in its bundle, or null. */
    String fullUrl() {
        return fullUrl;
    }

    String place() {
        return place;
    }

    Element root() {
        return root;
    }

    /** Returns the resource that contains this one, or null. */
    Resource container() {
        return container;
    }

    Collection<Resource> contained() {
        return contained.values();
    }

    /** Returns the contained resource with an id, or null. */
    Resource contained(String inner) {
        Resource found = contained.get(inner);
        return found == null ? contained.get('#' + inner) : found;
    }

    /** Returns the number of the innermost Bundle that it is in, or {@link #NO_BUNDLE}. */
    int bundle() {
        return bundle;
    }

    /** Returns whether another resource is not in another bundle, in which the same id may mean something else. */
    boolean isNear(Resource other) {
        return bundle == other.bundle || bundle == NO_BUNDLE || other.bundle == NO_BUNDLE;
    }

    boolean isPatient() {
        return type.equals("Patient");
    }

    /** Returns the number of the person, if it is a patient: copies and versions of one patient have one number. */
    int person() {
        return person;
    }

    void person(int number) {
        person = number;
    }

    /** Returns the element that may mean one of several patients of the message, or null. */
    String ambiguous() {
        return ambiguous;
    }

    void ambiguous(String element) {
        ambiguous = element;
    }

    void copyOf(Resource other) {
        original = other;
    }

    void olderThan(Resource other) {
        newer = other;
    }

    /** Returns whether the message has the same bytes before. */
    boolean isCopy() {
        return original != null;
    }

    /** Returns whether a record of its own may be made from it: it is not a copy, and there is no later version. */
    boolean isNewest() {
        return newest() == this;
    }

    /** Returns the version of the resource that a record may be made from; itself if there is no other one. */
    Resource newest() {
        Resource at = this;
        while (at.original != null || at.newer != null) {
            at = at.original == null ? at.newer : at.original;
        }
        return at;
    }

    /** Returns the bytes that the resource is in, from {@link #start} to {@link #start} + {@link #size}. */
    byte[] source() {
        return source;
    }

    /** Returns a copy of the resource's bytes; none if another resource contains it. */
    byte[] bytes() {
        return Arrays.copyOfRange(source, start(), start() + size());
    }

    int start() {
        return root.start();
    }

    /** Returns the resource's size in bytes; 0 if another resource contains it. */
    int size() {
        return container == null ? root.end() - root.start() : 0;
    }

    /** Returns the references and attachments with a URL in the resource, not those in contained resources. */
    List<Reference> references() {
        if (references == null) {
            references = Reference.in(this);
        }
        return references;
    }

    /** Returns what was read from the resource, or null before it is read. */
    Facts facts() {
        return facts;
    }

    void facts(Facts read) {
        facts = read;
    }

    /** Returns whether a record contains the resource. */
    boolean isUsed() {
        return used;
    }

    /** Notes that a record contains the resource, and so what it is a copy of. */
    void markUsed() {
        used = true;
        if (original != null) {
            original.used = true;
        }
    }

    /** Returns how often each path of the resource was left out. All that is read must have been read before. */
    Map<String, Integer> dropped() {
        if (dropped == null) {
            Map<String, Integer> counts = new TreeMap<>();
            DroppedElements.count(this, counts);
            dropped = counts;
        }
        return dropped;
    }

    /** Returns only the type, because a resource identifies a person. */
    @Override
    public String toString() {
        return FhirNames.isType(type) ? type : FhirNames.UNKNOWN;
    }
}
