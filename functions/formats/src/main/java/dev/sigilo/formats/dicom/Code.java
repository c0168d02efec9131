package dev.sigilo.formats.dicom;

import java.util.Locale;
import java.util.Map;

/**
 * A coded entry (PS3.3 section 8.8).
 *
 * @param system  the short name of the coding system, such as {@code LN}; {@code LOCAL} if it is not a standard one;
 *     null if the entry names none
 * @param value   the code, or null
 * @param meaning its text, or null
 */
record Code(String system, String value, String meaning) {
    /** Designators of PS3.16 section 8, which have several names for some systems. */
    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("LN", "LN"),
            Map.entry("SCT", "SCT"),
            Map.entry("SRT", "SRT"),
            Map.entry("SNM3", "SRT"),
            Map.entry("99SDM", "SRT"),
            Map.entry("DCM", "DCM"),
            Map.entry("UCUM", "UCUM"),
            Map.entry("RADLEX", "RADLEX"),
            Map.entry("I10", "ICD-10"),
            Map.entry("ICD10", "ICD-10"),
            Map.entry("I10C", "ICD-10-CM"),
            Map.entry("I10P", "ICD-10-PCS"),
            Map.entry("I9", "ICD-9"),
            Map.entry("I9C", "ICD-9"),
            Map.entry("C4", "CPT"),
            Map.entry("CPT4", "CPT"),
            Map.entry("FMA", "FMA"),
            Map.entry("NCIT", "NCIt"),
            Map.entry("RXNORM", "RXNORM"));

    /** Returns the first code of a sequence, or null. */
    static Code of(Dataset dataset, int sequence) {
        Dataset item = dataset.item(sequence);
        return item == null ? null : of(item);
    }

    /** Returns the code of an item; null if it has neither a value nor a meaning. */
    static Code of(Dataset item) {
        String value = item.text(Tag.CODE_VALUE);
        if (value == null) {
            value = item.text(Tag.LONG_CODE_VALUE);
        }
        if (value == null) {
            value = item.text(Tag.URN_CODE_VALUE);
        }
        String meaning = item.text(Tag.CODE_MEANING);
        String designator = item.text(Tag.CODING_SCHEME_DESIGNATOR);
        if (value == null && meaning == null) {
            return null;
        }
        String system = designator == null ? null : SYSTEMS.getOrDefault(designator.toUpperCase(Locale.ROOT), "LOCAL");
        return new Code(system, value, meaning);
    }

    /** Returns the meaning, or the code if it has no meaning. */
    String text() {
        return meaning != null ? meaning : value;
    }

    @Override
    public String toString() {
        return "Code[" + system + "]";
    }
}
