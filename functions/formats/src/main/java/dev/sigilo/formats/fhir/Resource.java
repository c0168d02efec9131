package dev.sigilo.formats.fhir;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A resource of a message, with its place in it. Contains PHI. */
final class Resource {
    private final String type;
    private final String id;
    private final String fullUrl;
    private final String place;
    private final Element root;
    private final byte[] source;
    private final Resource container;
    private final boolean history;
    private final Map<String, Resource> contained = new LinkedHashMap<>(0);
    private List<Reference> references;
    private Facts facts;
    private Map<String, Integer> dropped;
    private boolean used;

    /**
     * @param root      the resource
     * @param fullUrl   its URL in its bundle, or null
     * @param place     its place in the message
     * @param source    the bytes that the resource is in
     * @param container the resource that contains it, or null
     * @param history   whether it is a version in a history, of which the first one is the newest
     */
    Resource(Element root, String fullUrl, String place, byte[] source, Resource container, boolean history) {
        this.type = root.peek("resourceType");
        this.id = root.peek("id");
        this.fullUrl = fullUrl;
        this.place = place;
        this.root = root;
        this.source = source;
        this.container = container;
        this.history = history;
        for (Element inner : root.values("contained")) {
            if (container == null && FhirNames.isType(inner.peek("resourceType"))) {
                inner.markRead();
                contained.putIfAbsent(
                        String.valueOf(inner.peek("id")), new Resource(inner, null, place, source, this, false));
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

    /** Returns whether the message is a history, in which the first version of a resource is the newest. */
    boolean isHistory() {
        return history;
    }

    /** Returns the bytes that the resource is in, from {@link #start} to {@link #start} + {@link #size}. */
    byte[] source() {
        return source;
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

    void markUsed() {
        used = true;
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
