package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Fields;
import dev.sigilo.text.Folding;
import dev.sigilo.tokenize.domain.text.KnownIdentifierPattern.Rule;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The written forms of a person's name. */
final class KnownNameVariants {
    /** A longer value of a name field is a text, in which only the capitalized words are names. */
    private static final int MOST_NAME_WORDS = 6;

    private final KnownIdentifierIndex known;

    KnownNameVariants(KnownIdentifierIndex known) {
        this.known = known;
    }

    /** Adds the words of a name, and its forms written as one word. */
    void add(int index, String value) {
        List<String> words = words(index, value);
        List<String> main = new ArrayList<>();
        StringBuilder allInitials = new StringBuilder();
        for (String word : words) {
            allInitials.append(word.charAt(0));
            if (!NameAndPlaceWords.PARTICLES.contains(word) && word.length() > 1) {
                main.add(word);
            }
        }
        if (main.isEmpty()) {
            // A name that consists only of particles, such as "Do", is searched as a whole after a label.
            if (!words.isEmpty()) {
                known.addPattern(String.join("", words), index, Rule.WHOLE);
            }
            return;
        }
        if (known.people.size() >= KnownIdentifierIndex.MOST_PEOPLE) {
            main.forEach(word -> known.addPattern(word, index, Rule.WHOLE));
            return;
        }
        long bit = 1L << known.people.size();
        known.people.add(new KnownPerson(
                index,
                List.copyOf(words),
                allInitials.toString(),
                isStaff(known.identifiers.get(index).field())));
        for (String word : main) {
            KnownWord entry = known.addWord(word);
            entry.people |= bit;
            if (entry.kind == Kind.NAME) {
                known.certainNames.add(word);
            }
        }
        addJoined(index, value, words, main);
    }

    private static boolean isStaff(String field) {
        return !field.equals(Fields.PATIENT_NAME)
                && (field.contains("physic") || field.contains("doctor") || field.contains("refer"));
    }

    /**
     * Returns the words of the name without titles and suffixes, folded. If the value is a long text, only the
     * capitalized ones.
     */
    private List<String> words(int index, String value) {
        List<String> words = new ArrayList<>();
        List<String> capitalised = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= value.length(); i++) {
            char folded = i < value.length() ? Folding.of(value.charAt(i)) : Folding.BREAK;
            if (folded != Folding.BREAK) {
                from = from < 0 ? i : from;
            } else if (from >= 0) {
                String word = Folding.squeeze(value.substring(from, i));
                if (!word.isEmpty() && !AsciiDigits.areDigits(word) && !NameAndPlaceWords.NO_NAMES.contains(word)) {
                    words.add(word);
                    if (Character.isUpperCase(value.charAt(from))) {
                        capitalised.add(word);
                    }
                    addUmlauts(index, value.substring(from, i));
                }
                from = -1;
            }
        }
        if (words.size() > MOST_NAME_WORDS) {
            words.retainAll(capitalised);
        }
        return words;
    }

    /** Adds the name written as one word, as in user names and file names. */
    private void addJoined(int index, String value, List<String> words, List<String> main) {
        // Spaced-out letters are searched only for names that are certain.
        boolean certain = main.stream().allMatch(word -> NameAndPlaceWords.kind(word) == Kind.NAME);
        known.addPattern(String.join("", words), index, certain ? Rule.WHOLE : Rule.JOINED);
        if (main.size() < 2) {
            return;
        }
        boolean surnameFirst = value.indexOf(',') > 0 || value.indexOf('^') > 0;
        String given = surnameFirst ? main.get(main.size() - 1) : main.get(0);
        for (String other : main) {
            if (!other.equals(given)) {
                known.addPattern(given + other, index, Rule.JOINED);
                known.addPattern(other + given, index, Rule.JOINED);
                if (other.length() >= KnownIdentifierIndex.WINDOW) {
                    known.addPattern(given.charAt(0) + other, index, Rule.EXACT);
                    known.addPattern(other + given.charAt(0), index, Rule.EXACT);
                }
            }
        }
        // Particles join the word before or after them: delafuente, obrien.
        StringBuilder joined = new StringBuilder();
        for (String word : words) {
            joined.append(word);
            if (!NameAndPlaceWords.PARTICLES.contains(word)) {
                if (joined.length() > word.length()) {
                    known.addPattern(joined.toString(), index, Rule.WHOLE);
                    known.addPattern(given + joined, index, Rule.WHOLE);
                }
                joined.setLength(0);
            }
        }
    }

    /** Adds the spelling without umlauts: Müller is also written Mueller. */
    private void addUmlauts(int index, String word) {
        String spelled = null;
        for (int i = 0; i < word.length(); i++) {
            if ("äöüøåÄÖÜØÅ".indexOf(word.charAt(i)) >= 0) {
                spelled = word.toLowerCase(Locale.ROOT)
                        .replace("ä", "ae")
                        .replace("ö", "oe")
                        .replace("ü", "ue")
                        .replace("ø", "oe")
                        .replace("å", "aa");
                break;
            }
        }
        if (spelled != null) {
            known.addPattern(Folding.squeeze(spelled), index, Rule.WHOLE);
        }
    }

    /** Returns whether the text consists only of names and initials of one person, as "tamsin" or "toyelaran" does. */
    boolean isOfNames(String text) {
        for (KnownPerson person : known.people) {
            if (isMadeOf(text, 0, person, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMadeOf(String text, int from, KnownPerson person, int parts) {
        if (from == text.length()) {
            return true;
        }
        if (parts == MOST_NAME_WORDS) {
            return false;
        }
        for (String word : person.words()) {
            if (text.startsWith(word, from) && isMadeOf(text, from + word.length(), person, parts + 1)) {
                return true;
            }
        }
        boolean wholeWordLeft = text.length() - from > KnownIdentifierIndex.WINDOW || from > 0;
        return wholeWordLeft
                && person.allInitials().indexOf(text.charAt(from)) >= 0
                && isMadeOf(text, from + 1, person, parts + 1);
    }
}
