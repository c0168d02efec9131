package dev.sigilo.training;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes up English and Spanish personal names from the lists of given names and surnames. */
final class FictitiousNames {

    private static final String[] SUFFIXES = {"Jr.", "III", "MD", "PhD", "DDS", "II", "Sr."};

    private final RandomChoice choice;
    private final TrainingWordLists lists;
    private final List<String> wordGivenNames;
    private final List<String> wordSurnames;

    FictitiousNames(RandomChoice choice, TrainingWordLists lists) {
        this.choice = choice;
        this.lists = lists;
        this.wordGivenNames = alsoWords(lists.givenNames(), lists.commonEnglish());
        this.wordSurnames = alsoWords(lists.surnames(), lists.commonEnglish());
    }

    /**
     * Returns names that are also ordinary words, such as "Walker" and "Grace". Notes contain these words far more
     * often in lower case.
     */
    private static List<String> alsoWords(List<String> names, List<String> words) {
        Set<String> ordinary = new HashSet<>(words);
        return names.stream()
                .filter(name -> ordinary.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    String given() {
        return choice.of(choice.below(20) == 0 ? wordGivenNames : lists.givenNames());
    }

    String surname() {
        return choice.of(choice.below(10) == 0 ? wordSurnames : lists.surnames());
    }

    /** Returns a given name; one in twelve has two parts: "Hyun-woo", "Mary Ann". */
    String givenOfOneOrTwoParts() {
        return switch (choice.below(24)) {
            case 0 -> given() + "-" + given().toLowerCase(Locale.ROOT);
            case 1 -> given() + choice.of("-", " ") + given();
            default -> given();
        };
    }

    /** Returns a full name, sometimes with a middle initial, particle or suffix, or with the surname first. */
    String name() {
        String given = given();
        String surname = surname();
        return switch (choice.below(14)) {
            case 12 -> given + choice.of("\n", "  ") + surname;
            case 0 -> given + " " + choice.capital() + ". " + surname;
            case 1 -> given + " " + choice.capital() + " " + surname;
            case 2 -> surname + ", " + given;
            case 3 -> given + " " + surname + " " + surname();
            case 4 -> given + " " + surname + "-" + surname();
            case 5 ->
                given + " " + choice.of("van", "de", "von", "van der", "da", "ten", "di", "Mc", "O'") + " " + surname;
            case 6 -> choice.either() ? given + " " + surname + " " + choice.of(SUFFIXES) : given + " " + surname;
            default -> given + " " + surname;
        };
    }

    /** Returns a name in capitals. */
    String upperName() {
        String name = choice.either() ? surname() + ", " + given() : given() + " " + surname();
        String initial = choice.below(3) == 0 ? " " + choice.capital() + "." : "";
        return (name + initial).toUpperCase(Locale.ROOT);
    }

    /** Returns a clinician's name as notes write it, often only the surname. */
    String staff() {
        return switch (choice.below(12)) {
            case 0, 1, 2, 3 -> surname();
            case 4, 5 -> given().charAt(0) + ". " + surname();
            case 6 -> given() + " " + choice.capital() + ". " + surname();
            case 7 -> given() + choice.of("\n", "-" + given() + " ", " O'", " van ") + surname();
            default -> given() + " " + surname();
        };
    }

    /** Returns a given name and one or two surnames. */
    String spanishName() {
        String given = choice.below(4) == 0 ? given() + choice.of(" ", " ", " del ", " de la ") + given() : given();
        return given
                + switch (choice.below(16)) {
                    case 0 -> "\n";
                    case 1 -> " " + choice.capital() + ". ";
                    default -> " ";
                }
                + spanishSurnames();
    }

    String spanishSurnames() {
        return switch (choice.below(10)) {
            case 0, 1 -> surname();
            case 2 -> choice.of("de ", "de la ", "del ", "de los ") + surname() + " " + surname();
            case 3 -> surname() + choice.of(" de la ", " del ", " de ") + surname();
            case 4 -> surname() + "-" + surname() + choice.of("", " " + surname());
            default -> surname() + " " + surname();
        };
    }
}
