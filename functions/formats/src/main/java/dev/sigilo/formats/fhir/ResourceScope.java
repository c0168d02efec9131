package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources of a Bundle or of a message, by what references name them with (FHIR R4, bundle.html#references). */
final class ResourceScope {
    /** The types that a urn may name, because it names no type itself. */
    private static final List<String> TYPES = List.of(
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
            "Specimen");

    /**
     * What a reference points to.
     *
     * @param resource the resource, or null if there is none or more than one
     * @param several  whether there are several
     * @param patients whether there are several and one of them is a patient
     */
    record Match(Resource resource, boolean several, boolean patients) {
        static final Match NONE = new Match(null, false, false);
        private static final Match SEVERAL = new Match(null, true, false);
        private static final Match SEVERAL_PATIENTS = new Match(null, true, true);

        boolean isNone() {
            return resource == null && !several;
        }

        /** Returns only whether there is one, because a resource identifies a person. */
        @Override
        public String toString() {
            return "Match[" + (several ? "several" : isNone() ? "none" : "one") + "]";
        }
    }

    private final Map<String, Match> byUrl;
    /** By type and id. */
    private final Map<String, Match> byId;
    /** By type and id, of the resources without a URL. */
    private final Map<String, Match> byIdWithoutUrl;
    /** By type and id, of the resources that do not name their server. */
    private final Map<String, Match> byIdWithoutServer;
    /** By type and identifier. */
    private final Map<String, Match> byIdentifier;

    ResourceScope(List<Resource> resources) {
        Map<String, List<Resource>> urls = new HashMap<>();
        Map<String, List<Resource>> ids = new HashMap<>();
        Map<String, List<Resource>> withoutUrl = new HashMap<>();
        Map<String, List<Resource>> withoutServer = new HashMap<>();
        Map<String, List<Resource>> identifiers = new HashMap<>();
        for (Resource resource : resources) {
            String url = resource.fullUrl();
            if (url != null) {
                put(urls, Reference.withoutVersion(url), resource);
            }
            if (resource.id() != null) {
                String id = resource.type() + '/' + resource.id();
                put(ids, id, resource);
                if (url == null) {
                    put(withoutUrl, id, resource);
                }
                if (url == null || !url.startsWith("http")) {
                    put(withoutServer, id, resource);
                }
            }
            for (Element identifier : resource.root().values("identifier")) {
                String value = identifier.peek("value");
                if (value != null) {
                    put(identifiers, key(resource.type(), identifier.peek("system"), value), resource);
                }
            }
        }
        byUrl = matches(urls);
        byId = matches(ids);
        byIdWithoutUrl = matches(withoutUrl);
        byIdWithoutServer = matches(withoutServer);
        byIdentifier = matches(identifiers);
    }

    private static void put(Map<String, List<Resource>> map, String key, Resource resource) {
        map.computeIfAbsent(key, any -> new ArrayList<>(1)).add(resource);
    }

    private static String key(String type, String system, String value) {
        return type + '?' + (system == null ? "" : system) + '|' + value;
    }

    private static Map<String, Match> matches(Map<String, List<Resource>> candidates) {
        Map<String, Match> matches = new HashMap<>();
        candidates.forEach((key, resources) -> matches.put(key, match(resources)));
        return matches;
    }

    /** Copies and versions of one resource are one, and so are patients who are the same person. */
    private static Match match(List<Resource> candidates) {
        Map<Object, List<Resource>> different = new LinkedHashMap<>();
        boolean patients = false;
        for (Resource resource : candidates) {
            patients |= resource.isPatient();
            different
                    .computeIfAbsent(
                            resource.isPatient() ? (Object) resource.person() : resource.newest(),
                            any -> new ArrayList<>(1))
                    .add(resource);
        }
        if (different.size() > 1) {
            return patients ? Match.SEVERAL_PATIENTS : Match.SEVERAL;
        }
        List<Resource> versions = different.values().iterator().next();
        // The first one that is not older than another one.
        Resource newest = versions.get(0);
        for (Resource resource : versions) {
            newest = ResourceVersions.isLater(resource, newest) ? resource : newest;
        }
        return new Match(newest, false, false);
    }

    /** Returns what has an identifier. */
    Match identifier(String type, String system, String value) {
        return byIdentifier.getOrDefault(key(type, system, value), Match.NONE);
    }

    /**
     * Returns what a URL points to.
     *
     * @param base the base URL of the server that the reference comes from, or null
     */
    Match url(String url, String base) {
        String plain = Reference.withoutVersion(url);
        int query = plain.indexOf("?identifier=");
        if (query >= 0) {
            String token = plain.substring(query + "?identifier=".length());
            return byIdentifier.getOrDefault(
                    Reference.urlType(plain) + '?' + (token.indexOf('|') < 0 ? "|" : "") + token, Match.NONE);
        }
        Match found = byUrl.get(plain);
        if (found != null) {
            return found;
        }
        String type = Reference.urlType(plain);
        String id = Reference.urlId(plain);
        if (plain.startsWith("urn:")) {
            return urn(id);
        }
        if (type == null) {
            return Match.NONE;
        }
        String local = type + '/' + id;
        // A resource with another URL than the one that is looked for is another resource, though its id is the same.
        if (!plain.equals(local)) {
            return byIdWithoutUrl.getOrDefault(local, Match.NONE);
        }
        if (base == null) {
            return byId.getOrDefault(local, Match.NONE);
        }
        Match sameServer = byUrl.get(base + plain);
        return sameServer == null ? byIdWithoutServer.getOrDefault(local, Match.NONE) : sameServer;
    }

    private Match urn(String id) {
        for (String type : TYPES) {
            Match match = byIdWithoutUrl.get(type + '/' + id);
            if (match != null) {
                return match;
            }
        }
        return Match.NONE;
    }
}
