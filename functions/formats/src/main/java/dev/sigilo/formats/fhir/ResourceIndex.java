package dev.sigilo.formats.fhir;

import dev.sigilo.formats.fhir.ResourceScope.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the resources of a message that references point to: in the Bundle that the reference is in, and if that has
 * none, in the whole message. A reference that may mean one of several patients means none of them.
 */
final class ResourceIndex {
    private final List<Resource> resources;
    private ResourceScope message;
    private final Map<Integer, ResourceScope> bundles = new HashMap<>();

    private ResourceIndex(List<Resource> resources) {
        this.resources = resources;
    }

    /** Resolves all references of a message, and marks the copies and older versions among its resources. */
    static void resolve(List<Resource> resources) {
        ResourceIndex index = new ResourceIndex(resources);
        ResourceVersions.number(resources);
        // Whether two resources are versions of one depends on their patients.
        index.scopes(true);
        index.resolveAll(true);
        ResourceVersions.mark(resources);
        index.scopes(false);
        index.resolveAll(false);
    }

    private void scopes(boolean patients) {
        List<Resource> all = new ArrayList<>();
        Map<Integer, List<Resource>> byBundle = new HashMap<>();
        for (Resource resource : resources) {
            if (!patients || resource.isPatient()) {
                all.add(resource);
                byBundle.computeIfAbsent(resource.bundle(), any -> new ArrayList<>())
                        .add(resource);
            }
        }
        message = new ResourceScope(all);
        bundles.clear();
        byBundle.forEach((bundle, own) -> {
            if (bundle != Resource.NO_BUNDLE && own.size() < all.size()) {
                bundles.put(bundle, new ResourceScope(own));
            }
        });
    }

    private void resolveAll(boolean subjects) {
        for (Resource resource : resources) {
            resolve(resource, subjects);
            for (Resource inner : resource.contained()) {
                resolve(inner, subjects);
            }
        }
    }

    private void resolve(Resource resource, boolean subjects) {
        for (Reference reference : resource.references()) {
            if (subjects && !reference.isSubject()) {
                continue;
            }
            String url = reference.url();
            if (url != null && url.startsWith("#")) {
                Resource outer = resource.container() == null ? resource : resource.container();
                reference.element().target(url.length() == 1 ? outer : outer.contained(url.substring(1)));
                continue;
            }
            Match match = match(reference, resource);
            reference.element().target(match.resource());
            if (match.patients() && isAboutPatient(resource, reference)) {
                resource.ambiguous(reference.name());
                if (resource.container() != null) {
                    resource.container().ambiguous("contained");
                }
            }
        }
    }

    /** The patient of a resource, and the patient whose number a merge retires, must be certain. */
    private static boolean isAboutPatient(Resource resource, Reference reference) {
        return reference.isSubject()
                || Selection.isMerge(resource) && reference.name().equals("other");
    }

    private Match match(Reference reference, Resource from) {
        ResourceScope bundle = bundles.get(from.bundle());
        String url = reference.url();
        if (url != null) {
            String base = base(from);
            Match match = bundle == null ? Match.NONE : bundle.url(url, base);
            match = match.isNone() ? message.url(url, base) : match;
            if (!match.isNone()) {
                return match;
            }
        }
        Element identifier = reference.element().first("identifier");
        String value = identifier == null ? null : identifier.peek("value");
        String type = reference.type();
        if (type == null && reference.isSubject()) {
            type = "Patient";
        }
        if (value == null || type == null) {
            return Match.NONE;
        }
        String system = identifier.peek("system");
        Match match = bundle == null ? Match.NONE : bundle.identifier(type, system, value);
        return match.isNone() ? message.identifier(type, system, value) : match;
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

    /**
     * Returns the resources of these types that refer to each person ({@link Resource#person}) as their patient. A
     * resource in one bundle is no evidence about a patient in another one.
     */
    static Map<Integer, List<Resource>> byPerson(List<Resource> resources, List<String> types) {
        Map<Integer, List<Resource>> found = new HashMap<>();
        for (Resource resource : resources) {
            if (types.contains(resource.type()) && !resource.isCopy()) {
                for (Reference reference : resource.references()) {
                    Resource target = reference.element().target();
                    if (reference.isSubject() && target != null && target.isPatient() && resource.isNear(target)) {
                        List<Resource> others = found.computeIfAbsent(target.person(), any -> new ArrayList<>());
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
