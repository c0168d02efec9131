package dev.sigilo.training;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.text.WordList;
import dev.sigilo.training.sequence.ModelTraining.MarkedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Creates training texts from fictitious working notes: visit notes, nursing notes, letters, messages and reports with
 * all identifiers marked as {@code [[TYPE|text]]}. Further versions of a note have other names, places, dates and
 * numbers in the same form: a name in capitals stays in capitals, initials stay initials, and one person keeps one name
 * throughout the note.
 */
final class WorkingNotes {

    private static final Pattern MARK = Pattern.compile("\\[\\[([A-Z_0-9]+)\\|(.*?)]]", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}']*");
    private static final Pattern DAY_AND_MONTH = Pattern.compile("(?<!\\d)(\\d{1,2})([/.-])(\\d{1,2})(?!\\d)");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)");
    private static final Set<String> KEPT_IN_NAMES = WordList.setOfWords("""
            jr sr ii iii iv de la del los van von der den da dos al el bin st and y""");
    private static final Set<String> KEPT_IN_INSTITUTIONS = WordList.setOfWords("""
            st mt inc llc llp pc pa va usps ymca ems ed er icu""");
    /** The number of characters before a number that may contain its label. */
    private static final int LABEL = 25;

    private static final Map<Pattern, IdentifierType> ID_LABELS = idLabels();
    private static final int LONGEST_INITIALS = 4;
    private static final int PERCENT_WORDS = 12;
    private static final int PERCENT_KEPT = 30;
    private static final int PERCENT_CAPITALS = 7;

    private final List<String> notes = new ArrayList<>();
    private final TrainingWordLists lists;
    private final Set<String> given;
    private final Set<String> common;
    private final List<String> givenWords;
    private final List<String> surnameWords;
    private final Random random;

    /**
     * Reads the notes of a folder's text files, in which each begins with a line {@code === name}.
     *
     * @throws IOException if a file cannot be read
     */
    WorkingNotes(Path folder, TrainingWordLists lists, long seed) throws IOException {
        this.lists = lists;
        this.random = new Random(seed);
        this.given = lower(lists.givenNames());
        this.common = lower(lists.commonEnglish());
        this.givenWords = lists.givenNames().stream()
                .filter(name -> common.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        this.surnameWords = lists.surnames().stream()
                .filter(name -> common.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                for (String note : Files.readString(file).split("(?m)^=== .*\\R")) {
                    if (!note.isBlank()) {
                        notes.add(note.strip());
                    }
                }
            }
        }
    }

    private static Map<Pattern, IdentifierType> idLabels() {
        Map<Pattern, IdentifierType> labels = new LinkedHashMap<>();
        labels.put(Pattern.compile("(?i)\\b(?:ssn|social security)\\b"), IdentifierType.SSN);
        labels.put(Pattern.compile("(?i)\\b(?:serial|s/n|lot|device|model)\\b"), IdentifierType.DEVICE);
        labels.put(Pattern.compile("(?i)\\b(?:acct|account)\\b"), IdentifierType.ACCOUNT);
        labels.put(
                Pattern.compile("(?i)\\b(?:policy|member|subscriber|medicaid|medicare|plan|group|auth|insurance)\\b"),
                IdentifierType.ID_INSURANCE);
        labels.put(Pattern.compile("(?i)\\b(?:lic|license|licence|npi|dea|badge)\\b"), IdentifierType.LICENSE);
        labels.put(
                Pattern.compile(
                        "(?i)\\b(?:accession|acc|case|visit|csn|encounter|claim|ref|reference|incident|run|order|specimen|path)\\b"),
                IdentifierType.ID_CONTACT);
        return labels;
    }

    private static Set<String> lower(List<String> words) {
        Set<String> lower = new HashSet<>();
        words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        return lower;
    }

    /** Returns each note as written, each followed by the given number of versions with other identifiers. */
    List<MarkedText> texts(int versions) {
        List<MarkedText> texts = new ArrayList<>();
        for (String note : notes) {
            texts.add(write(note, (type, value) -> value));
            for (int i = 0; i < versions; i++) {
                MarkedText version = write(note, new Version());
                texts.add(random.nextInt(100) < PERCENT_CAPITALS ? ClinicalProse.inCapitals(version) : version);
            }
        }
        return texts;
    }

    private interface Replacement {
        String of(IdentifierType type, String value);
    }

    private static MarkedText write(String note, Replacement replacement) {
        StringBuilder text = new StringBuilder();
        List<Span> spans = new ArrayList<>();
        Matcher mark = MARK.matcher(note);
        int from = 0;
        while (mark.find()) {
            literal(note.substring(from, mark.start()), text, spans);
            IdentifierType type = type(
                    mark.group(1), mark.group(2), note.substring(Math.max(from, mark.start() - LABEL), mark.start()));
            String value = replacement.of(type, mark.group(2));
            spans.add(new Span(text.length(), text.length() + value.length(), type));
            text.append(value);
            from = mark.end();
        }
        literal(note.substring(from), text, spans);
        return new MarkedText(text.toString(), spans, 1);
    }

    /**
     * Returns the type of a number. The notes mark every number as ID; its form or the words before it determine the
     * type.
     */
    private static IdentifierType type(String mark, String value, String before) {
        if (mark.equals("STREET")) {
            return IdentifierType.STREET;
        }
        if (!mark.equals("ID")) {
            return Corpora.mtsamplesType(mark);
        }
        if (value.matches("\\d{3}-\\d{2}-\\d{4}")) {
            return IdentifierType.SSN;
        }
        return ID_LABELS.entrySet().stream()
                .filter(label -> label.getKey().matcher(before).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(IdentifierType.ID_PATIENT);
    }

    /** Adds text without identifiers; ages, sexes and relatives in it are marked, as in all training texts. */
    private static void literal(String value, StringBuilder text, List<Span> spans) {
        List<Span> found = new ArrayList<>();
        ClinicalProse.QUASI_IDENTIFIERS.forEach(each -> {
            Matcher matcher = each.pattern().matcher(value);
            while (matcher.find()) {
                if (found.stream()
                        .noneMatch(span -> span.start() - text.length() < matcher.end()
                                && span.end() - text.length() > matcher.start())) {
                    found.add(new Span(text.length() + matcher.start(), text.length() + matcher.end(), each.type()));
                }
            }
        });
        found.sort(Comparator.comparingInt(Span::start));
        spans.addAll(found);
        text.append(value);
    }

    /** The identifiers of one version of a note. */
    private final class Version implements Replacement {
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, String> places = new HashMap<>();

        @Override
        public String of(IdentifierType type, String value) {
            return switch (type) {
                case PATIENT_NAME, STAFF_NAME -> words(value, word -> name(word, value));
                case TERRITORY -> place(value);
                case HOSPITAL -> institution(value);
                case STREET ->
                    digits(words(
                            value,
                            word -> common.contains(word.toLowerCase(Locale.ROOT)) || word.length() < 4
                                    ? word
                                    : like(word, pick(lists.surnames()))));
                case DATE -> date(value);
                case PHONE, ID_PATIENT, ID_CONTACT, ID_INSURANCE, SSN, DEVICE, ACCOUNT, LICENSE -> digits(value);
                default -> value;
            };
        }

        private String name(String word, String whole) {
            String key = word.toLowerCase(Locale.ROOT);
            if (KEPT_IN_NAMES.contains(key)) {
                return word;
            }
            boolean initials = word.length() == 1
                    || word.length() <= LONGEST_INITIALS
                            && word.length() == whole.length()
                            && (word.equals(word.toUpperCase(Locale.ROOT))
                                    || word.length() < LONGEST_INITIALS && word.equals(key) && !given.contains(key));
            String other = names.computeIfAbsent(
                    key + initials,
                    any -> initials
                            ? letters(word.length())
                            : given.contains(key)
                                    ? pick(random.nextInt(100) < PERCENT_WORDS ? givenWords : lists.givenNames())
                                    : pick(random.nextInt(100) < PERCENT_WORDS ? surnameWords : lists.surnames()));
            return like(word, other);
        }

        private String place(String value) {
            if (value.chars().anyMatch(Character::isDigit)) {
                return digits(value);
            }
            if (value.length() < 4 || random.nextInt(100) < PERCENT_KEPT) {
                return value;
            }
            return like(value, places.computeIfAbsent(value.toLowerCase(Locale.ROOT), any -> pick(lists.places())));
        }

        private String institution(String value) {
            if (random.nextInt(100) < PERCENT_KEPT) {
                return value;
            }
            String other = words(
                    value,
                    word -> word.length() < 4
                                    || common.contains(word.toLowerCase(Locale.ROOT))
                                    || KEPT_IN_INSTITUTIONS.contains(word.toLowerCase(Locale.ROOT))
                            ? word
                            : like(
                                    word,
                                    places.computeIfAbsent(
                                            word.toLowerCase(Locale.ROOT),
                                            any -> random.nextBoolean()
                                                    ? pick(lists.surnames())
                                                    : pick(lists.places()))));
            Matcher first = WORD.matcher(value);
            boolean replaceFirst =
                    other.equals(value) && value.indexOf(' ') > 0 && first.find() && first.end() - first.start() > 3;
            return replaceFirst
                    ? value.substring(0, first.start())
                            + like(first.group(), pick(lists.places()))
                            + value.substring(first.end())
                    : other;
        }

        private String date(String value) {
            String moved = DAY_AND_MONTH
                    .matcher(value)
                    .replaceAll(match -> sameWidth(1 + random.nextInt(12), match.group(1))
                            + match.group(2)
                            + sameWidth(1 + random.nextInt(28), match.group(3)));
            return YEAR.matcher(moved).replaceAll(match -> String.valueOf(1940 + random.nextInt(87)));
        }
    }

    private static String sameWidth(int number, String old) {
        return old.startsWith("0") && number < 10 ? "0" + number : String.valueOf(number);
    }

    private static String words(String value, UnaryOperator<String> replacement) {
        return WORD.matcher(value).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match.group())));
    }

    private String digits(String value) {
        return each(value, c -> Character.isDigit(c) ? (char) ('0' + random.nextInt(10)) : c);
    }

    private static String each(String value, Function<Character, Character> replacement) {
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            other.append(replacement.apply(value.charAt(i)).charValue());
        }
        return other.toString();
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    /** Returns {@code other} in the case of {@code word}. */
    private static String like(String word, String other) {
        if (word.equals(word.toUpperCase(Locale.ROOT)) && !word.equals(word.toLowerCase(Locale.ROOT))) {
            return other.toUpperCase(Locale.ROOT);
        }
        if (word.equals(word.toLowerCase(Locale.ROOT))) {
            return other.toLowerCase(Locale.ROOT);
        }
        return Character.toUpperCase(other.charAt(0)) + other.substring(1);
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
