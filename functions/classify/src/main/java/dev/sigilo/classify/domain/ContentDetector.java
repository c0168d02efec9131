package dev.sigilo.classify.domain;

import dev.sigilo.identifiers.IdentifierScheme;
import dev.sigilo.records.Absent;
import dev.sigilo.records.Category;
import dev.sigilo.records.FieldValue;
import dev.sigilo.text.AgeReader;
import dev.sigilo.text.Letters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Determines the category of a field that no policy names. A value that is proven by its form or check digits takes
 * precedence, then the words of the field's name, then the appearance of the text. The category is {@code UNKNOWN},
 * which counts as an identifier, if nothing indicates another or if name and value do not fit. {@code CLINICAL}, whose
 * values a policy may keep, is never returned.
 */
final class ContentDetector {
    /** A value longer than this is text or data, not an identifier. */
    private static final int LONGEST_IDENTIFIER = 120;

    private static final int SENTENCE_WORDS = 5;

    private static final List<IdentifierScheme> SCHEMES_IN_ORDER = List.of(IdentifierScheme.values());
    /** Maps each folded word of field names to the first kind that lists it. */
    private static final Map<String, IdentifierScheme> SCHEMES_BY_WORD = schemesByWord();

    private ContentDetector() {}

    private static Map<String, IdentifierScheme> schemesByWord() {
        Map<String, IdentifierScheme> schemes = new HashMap<>();
        for (IdentifierScheme scheme : IdentifierScheme.values()) {
            scheme.fieldWords().forEach(word -> schemes.putIfAbsent(word, scheme));
        }
        return schemes;
    }

    /** Returns the category of a field. */
    static Category categoryOf(String name, FieldValue value) {
        String text = value.text().strip();
        Category byForm = byForm(text);
        if (byForm != null) {
            return byForm;
        }
        Category byName = byName(name);
        if (byName != null) {
            return fits(byName, value, text) ? byName : isSentence(text) ? Category.FREE_TEXT : Category.UNKNOWN;
        }
        if (value.type() == FieldValue.Type.STRING) {
            if (isSentence(text)) {
                return Category.FREE_TEXT;
            }
            if (looksLikeAName(text)) {
                return Category.NAME;
            }
        }
        return Category.UNKNOWN;
    }

    /** Returns the category that the value's form or check digits prove, or null. */
    private static Category byForm(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (isPicture(text)) {
            return Category.PHOTO;
        }
        if (text.length() > LONGEST_IDENTIFIER) {
            return null;
        }
        for (IdentifierScheme scheme : SCHEMES_IN_ORDER) {
            if (scheme.isWholeValue(text)) {
                return scheme.category();
            }
        }
        if (IdentifierForms.isDate(text)) {
            return Category.DATE;
        }
        return IdentifierForms.isPhone(text) ? Category.PHONE : null;
    }

    /** Returns whether the field's name indicates its category. */
    static boolean isNamed(String name) {
        return byName(name) != null;
    }

    /**
     * Returns the category that the words of a field's name indicate, or null. If they indicate several, the first kind
     * decides.
     */
    private static Category byName(String name) {
        IdentifierScheme first = null;
        for (String word : nameWords(name)) {
            IdentifierScheme scheme = SCHEMES_BY_WORD.get(word);
            if (scheme != null && (first == null || scheme.compareTo(first) < 0)) {
                first = scheme;
            }
        }
        return first == null ? null : first.category();
    }

    /** Returns the folded words of a name such as {@code patient_first_name} or {@code patientFirstName}. */
    static List<String> nameWords(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), LONGEST_IDENTIFIER); i++) {
            char c = name.charAt(i);
            char folded = Letters.fold(c);
            boolean digit = c >= '0' && c <= '9';
            boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((folded <= Letters.MARK || hump || digit) && word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (folded > Letters.MARK && !digit) {
                word.append(folded);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /**
     * Returns whether a value fits the category of its field's name. This is checked only for categories that a policy
     * may treat less strictly than UNKNOWN.
     */
    private static boolean fits(Category category, FieldValue value, String text) {
        if (value.type() == FieldValue.Type.OBJECT || value.type() == FieldValue.Type.ARRAY) {
            return false;
        }
        return switch (category) {
            case AGE -> Absent.isAbsent(text) || AgeReader.years(text) != AgeReader.NONE;
            case DATE -> IdentifierForms.isDate(text) || Absent.isAbsent(text);
            case QUASI_IDENTIFIER, INSTITUTION ->
                value.type() == FieldValue.Type.STRING && !hasDigit(text) && !isSentence(text);
            default -> true;
        };
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private static boolean isSentence(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length() && words < SENTENCE_WORDS; i++) {
            boolean letter = Character.isLetter(text.charAt(i));
            if (letter && !inWord) {
                words++;
            }
            inWord = letter;
        }
        return words >= SENTENCE_WORDS && text.indexOf(' ') >= 0;
    }

    /** Returns whether the text is two to four words that begin with a capital, or DICOM's Family^Given. */
    private static boolean looksLikeAName(String text) {
        if (text.length() > 60 || hasDigit(text)) {
            return false;
        }
        if (text.indexOf('^') > 0) {
            return true;
        }
        int words = 0;
        for (String word : text.split("[ ,]")) {
            if (word.isEmpty()
                    || List.of("de", "del", "la", "los", "y", "van", "von", "da")
                            .contains(word.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (!Character.isUpperCase(word.charAt(0))) {
                return false;
            }
            words++;
        }
        return words >= 2 && words <= 4;
    }

    /** Returns whether the text is a data URL of an image, or begins like a JPEG, PNG or GIF file in Base64. */
    private static boolean isPicture(String text) {
        return text.startsWith("data:image/")
                || text.length() > LONGEST_IDENTIFIER
                        && (text.startsWith("/9j/") || text.startsWith("iVBORw0KGgo") || text.startsWith("R0lGOD"));
    }
}
