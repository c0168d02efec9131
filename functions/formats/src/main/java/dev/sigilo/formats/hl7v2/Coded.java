package dev.sigilo.formats.hl7v2;

/**
 * A coded element (CE, CWE, CNE; HL7 v2.8.2 section 2A.3.13): a public code if one of its two codes is public,
 * otherwise the first. Contains PHI.
 *
 * @param system the short name of the coding system, or an empty text
 * @param code   the code, or an empty text
 * @param text   the text, or an empty text
 */
record Coded(String system, String code, String text) {

    /** Reads a repetition. */
    static Coded read(Repetition repetition) {
        String first = CodingSystem.of(repetition.peek(3));
        String second = CodingSystem.of(repetition.peek(6));
        boolean alternate =
                !repetition.peek(4).isEmpty() && (repetition.peek(1).isEmpty() || !isPublic(first) && isPublic(second));
        int from = alternate ? 4 : 1;
        String code = repetition.read(from);
        String text = repetition.read(from + 1);
        repetition.read(from + 2);
        if (text.isEmpty()) {
            text = repetition.read(alternate ? 2 : 5);
        }
        if (text.isEmpty()) {
            text = repetition.read(9);
        }
        return new Coded(code.isEmpty() ? "" : alternate ? second : first, code, text);
    }

    private static boolean isPublic(String system) {
        return !system.isEmpty() && !system.equals(CodingSystem.LOCAL);
    }

    /** Returns the text, or the code if there is no text. */
    String display() {
        return text.isEmpty() ? code : text;
    }

    @Override
    public String toString() {
        return "Coded";
    }
}
