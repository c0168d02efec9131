package dev.sigilo.formats.fhir;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the elements of a resource that were not read, by their path in FHIR's names. */
final class DroppedElements {
    /** What describes the resource and not the patient. */
    private static final Set<String> TECHNICAL = Set.of("resourceType", "id", "language");

    private static final Set<String> TECHNICAL_META = Set.of("id", "versionId", "lastUpdated", "profile", "source");
    private static final int MAX_STEPS = 4;

    private DroppedElements() {}

    /** Adds a resource's counts. The path begins with the resource's type. */
    static void count(Resource resource, Map<String, Integer> counts) {
        Element root = resource.root();
        String type = FhirNames.isType(resource.type()) ? resource.type() : FhirNames.UNKNOWN;
        if (root.withheld() != null) {
            add(counts, type + '[' + root.withheld() + ']');
            return;
        }
        for (Element child : root.children()) {
            String name = child.name();
            if (name.equals("meta")) {
                for (Element part : child.children()) {
                    if (!TECHNICAL_META.contains(part.name())) {
                        countValues(part, type + ".meta", 2, counts);
                    }
                }
            } else if (name.equals("text") && child.isObject()) {
                add(counts, type + ".text.div");
            } else if (name.equals("contained")) {
                countContained(child, type, counts);
            } else if (!TECHNICAL.contains(name)) {
                countValues(child, type, 1, counts);
            }
        }
    }

    /** Contained resources that are part of the record are counted as resources of their own. */
    private static void countContained(Element contained, String type, Map<String, Integer> counts) {
        for (Element inner : contained.kind() == Element.Kind.ARRAY ? contained.children() : List.of(contained)) {
            if (!inner.isTouched()) {
                add(counts, type + ".contained");
            }
        }
    }

    private static void countValues(Element element, String path, int steps, Map<String, Integer> counts) {
        if (element.kind() == Element.Kind.ARRAY) {
            for (Element item : element.children()) {
                countValue(item, path, steps, counts);
            }
        } else {
            countValue(element, path, steps, counts);
        }
    }

    private static void countValue(Element element, String path, int steps, Map<String, Integer> counts) {
        if (element.kind() == Element.Kind.NULL) {
            return;
        }
        String here = path + '.' + FhirNames.shown(element.name());
        if (element.withheld() != null) {
            add(counts, here + '[' + element.withheld() + ']');
        } else if (!element.isTouched() || steps >= MAX_STEPS && element.isObject() && hasUnread(element)) {
            add(counts, here);
        } else if (!element.isScalar() && steps < MAX_STEPS) {
            for (Element child : element.children()) {
                if (!child.name().equals("id")) {
                    countValues(child, here, steps + 1, counts);
                }
            }
        }
    }

    private static boolean hasUnread(Element element) {
        for (Element child : element.children()) {
            if (child.kind() != Element.Kind.ARRAY && !child.isTouched() || hasUnread(child)) {
                return true;
            }
        }
        return false;
    }

    static void add(Map<String, Integer> counts, String path) {
        counts.merge(path, 1, Integer::sum);
    }
}
