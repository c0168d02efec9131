package dev.sigilo.classify.domain;

import dev.sigilo.text.WordList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The words of {@code findings.txt}: the findings, anatomy and other terms that reports mention. */
final class ReportTerms {
    /** The kind of a phrase. */
    enum Kind {
        FINDING,
        DEVICE,
        POSTOP,
        GENERIC,
        CHANGE,
        ENLARGED,
        BORDERLINE,
        NORMAL,
        LOW,
        ANATOMY,
        NEUTRAL,
        LIMITED
    }

    static final int HEART = 1;
    static final int MEDIASTINUM = 2;
    static final int LUNGS = 4;
    static final int PLEURA = 8;
    static final int BONES = 16;
    static final int VOLUMES = 32;
    static final int OTHER = 64;

    /** Words that do not change in the plural of a phrase. */
    private static final Set<String> UNCHANGED = WordList.setOfWords("""
            of the in to at and de del la el los las en con y a por sin no not are is""");

    private final Phrases phrases;
    private Kind[] kinds = new Kind[4096];
    /** By phrase: the observation of a finding, or the regions of an anatomical phrase. */
    private int[] details = new int[4096];

    ReportTerms(Vocabulary vocabulary) {
        phrases = new Phrases(vocabulary);
        List<String[]> plurals = new ArrayList<>();
        for (String line : Resources.lines("findings.txt")) {
            int colon = line.indexOf(':');
            String head = line.substring(0, colon).strip();
            for (String phrase : line.substring(colon + 1).split(";")) {
                if (!phrase.isBlank()) {
                    add(phrase.strip(), head);
                    plurals.add(new String[] {phrase.strip(), head});
                }
            }
        }
        add(Suffixes.DISEASE, "finding");
        add(Suffixes.OPERATION, "postop");
        // Added after all forms in the file, so that a derived form never replaces a listed one.
        for (String[] phrase : plurals) {
            for (String form : forms(phrase[0])) {
                add(form, phrase[1]);
            }
        }
    }

    private void add(String phrase, String head) {
        int number = phrases.add(phrase);
        if (number >= kinds.length) {
            kinds = Arrays.copyOf(kinds, kinds.length * 2);
            details = Arrays.copyOf(details, details.length * 2);
        }
        if (kinds[number] != null) {
            return;
        }
        int observation = Observations.ALL.indexOf(head);
        if (observation >= 0 || head.equals("finding")) {
            kinds[number] = Kind.FINDING;
            details[number] = observation;
            return;
        }
        int regions = 0;
        for (String word : head.split(" ")) {
            regions |= switch (word) {
                case "heart" -> HEART;
                case "mediastinum" -> MEDIASTINUM;
                case "lungs" -> LUNGS;
                case "pleura" -> PLEURA;
                case "bones" -> BONES;
                case "volumes" -> VOLUMES;
                case "other-anatomy" -> OTHER;
                default -> 0;
            };
        }
        kinds[number] = regions != 0 ? Kind.ANATOMY : Kind.valueOf(head.toUpperCase(Locale.ROOT));
        details[number] = kinds[number] == Kind.DEVICE
                ? Observations.DEVICES
                : kinds[number] == Kind.ANATOMY ? regions : Observations.NONE;
    }

    /**
     * Returns the English and Spanish plurals of the first word, the last word and all words, and both genders of a
     * Spanish adjective.
     */
    private static Set<String> forms(String phrase) {
        List<String> words = Vocabulary.split(phrase);
        Set<String> forms = new HashSet<>();
        int last = words.size() - 1;
        for (UnaryOperator<String> plural :
                List.<UnaryOperator<String>>of(ReportTerms::english, ReportTerms::spanish)) {
            List<String> all = new ArrayList<>();
            for (String word : words) {
                all.add(UNCHANGED.contains(word) ? word : plural.apply(word));
            }
            forms.add(String.join(" ", all));
            forms.add(replace(words, 0, plural.apply(words.get(0))));
            forms.add(replace(words, last, plural.apply(words.get(last))));
        }
        String ending = words.get(last);
        if (ending.endsWith("o") && ending.length() > 4) {
            String stem = ending.substring(0, ending.length() - 1);
            for (String gender : List.of("a", "as", "os")) {
                forms.add(replace(words, last, stem + gender));
            }
            if (last > 0) {
                List<String> first = Vocabulary.split(replace(words, 0, spanish(words.get(0))));
                forms.add(replace(first, last, stem + "os"));
                forms.add(replace(first, last, stem + "as"));
            }
        }
        return forms;
    }

    private static String replace(List<String> words, int at, String word) {
        List<String> copy = new ArrayList<>(words);
        copy.set(at, word);
        return String.join(" ", copy);
    }

    private static String english(String word) {
        int length = word.length();
        if (word.endsWith("sis")) {
            return word.substring(0, length - 2) + "es";
        }
        if (word.endsWith("y") && length > 2 && "aeiou".indexOf(word.charAt(length - 2)) < 0) {
            return word.substring(0, length - 1) + "ies";
        }
        return word.endsWith("s") || word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh")
                ? word + "es"
                : word + "s";
    }

    private static String spanish(String word) {
        if (word.endsWith("z")) {
            return word.substring(0, word.length() - 1) + "ces";
        }
        return "aeiou".indexOf(word.charAt(word.length() - 1)) >= 0 ? word + "s" : word + "es";
    }

    /** Returns the longest phrase that begins at a word, in the format of {@link Phrases#match}. */
    long match(Words words, int from) {
        return phrases.match(words, from);
    }

    Kind kind(int phrase) {
        return kinds[phrase];
    }

    /** Returns the observation of a finding or device, or {@link Observations#NONE}. */
    int observation(int phrase) {
        return details[phrase];
    }

    /** Returns the regions that an anatomical phrase names, as bits. */
    int regions(int phrase) {
        return details[phrase];
    }

    /** Returns the phrase's words, or a description if it is a word that is known by its ending. */
    String text(int phrase) {
        String text = phrases.text(phrase);
        return text.equals(Suffixes.DISEASE)
                ? "a word of disease"
                : text.equals(Suffixes.OPERATION) ? "a word of operation" : text;
    }
}
