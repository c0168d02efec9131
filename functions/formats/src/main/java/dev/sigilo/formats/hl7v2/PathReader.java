package dev.sigilo.formats.hl7v2;

import dev.sigilo.formats.FurtherValues;
import dev.sigilo.records.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Reads the values that one line of the map selects into a record.
 *
 * @param path  where the values are
 * @param field the field that gets them
 * @param list  whether the field is a list
 */
record PathReader(Hl7Path path, String field, boolean list, Target target) {
    private static final Set<String> VISIT_DIAGNOSES = Set.of("DG1", "FT1", "PRB");
    private static final Pattern UID = Pattern.compile("[0-9]+(?:\\.[0-9]+)+");
    private static final Pattern STATUS = Pattern.compile("[A-Za-z0-9]{1,16}");
    /** DICOM's modality (PS3.3 C.7.3.1.1.1) for the diagnostic services of HL7 table 0074. */
    private static final Map<String, String> MODALITIES =
            Map.of("NMR", "MR", "RUS", "US", "VUS", "US", "OUS", "US", "CUS", "US", "NMS", "NM", "RT", "RTIMAGE");

    private static final List<String> DICOM_MODALITIES = List.of(
            "CT", "MR", "US", "NM", "PT", "CR", "DX", "MG", "XA", "RF", "SR", "ES", "XC", "OT", "IO", "PX", "BMD");

    PathReader(Hl7Path path, String field, boolean list) {
        this(path, field, list, Target.of(field));
    }

    /**
     * Returns how the path is read for a report or an order: the diagnosis of a visit (DG1, FT1, PRB) is not the
     * diagnosis of the report, but was known before it.
     */
    PathReader ofOrder() {
        boolean known = field.equals(Fields.DIAGNOSIS) && VISIT_DIAGNOSES.contains(path.segment());
        return known ? new PathReader(path, Fields.CLINICAL_HISTORY, false) : this;
    }

    /** Returns whether the values state something about the patient's health, unlike names and numbers. */
    boolean isFact() {
        return target == Target.TEXT || target == Target.CODED || target == Target.DATE;
    }

    /** Reads the values of one segment. */
    void read(Segment segment, RecordBuilder record) {
        for (Repetition repetition : segment.values(path.field())) {
            if (path.selects(repetition)) {
                read(repetition, record);
            }
        }
    }

    /** Reads the values of one repetition. */
    void read(Repetition repetition, RecordBuilder record) {
        if (path.component() > 0) {
            component(repetition, record);
            return;
        }
        switch (target) {
            case NAME -> person(repetition, record);
            case PHONE -> telephone(repetition, field, list, record);
            case STREET -> street(repetition, record);
            case TEXT -> record.addText(field, text(repetition));
            case CODED -> record.addText(field, coded(repetition));
            default -> {
                int component = valueComponent(repetition);
                if (component == 0) {
                    if (add(record, joined(repetition))) {
                        repetition.readAll();
                    }
                } else if (add(record, repetition.peek(component))) {
                    repetition.read(component);
                }
            }
        }
    }

    private void component(Repetition repetition, RecordBuilder record) {
        String value = path.subcomponent() == 0
                ? repetition.peek(path.component())
                : subcomponent(repetition, path.component(), path.subcomponent());
        boolean kept = true;
        if (target == Target.TEXT || target == Target.CODED) {
            record.addText(field, value);
        } else {
            kept = add(record, value);
        }
        if (kept) {
            repetition.read(path.component());
        }
    }

    private static String subcomponent(Repetition repetition, int component, int subcomponent) {
        if (component > repetition.components().size()) {
            return "";
        }
        Segment segment = repetition.segment();
        List<String> parts = segment.subcomponents(repetition.components().get(component - 1));
        return subcomponent <= parts.size() ? segment.text(parts.get(subcomponent - 1)) : "";
    }

    /** Adds a value in the form that the field has; returns whether the record contains it. */
    private boolean add(RecordBuilder record, String value) {
        if (value.isEmpty()) {
            return true;
        }
        switch (target) {
            case DATE:
                return record.add(field, list, Dates.iso(value));
            case UID:
                String uid = value.toLowerCase(Locale.ROOT).startsWith("urn:oid:") ? value.substring(8) : value;
                return uid.length() <= 64 && UID.matcher(uid).matches()
                        ? record.add(field, list, uid)
                        : record.add("other_ids", true, value);
            case STATUS:
                return STATUS.matcher(value).matches() && record.add(field, list, value);
            case MODALITY:
                String upper = value.toUpperCase(Locale.ROOT);
                String modality = MODALITIES.getOrDefault(upper, upper);
                return DICOM_MODALITIES.contains(modality) && record.add(field, list, modality);
            default:
                return record.add(field, list, value);
        }
    }

    private void person(Repetition repetition, RecordBuilder record) {
        Person person = Person.read(repetition, path.type());
        record.add(field, list, person.name());
        String others = list ? field : FurtherValues.listOf(field);
        if (others != null) {
            person.aliases().forEach(alias -> record.add(others, true, alias));
        }
        boolean physician = field.equals("physician_name")
                && (person.name().isEmpty() || person.name().equals(record.value(field)));
        record.add(physician ? "physician_id" : "other_ids", !physician, person.id());
    }

    /** Reads an XTN (HL7 v2.8.2 section 2A.3.89): the same number may be there as one text and in parts. */
    static void telephone(Repetition repetition, String field, boolean list, RecordBuilder record) {
        for (int component : new int[] {1, 12, 9}) {
            String text = repetition.read(component);
            if (text.indexOf('@') > 0) {
                email(text, list, record);
            } else {
                record.add(field, list, text);
            }
        }
        StringJoiner parts = new StringJoiner(" ");
        for (int component : new int[] {5, 6, 7}) {
            String part = repetition.read(component);
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        record.add(field, list, parts.toString());
        email(repetition.read(4), list, record);
    }

    private static void email(String address, boolean list, RecordBuilder record) {
        if (address.indexOf('@') < 0) {
            record.add("other_phones", true, address);
        } else if (list) {
            record.add("other_emails", true, address);
        } else {
            record.add("email", false, address);
        }
    }

    private void street(Repetition repetition, RecordBuilder record) {
        if (path.type() == DataTypes.Type.XAD) {
            record.add(field, list, repetition.read(1));
            record.add("other_addresses", true, repetition.read(2));
        } else {
            record.add(field, list, joined(repetition));
            repetition.readAll();
        }
    }

    private String text(Repetition repetition) {
        if (path.type() == DataTypes.Type.CWE) {
            for (int component : new int[] {2, 5, 9, 1, 4}) {
                if (!repetition.peek(component).isEmpty()) {
                    return repetition.read(component);
                }
            }
            return "";
        }
        repetition.readAll();
        return repetition.segment().lines(String.join(" ", repetition.components()));
    }

    private static String coded(Repetition repetition) {
        StringJoiner coded = new StringJoiner(" ");
        boolean alternate = repetition.peek(1).isEmpty() && repetition.peek(2).isEmpty();
        for (int component : alternate ? new int[] {4, 5} : new int[] {1, 2}) {
            String part = repetition.read(component);
            if (!part.isEmpty()) {
                coded.add(part);
            }
        }
        return coded.toString();
    }

    /** Returns the component with the value of a field of this type, or 0 if all components together are the value. */
    private int valueComponent(Repetition repetition) {
        return switch (path.type()) {
            case CX, XON, HD, EI, XTN -> 1;
            case CWE -> repetition.peek(2).isEmpty() ? 1 : 2;
            default -> target == Target.DATE ? 1 : 0;
        };
    }

    private static String joined(Repetition repetition) {
        StringJoiner joined = new StringJoiner(" ");
        for (int i = 1; i <= repetition.components().size(); i++) {
            String part = repetition.peek(i);
            if (!part.isEmpty()) {
                joined.add(part);
            }
        }
        return joined.toString();
    }
}
