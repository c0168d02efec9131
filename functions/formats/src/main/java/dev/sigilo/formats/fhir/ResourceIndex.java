package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the resources of a message that references point to (FHIR R4, bundle.html#references). */
final class ResourceIndex {
    private final Map<String, Resource> byUrl = new HashMap<>();
    /** By type and id; null if several resources have them. */
    private final Map<String, Resource> byId = new HashMap<>();
    /** By type and identifier; null if several resources have it. */
    private final Map<String, Resource> byIdentifier = new HashMap<>();

    ResourceIndex(List<Resource> resources) {
        for (Resource resource : resources) {
            if (resource.fullUrl() != null) {
                byUrl.putIfAbsent(Reference.withoutVersion(resource.fullUrl()), resource);
            }
            if (resource.id() != null) {
                putUnique(byId, resource.type() + '/' + resource.id(), resource);
            }
            for (Element identifier : resource.root().values("identifier")) {
                String value = identifier.peek("value");
                if (value != null) {
                    putUnique(byIdentifier, key(resource.type(), identifier.peek("system"), value), resource);
                }
            }
        }
    }

    private static void putUnique(Map<String, Resource> map, String key, Resource resource) {
        if (map.containsKey(key) && map.get(key) != resource) {
            map.put(key, null);
        } else {
            map.put(key, resource);
        }
    }

    private static String key(String type, String system, String value) {
        return type + '?' + (system == null ? "" : system) + '|' + value;
    }

    /** Resolves all references of a resource. */
    void resolve(Resource resource) {
        for (Reference reference : resource.references()) {
            reference.element().target(target(reference, resource));
        }
    }

    /** Returns the resource that a reference points to, or null if the message does not have it or has several. */
    private Resource target(Reference reference, Resource from) {
        String url = reference.url();
        Resource target = url == null ? null : byUrl(url, from);
        if (target != null) {
            return target;
        }
        Element identifier = reference.element().first("identifier");
        String type = reference.type();
        if (identifier == null || identifier.peek("value") == null) {
            return null;
        }
        if (type == null && reference.isSubject()) {
            type = "Patient";
        }
        return type == null ? null : byIdentifier.get(key(type, identifier.peek("system"), identifier.peek("value")));
    }

    private Resource byUrl(String url, Resource from) {
        if (url.startsWith("#")) {
            return contained(url.substring(1), from.container() == null ? from : from.container());
        }
        String plain = Reference.withoutVersion(url);
        int query = plain.indexOf("?identifier=");
        if (query >= 0) {
            String type = Reference.urlType(plain);
            String token = plain.substring(query + "?identifier=".length());
            return byIdentifier.get(type + '?' + (token.indexOf('|') < 0 ? "|" : "") + token);
        }
        Resource found = byUrl.get(plain);
        if (found != null) {
            return found;
        }
        String type = Reference.urlType(plain);
        String id = Reference.urlId(plain);
        if (plain.startsWith("urn:")) {
            return withoutUrl(uniqueById(id));
        }
        if (type == null) {
            return null;
        }
        boolean relative = plain.equals(type + '/' + id);
        String base = relative ? base(from) : null;
        if (base != null && byUrl.containsKey(base + plain)) {
            return byUrl.get(base + plain);
        }
        Resource local = byId.get(type + '/' + id);
        boolean elsewhere = base != null
                && local != null
                && local.fullUrl() != null
                && local.fullUrl().startsWith("http");
        return relative && !elsewhere ? local : withoutUrl(local);
    }

    /** A resource with another URL than the one that is looked for is another resource, though its id is the same. */
    private static Resource withoutUrl(Resource resource) {
        return resource == null || resource.fullUrl() == null ? resource : null;
    }

    /** A urn names no type; an id that is a UUID is unique without it. */
    private Resource uniqueById(String id) {
        for (String type : List.of(
                "Patient",
                "Practitioner",
                "PractitionerRole",
                "Organization",
                "Location",
                "Encounter",
                "Observation",
                "ServiceRequest",
                "ImagingStudy",
                "Device",
                "Coverage",
                "RelatedPerson",
                "Condition",
                "Medication",
                "Specimen")) {
            Resource resource = byId.get(type + '/' + id);
            if (resource != null) {
                return resource;
            }
        }
        return null;
    }

    private static Resource contained(String id, Resource container) {
        return id.isEmpty() ? container : container.contained(id);
    }

    /** Returns the base URL of the server that a resource comes from, with a slash at its end, or null. */
    private static String base(Resource resource) {
        Resource outer = resource.container() == null ? resource : resource.container();
        String url = outer.fullUrl();
        if (url == null || !url.startsWith("http")) {
            return null;
        }
        String suffix = outer.type() + '/' + outer.id();
        String plain = Reference.withoutVersion(url);
        return plain.endsWith('/' + suffix) ? plain.substring(0, plain.length() - suffix.length()) : null;
    }

    /** Returns the resources that refer to each patient as the person they are about, of these types. */
    static Map<Resource, List<Resource>> byPatient(List<Resource> resources, List<String> types) {
        Map<Resource, List<Resource>> found = new HashMap<>();
        for (Resource resource : resources) {
            if (types.contains(resource.type())) {
                for (Reference reference : resource.references()) {
                    Resource target = reference.element().target();
                    if (reference.isSubject() && target != null && target.type().equals("Patient")) {
                        List<Resource> others = found.computeIfAbsent(target, any -> new ArrayList<>());
                        if (others.isEmpty() || others.get(others.size() - 1) != resource) {
                            others.add(resource);
                        }
                    }
                }
            }
        }
        return found;
    }
}
