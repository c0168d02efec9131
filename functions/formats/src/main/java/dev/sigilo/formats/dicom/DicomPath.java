package dev.sigilo.formats.dicom;

import dev.sigilo.formats.FieldMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the field map: the path of an attribute, by tags or keywords, such as {@code
 * RequestAttributesSequence.RequestedProcedureDescription} or {@code (0010,0010)}.
 *
 * @param tags  the sequences and the attribute
 * @param vr    the attribute's value representation
 * @param field the field that gets its value
 * @param list  whether the field is a list
 */
record DicomPath(int[] tags, Vr vr, String field, boolean list) {
    private static final Pattern TAG = Pattern.compile("\\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\\)");

    /** Reads a line. Adds what is wrong to the faults and returns null if it cannot be used. */
    static DicomPath of(FieldMap.Entry line, List<String> faults) {
        String[] parts = line.path().split("\\.", -1);
        int[] tags = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Matcher tag = TAG.matcher(parts[i]);
            tags[i] = tag.matches() ? Tag.parse(tag.group(1) + tag.group(2)) : DataDictionary.tag(parts[i]);
            String place = "fields." + line.path() + ": " + parts[i];
            if (tags[i] == -1 || !DataDictionary.contains(tags[i])) {
                faults.add(place + " is not a tag such as (0010,0010) or a keyword of DICOM PS3.6");
                return null;
            }
            if (i < parts.length - 1 && DataDictionary.vr(tags[i], false) != Vr.SQ) {
                faults.add(place + " is not a sequence; only a sequence can have a path within it");
                return null;
            }
        }
        Vr vr = DataDictionary.vr(tags[tags.length - 1], false);
        if (vr.isBulk()) {
            faults.add("fields." + line.path() + ": is binary data, which is not read");
            return null;
        }
        return new DicomPath(tags, vr, line.field(), line.list());
    }

    /** Returns the attribute's values as text, from all items of the sequences. */
    List<String> values(Dataset dataset) {
        List<String> values = new ArrayList<>();
        collect(dataset, 0, values);
        return values;
    }

    private void collect(Dataset dataset, int step, List<String> values) {
        int tag = tags[step];
        if (step < tags.length - 1) {
            for (Dataset item : dataset.items(tag)) {
                collect(item, step + 1, values);
            }
            return;
        }
        Element element = dataset.get(tag);
        if (element == null) {
            return;
        }
        for (Object value : element.values()) {
            String text = text(value);
            if (text != null && !text.isEmpty()) {
                values.add(text);
            }
        }
    }

    private String text(Object value) {
        if (value instanceof Dataset item) {
            Code code = Code.of(item);
            return code == null
                    ? null
                    : code.value() == null || code.meaning() == null
                            ? code.text()
                            : code.value() + " " + code.meaning();
        }
        if (value instanceof PersonName name) {
            List<String> names = name.names();
            return names.isEmpty() ? null : names.get(0);
        }
        String text = Dataset.text(value);
        return vr == Vr.DA || vr == Vr.DT ? DicomDates.date(text) : text;
    }

    @Override
    public String toString() {
        return "DicomPath[" + field + "]";
    }
}
