package dev.sigilo.formats.fhir;

import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The map of FHIR's paths to fields, ready for use. */
final class FhirMap {
    private static final String RECORDS = "records";
    /** Fields that the reader itself writes, because they are made of several elements. */
    private static final Set<String> BUILT = Set.of(
            "record_id",
            "source_format",
            "source_type",
            "coded_observations",
            "source_dropped",
            "study_series",
            "study_instances",
            "series_uid",
            "instance_uid",
            "dicom");

    /**
     * One line of the map.
     *
     * @param order its place in the map
     * @param path  its path
     * @param field its field
     * @param list  whether the field is a list
     */
    record Line(int order, FhirPath path, String field, boolean list) {}

    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Set<String> records = new LinkedHashSet<>();
    private final int size;

    /** @throws FieldMapException for unknown settings, resource types and elements */
    FhirMap(FieldMap map) {
        List<String> faults = new ArrayList<>();
        if (!map.format().equals(FhirReader.FORMAT)) {
            faults.add("format: must be " + FhirReader.FORMAT);
        }
        map.settings().keySet().stream()
                .filter(name -> !name.equals(RECORDS))
                .forEach(name -> faults.add("settings." + name + ": unknown; use " + RECORDS));
        for (String type : map.settings().getOrDefault(RECORDS, "").strip().split("[\\s,]+")) {
            if (!FhirNames.isType(type)) {
                faults.add("settings." + RECORDS
                        + ": must list the FHIR R4 resource types that become records, with commas between them");
            }
            records.add(type);
        }
        int order = 0;
        for (FieldMap.Entry entry : map.entries()) {
            if (BUILT.contains(entry.field())) {
                faults.add("fields." + entry.path() + ": " + entry.field() + " is written by the reader itself");
            }
            try {
                FhirPath path = FhirPath.of(entry.path());
                lines.computeIfAbsent(path.type(), any -> new ArrayList<>())
                        .add(new Line(order, path, entry.field(), entry.list()));
            } catch (IllegalArgumentException e) {
                faults.add("fields." + entry.path() + ": " + e.getMessage());
            }
            order++;
        }
        size = order;
        if (!faults.isEmpty()) {
            throw new FieldMapException(map.format() + ".yaml", faults);
        }
    }

    /** Returns whether a resource of this type becomes a record. */
    boolean isRecord(String type) {
        return records.contains(type);
    }

    /** Returns the lines for a resource type, in the order of the map. */
    List<Line> lines(String type) {
        return lines.getOrDefault(type, List.of());
    }

    /** Returns the number of lines. */
    int size() {
        return size;
    }
}
