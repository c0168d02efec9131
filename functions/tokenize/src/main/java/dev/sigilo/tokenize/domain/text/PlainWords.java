package dev.sigilo.tokenize.domain.text;

import dev.sigilo.detection.WordsBesideNames;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.records.Category;
import dev.sigilo.text.Folding;
import dev.sigilo.text.WordList;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Recognizes detected names, institutions, streets and professions that consist only of common clinical words without a
 * confirming context, so that they are kept. "Plan ## Plan" is not an address, and "left hand" contains no name.
 */
final class PlainWords {
    /** Insurers with millions of members, which do not identify a person. The plan number still does. */
    private static final Set<String> PAYERS = WordList.setOfWords("""
            aetna anthem bluecross blueshield bluecrossblueshield bcbs cigna cignahealth cignahealthcare
            dualeligible humana kaiserpermanente medicaid medicare medicareadvantage tricare unitedhealthcare
            unitedhealth veteransaffairs""");

    /** Sex, race, education and marital status: shared by many, and not professions. */
    private static final Set<String> TRAITS = WordList.setOfWords("""
            non not or hispanic nonhispanic latino latina white black asian african american caucasian native
            indian pacific islander other male female man woman high low middle socioeconomic background college
            university school grade elementary secondary courses some degree graduate homeless married single
            divorced widowed hispano hispana blanco blanca negro negra asiatico asiatica varon mujer hombre
            soltero soltera casado casada viudo viuda divorciado divorciada estudios primarios secundarios
            universitarios nivel alto medio bajo""");

    private PlainWords() {}

    /** Returns whether the detected span consists only of such words. */
    static boolean are(String text, Match found) {
        if (found.type() == IdentifierType.PROFESSION) {
            List<String> words = words(text, found.start(), found.end());
            // A span across an empty line is not one expression.
            return !words.isEmpty() && TRAITS.containsAll(words)
                    || text.substring(found.start(), found.end()).contains("\n\n");
        }
        boolean name = found.category() == Category.NAME;
        boolean institution = found.category() == Category.INSTITUTION;
        boolean street = found.type() == IdentifierType.STREET;
        if (!name && !institution && !street) {
            return false;
        }
        if (institution && PAYERS.contains(Folding.squeeze(text.substring(found.start(), found.end())))) {
            return true;
        }
        List<String> words = words(text, found.start(), found.end());
        if (words.isEmpty() || !words.stream().allMatch(PlainWords::isPlain)) {
            return false;
        }
        if (!name) {
            Set<String> marks = institution ? NameAndPlaceWords.FACILITY_WORDS : NameAndPlaceWords.STREET_WORDS;
            return words.stream().noneMatch(word -> word.length() > 2 && marks.contains(word));
        }
        String before = wordBefore(text, found.start());
        boolean capital = Character.isUpperCase(text.charAt(found.start()));
        if (capital && NameAndPlaceWords.NAME_LABELS.contains(before)) {
            return false;
        }
        boolean endsTitle = endsLine(text, found.end())
                && found.start() > 0
                && text.charAt(found.start() - 1) == ' '
                && before.length() > 2
                && isPlain(before)
                && Character.isUpperCase(text.charAt(Math.max(0, found.start() - 1 - before.length())));
        return !capital
                || endsTitle
                || isHeading(text, found.start())
                || beginsSentence(text, found.start()) && !isPersonVerb(wordAfter(text, found.end()));
    }

    private static boolean isPlain(String word) {
        return word.length() > 2
                ? NameAndPlaceWords.kind(word) == Kind.WORD
                : NameAndPlaceWords.PARTICLES.contains(word) || NameAndPlaceWords.PLACE_WORDS.contains(word);
    }

    private static boolean isPersonVerb(String word) {
        return NameAndPlaceWords.PERSON_VERBS.contains(word)
                || WordsBesideNames.isVerbOfPeople(word)
                || WordsBesideNames.mayPrecedeVerb(word);
    }

    /** Returns the folded words; empty if they contain a digit. */
    private static List<String> words(String text, int from, int to) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean letter = i < to && Folding.of(text.charAt(i)) != Folding.BREAK;
            if (letter && Character.isDigit(text.charAt(i))) {
                return List.of();
            }
            if (letter) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(Folding.squeeze(text.substring(start, i)));
                start = -1;
            }
        }
        return words;
    }

    /** Returns whether the line of this offset is a Markdown heading. */
    private static boolean isHeading(String text, int start) {
        int line = text.lastIndexOf('\n', start) + 1;
        while (line < start && Character.isWhitespace(text.charAt(line))) {
            line++;
        }
        return text.charAt(line) == '#';
    }

    private static boolean endsLine(String text, int end) {
        return end >= text.length() || text.charAt(end) == '\n' || text.charAt(end) == ':';
    }

    private static boolean beginsSentence(String text, int start) {
        for (int i = start - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '\n' || ".!?;:•*-|>".indexOf(c) >= 0) {
                return true;
            }
            if (!Character.isWhitespace(c)) {
                return false;
            }
        }
        return true;
    }

    private static String wordBefore(String text, int start) {
        int end = start;
        while (end > 0 && start - end < 3 && Folding.of(text.charAt(end - 1)) == Folding.BREAK) {
            end--;
        }
        int from = end;
        while (from > 0 && Folding.of(text.charAt(from - 1)) != Folding.BREAK) {
            from--;
        }
        return Folding.squeeze(text.substring(from, end));
    }

    private static String wordAfter(String text, int end) {
        int from = end;
        while (from < text.length() && from - end < 2 && text.charAt(from) == ' ') {
            from++;
        }
        int to = from;
        while (to < text.length() && to - from < 24 && Folding.of(text.charAt(to)) != Folding.BREAK) {
            to++;
        }
        return Folding.squeeze(text.substring(from, to));
    }
}
