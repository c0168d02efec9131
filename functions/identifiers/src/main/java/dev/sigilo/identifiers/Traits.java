package dev.sigilo.identifiers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Collects the entries of {@link IdentifierScheme} for one kind. Words are separated by spaces. */
final class Traits {
    private final Map<LabelUse, List<String>> labels = new EnumMap<>(LabelUse.class);
    private List<String> fieldWords = List.of();
    private List<String> recordKeys = List.of();
    private List<String> ordinaryKeys = List.of();
    private List<Form> forms = List.of();
    private Predicate<String> check = compact -> true;
    private Predicate<String> wholeValue = value -> false;

    Traits fieldWords(String words) {
        fieldWords = split(words);
        return this;
    }

    Traits recordKeys(String keys) {
        recordKeys = split(keys);
        return this;
    }

    Traits ordinaryKeys(String keys) {
        ordinaryKeys = split(keys);
        return this;
    }

    Traits labels(String words) {
        return labels(LabelUse.ALWAYS, words);
    }

    Traits labels(LabelUse use, String words) {
        labels.put(use, split(words));
        return this;
    }

    /** Sets the forms that prove the identifier in free text without a label. */
    Traits forms(String... patterns) {
        return forms(compact -> true, patterns);
    }

    /** Sets the forms, and a test that the compact value must pass. */
    Traits forms(Predicate<String> isValid, String... patterns) {
        check = isValid;
        forms = Stream.of(patterns).map(Form::new).toList();
        return this;
    }

    /** Sets the test that proves the identifier as the whole value of a field. */
    Traits wholeValue(Predicate<String> test) {
        wholeValue = test;
        return this;
    }

    List<String> fieldWords() {
        return fieldWords;
    }

    List<String> recordKeys() {
        return recordKeys;
    }

    List<String> ordinaryKeys() {
        return ordinaryKeys;
    }

    List<String> labels(LabelUse use) {
        return labels.getOrDefault(use, List.of());
    }

    List<Form> forms() {
        return forms;
    }

    boolean isValid(String compact) {
        return check.test(compact);
    }

    boolean isWholeValue(String value) {
        return wholeValue.test(value);
    }

    private static List<String> split(String words) {
        return List.of(words.split(" "));
    }
}
