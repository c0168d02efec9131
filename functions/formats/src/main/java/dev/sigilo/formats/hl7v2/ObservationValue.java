package dev.sigilo.formats.hl7v2;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A value of OBX-5 by the data type in OBX-2 (HL7 v2.8.2 section 7.4.2.5). Contains PHI.
 *
 * @param text   the value as text; dates are YYYY-MM-DD
 * @param code   the value's code, or an empty text
 * @param system the short name of the code's system, or an empty text
 */
record ObservationValue(String text, String code, String system) {
    private static final Set<String> NARRATIVES = Set.of("TX", "FT");
    private static final Set<String> WITHHELD = Set.of("ED", "RP");
    private static final Set<String> CODED = Set.of("CE", "CWE", "CNE", "CF", "CK");
    private static final Set<String> DATES = Set.of("DT", "TS", "DTM");
    private static final Set<String> MEASURED = Set.of("NM", "SN", "NR", "MO", "SI", "DT", "TM", "TS", "DTM");
    /** A number, time or ratio that was sent as text. */
    private static final Pattern NUMBER = Pattern.compile("[<>=\u2264\u2265]{0,2} ?[+-]?[0-9][0-9.,:/ -]{0,40}%?");

    private static final int LONGEST_WORD = 300;
    /** Base64 in text has lines of 64 or 76 characters (RFC 1421, RFC 2045). */
    private static final int SHORTEST_ENCODED = 60;
    /** About two thirds of the characters of Base64 are of another kind than the one before; a third in CamelCase. */
    private static final double CHANGES_OF_ENCODED = 0.36;

    private static final Set<String> ENCODINGS = Set.of("BASE64", "HEX", "A");

    /** Returns whether the type is narrative text. */
    static boolean isNarrative(String type) {
        return NARRATIVES.contains(type);
    }

    /**
     * Returns the type of the observation's value: OBX-2, or ED for a document that was sent as another type. Nobody
     * can find the names in its encoded text.
     */
    static String type(Segment segment) {
        String type = segment.value(2, 1).toUpperCase(Locale.ROOT);
        String raw = segment.raw(5);
        boolean encoded =
                type.isEmpty() && ENCODINGS.contains(segment.value(5, 4).toUpperCase(Locale.ROOT))
                        || raw.startsWith("{\\rtf")
                        || raw.startsWith("{" + segment.delimiters().escape() + "E"
                                + segment.delimiters().escape() + "rtf")
                        || raw.length() > LONGEST_WORD && isOneWord(raw)
                        || isMostlyEncoded(raw);
        return encoded ? "ED" : type;
    }

    /** Returns whether words in Base64 make up most of a value. */
    private static boolean isMostlyEncoded(String raw) {
        int encoded = 0;
        int from = 0;
        for (int i = 0; i <= raw.length(); i++) {
            if (i == raw.length() || !isBase64(raw.charAt(i))) {
                encoded += isEncoded(raw, from, i) ? i - from : 0;
                from = i + 1;
            }
        }
        return encoded * 2 > raw.length();
    }

    /**
     * Returns whether a word is Base64: it is long, has digits, and capitals, small letters, digits and signs follow each
     * other in no order. Words of a language, also those that are written together, seldom change between them.
     */
    private static boolean isEncoded(String raw, int from, int to) {
        if (to - from < SHORTEST_ENCODED) {
            return false;
        }
        int changes = 0;
        boolean digits = false;
        for (int i = from + 1; i < to; i++) {
            changes += kind(raw.charAt(i)) == kind(raw.charAt(i - 1)) ? 0 : 1;
            digits |= kind(raw.charAt(i)) == '0';
        }
        return digits && changes >= CHANGES_OF_ENCODED * (to - from);
    }

    private static int kind(char c) {
        return c >= 'a' ? 'a' : c >= 'A' ? 'A' : c >= '0' && c <= '9' ? '0' : '+';
    }

    private static boolean isBase64(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "+/=".indexOf(c) >= 0;
    }

    private static boolean isOneWord(String raw) {
        for (int i = 0; i < LONGEST_WORD; i++) {
            if (!isBase64(raw.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether the value is a number, date or time. The name of what was measured may contain a finding
     * ("pleural effusion glucose"), which the value does not affirm.
     */
    boolean isMeasured(String type) {
        return MEASURED.contains(type)
                || !CODED.contains(type) && NUMBER.matcher(text).matches();
    }

    /** Returns whether values of this type are withheld: encapsulated data, and pointers to data elsewhere. */
    static boolean isWithheld(String type) {
        return WITHHELD.contains(type);
    }

    /**
     * Reads a value that identifies someone or something into the record's lists.
     *
     * @return whether the type is such a type
     */
    static boolean readIdentifier(Repetition repetition, String type, RecordBuilder record) {
        switch (type) {
            case "XPN", "PN" -> {
                Person person = Person.read(repetition, DataTypes.Type.XPN);
                record.add("related_names", true, person.name());
                person.aliases().forEach(alias -> record.add("related_names", true, alias));
            }
            case "XCN", "CN", "PPN" -> {
                Person person = Person.read(repetition, DataTypes.Type.XCN);
                record.add("staff_names", true, person.name());
                person.aliases().forEach(alias -> record.add("staff_names", true, alias));
                record.add("other_ids", true, person.id());
            }
            case "XAD", "AD" -> {
                for (int component : new int[] {1, 2, 3, 5}) {
                    record.add("other_addresses", true, repetition.read(component));
                }
            }
            case "XTN", "TN" -> PathReader.telephone(repetition, "other_phones", true, record);
            case "CX", "EI", "HD", "EIP" -> record.add("other_ids", true, repetition.read(1));
            case "XON", "PL" -> record.add("organizations", true, repetition.read(1));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads any other value. */
    static ObservationValue read(Repetition repetition, String type) {
        if (CODED.contains(type)) {
            Coded coded = Coded.read(repetition);
            boolean onlyValue = coded.text().isEmpty() && coded.system().isEmpty();
            return new ObservationValue(coded.display(), onlyValue ? "" : coded.code(), coded.system());
        }
        if (DATES.contains(type)) {
            return new ObservationValue(Dates.iso(repetition.read(1)), "", "");
        }
        repetition.readAll();
        String separator = type.equals("SN") ? "" : type.equals("NR") ? "-" : " ";
        StringJoiner joined = new StringJoiner(separator);
        for (int i = 1; i <= repetition.components().size(); i++) {
            String part = repetition.peek(i);
            if (!part.isEmpty()) {
                joined.add(part);
            }
        }
        return new ObservationValue(joined.toString(), "", "");
    }

    @Override
    public String toString() {
        return "ObservationValue";
    }
}
