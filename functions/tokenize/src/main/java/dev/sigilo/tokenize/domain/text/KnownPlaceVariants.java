package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Fields;
import dev.sigilo.text.Folding;
import dev.sigilo.tokenize.domain.text.KnownIdentifierPattern.Rule;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;

/** The written forms of postal codes, cities, streets and facilities. */
final class KnownPlaceVariants {
    private static final int LONGEST_CODE = 10;
    private static final int MOST_LETTERS_OF_CODE = 4;
    private static final int ZIP_PLUS_FOUR = 9;

    private final KnownIdentifierIndex known;

    KnownPlaceVariants(KnownIdentifierIndex known) {
        this.known = known;
    }

    void addPlace(int index, String field, String value) {
        String squeezed = Folding.squeeze(value);
        String digits = AsciiDigits.digitsOf(squeezed);
        boolean isCode = field.equals(Fields.POSTAL_CODE)
                || !digits.isEmpty()
                        && digits.length() >= squeezed.length() - MOST_LETTERS_OF_CODE
                        && squeezed.length() <= LONGEST_CODE;
        if (isCode) {
            if (squeezed.length() >= KnownIdentifierIndex.WINDOW) {
                known.addPattern(
                        squeezed,
                        index,
                        digits.length() == squeezed.length() && squeezed.length() == KnownIdentifierIndex.WINDOW
                                ? Rule.EXACT
                                : Rule.WHOLE);
                if (digits.length() == ZIP_PLUS_FOUR && digits.length() == squeezed.length()) {
                    known.addPattern(digits.substring(0, KnownIdentifierIndex.WINDOW), index, Rule.EXACT);
                }
            } else {
                known.addShortId(squeezed, index);
            }
        } else if (digits.isEmpty()) {
            addCity(index, value);
        } else {
            addStreet(index, value);
        }
    }

    private void addCity(int index, String value) {
        String[] words = Folding.words(value).trim().split(" ");
        if (words.length == 1) {
            if (words[0].length() > 1) {
                KnownWord word = known.addWord(words[0]);
                word.place = word.place == KnownWord.NONE ? index : word.place;
            }
            return;
        }
        known.addPattern(String.join("", words), index, Rule.WHOLE);
        int comma = value.indexOf(',');
        if (comma > 1) {
            // "Springfield, IL": also adds the city without the state.
            addCity(index, value.substring(0, comma));
        }
    }

    private void addStreet(int index, String value) {
        known.addPattern(Folding.squeeze(value), index, Rule.WHOLE);
        String[] words = Folding.words(value).trim().split(" ");
        int number = 0;
        while (number < words.length && !Character.isDigit(words[number].charAt(0))) {
            number++;
        }
        if (number == words.length) {
            return;
        }
        // The name of the street is before the number (Spanish) or after it (English).
        int from = number == 0 ? 1 : 0;
        int to = number == 0 ? 1 : number;
        while (number == 0
                && to < words.length
                && !Character.isDigit(words[to].charAt(0))
                && !words[to].equals("apt")
                && !words[to].equals("suite")
                && !words[to].equals("unit")) {
            to++;
        }
        int bareFrom = from;
        int bareTo = to;
        while (bareFrom < bareTo - 1
                && (NameAndPlaceWords.STREET_WORDS.contains(words[bareFrom])
                        || NameAndPlaceWords.PARTICLES.contains(words[bareFrom]))) {
            bareFrom++;
        }
        while (bareTo - 1 > bareFrom && NameAndPlaceWords.STREET_WORDS.contains(words[bareTo - 1])) {
            bareTo--;
        }
        if (bareFrom >= bareTo) {
            return;
        }
        String whole = join(words, from, to);
        String bare = join(words, bareFrom, bareTo);
        known.addPattern(whole + words[number], index, Rule.WHOLE);
        known.addPattern(words[number] + whole, index, Rule.WHOLE);
        known.addPattern(bare + words[number], index, Rule.STREET);
        known.addPattern(words[number] + bare, index, Rule.STREET);
        if (whole.length() > bare.length() && bare.length() > 2) {
            known.addPattern(whole, index, Rule.WHOLE);
        }
        if (bareTo - bareFrom > 1 || NameAndPlaceWords.kind(bare) != Kind.WORD) {
            known.addPattern(bare, index, Rule.STREET);
        }
    }

    void addFacility(int index, String value) {
        String[] words = Folding.words(value).trim().split(" ");
        if (words.length == 1 && NameAndPlaceWords.isTerm(words[0])) {
            return;
        }
        known.addPattern(Folding.squeeze(value), index, Rule.WHOLE);
        int from = 0;
        int to = words.length;
        while (from < to && NameAndPlaceWords.FACILITY_WORDS.contains(words[from]) && !isSaint(words[from])) {
            from++;
        }
        while (to > from && NameAndPlaceWords.FACILITY_WORDS.contains(words[to - 1])) {
            to--;
        }
        String bare = join(words, from, to);
        if (from < to && (to - from > 1 || NameAndPlaceWords.kind(bare) == Kind.NAME)) {
            known.addPattern(bare, index, Rule.FACILITY);
        }
    }

    private static boolean isSaint(String word) {
        return word.equals("san")
                || word.equals("santa")
                || word.equals("st")
                || word.equals("saint")
                || word.equals("virgen")
                || word.equals("las")
                || word.equals("los");
    }

    private static String join(String[] words, int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < to; i++) {
            joined.append(words[i]);
        }
        return joined.toString();
    }
}
