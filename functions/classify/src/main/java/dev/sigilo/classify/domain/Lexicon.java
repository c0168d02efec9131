package dev.sigilo.classify.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of {@code findings.txt}: what reports speak of. */
final class Lexicon {
    /** What a phrase is. */
    enum Kind {
        FINDING, DEVICE, POSTOP, GENERIC, CHANGE, ENLARGED, NORMAL, LOW, ANATOMY, NEUTRAL, LIMITED
    }

    static final int HEART = 1;
    static final int MEDIASTINUM = 2;
    static final int LUNGS = 4;
    static final int PLEURA = 8;
    static final int BONES = 16;
    static final int VOLUMES = 32;
    static final int OTHER = 64;

    /** Words that stay as they are in the plural of a phrase. */
    private static final Set<String> UNCHANGED = Set.of("of", "the", "in", "to", "at", "and", "de", "del", "la", "el",
            "los", "las", "en", "con", "y", "a", "por", "sin", "no", "not", "are", "is");

    private final Phrases phrases;
    private Kind[] kinds = new Kind[4096];
    /** Of a finding, its observation; of anatomy, its regions. */
    private int[] details = new int[4096];

    Lexicon(Vocabulary vocabulary) {
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
        // After all that is written, so that no derived form takes the place of a written one.
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
        details[number] = kinds[number] == Kind.DEVICE ? Observations.DEVICES
                : kinds[number] == Kind.ANATOMY ? regions : Observations.NONE;
    }

    /** The plural of the last word and of all words, and a Spanish adjective's other gender. */
    private static Set<String> forms(String phrase) {
        List<String> words = Vocabulary.split(phrase);
        Set<String> forms = new HashSet<>();
        int last = words.size() - 1;
        String ending = words.get(last);
        String head = String.join(" ", words.subList(0, last));
        String space = head.isEmpty() ? "" : " ";
        forms.add(head + space + plural(ending));
        StringBuilder all = new StringBuilder();
        for (String word : words) {
            all.append(all.length() == 0 ? "" : " ").append(UNCHANGED.contains(word) ? word : plural(word));
        }
        forms.add(all.toString());
        if (ending.endsWith("o") && ending.length() > 4) {
            String stem = ending.substring(0, ending.length() - 1);
            for (String gender : List.of("a", "as", "os")) {
                forms.add(head + space + stem + gender);
            }
            if (words.size() > 1) {
                forms.add(head + "s " + stem + "os");
                forms.add(head + "s " + stem + "as");
            }
        }
        return forms;
    }

    private static String plural(String word) {
        int length = word.length();
        char last = word.charAt(length - 1);
        if (word.endsWith("sis")) {
            return word.substring(0, length - 2) + "es";
        }
        if (last == 'y' && length > 2 && "aeiou".indexOf(word.charAt(length - 2)) < 0) {
            return word.substring(0, length - 1) + "ies";
        }
        if (last == 'z') {
            return word.substring(0, length - 1) + "ces";
        }
        if (last == 's' || last == 'x' || word.endsWith("ch") || word.endsWith("sh") || word.endsWith("ion")
                && !word.endsWith("sion") && !word.endsWith("tion") || word.endsWith("dad") || word.endsWith("or")
                && word.length() > 5 || last == 'l' && (word.endsWith("al") && word.length() > 9)) {
            return word + "es";
        }
        return word + "s";
    }

    /** The longest phrase that begins at a word, as {@link Phrases#match} gives it. */
    long match(Words words, int from) {
        return phrases.match(words, from);
    }

    Kind kind(int phrase) {
        return kinds[phrase];
    }

    /** The observation that a finding or device is, or {@link Observations#NONE}. */
    int observation(int phrase) {
        return details[phrase];
    }

    /** The regions that an anatomical phrase names, as bits. */
    int regions(int phrase) {
        return details[phrase];
    }

    /** The phrase's words. */
    String text(int phrase) {
        return phrases.text(phrase);
    }
}
