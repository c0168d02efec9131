package dev.sigilo.formats.dicom;

import java.util.List;

/**
 * A data element of a dataset. Contains PHI.
 *
 * @param vr     its value representation
 * @param values a {@link String}, {@link PersonName}, {@link Dataset} or {@link JsonNumber} each; null for an empty
 *     value
 * @param isBulk whether it has bulk data, which is not read
 */
record Element(Vr vr, List<Object> values, boolean isBulk) {

    /** A number, as JSON writes it. */
    record JsonNumber(String literal) {
        @Override
        public String toString() {
            return "JsonNumber";
        }
    }

    static Element of(Vr vr, List<Object> values) {
        return new Element(vr, values, false);
    }

    static Element bulk(Vr vr) {
        return new Element(vr, List.of(), true);
    }

    @Override
    public String toString() {
        return "Element[" + vr + " " + values.size() + "]";
    }
}
