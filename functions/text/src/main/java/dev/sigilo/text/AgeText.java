package dev.sigilo.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Ages in free text. Ages of 90 and over become {@value Ages#OLDEST}; the words around them stay. */
public final class AgeText {
    /** Words after a number that make it an age in years. */
    private static final Set<String> UNITS = Set.of("years", "year", "yrs", "yr", "yo", "y", "años", "año", "anos");
    /** Ages in words of 90 and over begin with one of these. */
    private static final Set<String> WORDS = WordList.setOfWords("""
            noventa cien ciento ninety hundred nonagenarian centenarian nonagenaria nonagenario centenaria
            centenario nonagenarians centenarians supercentenarian nonagenarias nonagenarios centenarias
            centenarios nineties noventas ninetieth hundredth nonagésimo centésimo""");

    private static final Set<String> BIRTHDAYS = Set.of("birthday", "birthdays", "cumpleaños");
    private static final Set<String> SMALLER_UNITS = WordList.setOfWords("""
            month months mes meses week weeks semana semanas day days día días dia dias hour hours hora horas mo
            wk m d""");

    private AgeText() {}

    /**
     * Returns the span with its age capped.
     *
     * @return the same text if the age is under 90
     */
    public static String cap(String span) {
        StringBuilder capped = null;
        int from = 0;
        int i = 0;
        while (i < span.length()) {
            char c = span.charAt(i);
            int end = i;
            if (Digits.isDigit(c)) {
                end = Digits.end(span, i);
                if (isOld(span, i, end) && !SMALLER_UNITS.contains(wordAfter(span, end))) {
                    capped = capped == null ? new StringBuilder() : capped;
                    capped.append(span, from, i).append(Ages.OLDEST);
                    end = ordinalEnd(span, end);
                    from = end;
                }
            } else if (Character.isLetter(c)) {
                while (end < span.length() && Character.isLetter(span.charAt(end))) {
                    end++;
                }
                String word = span.substring(i, end).toLowerCase(Locale.ROOT);
                if (WORDS.contains(word)) {
                    return cappedWords(span);
                }
            } else {
                end++;
            }
            i = end;
        }
        return capped == null ? span : capped.append(span, from, span.length()).toString();
    }

    /** Returns the class of an age in words, which is replaced as a whole; only a following word for birthday stays. */
    private static String cappedWords(String span) {
        int last = span.lastIndexOf(' ');
        boolean ofBirthday =
                last > 0 && BIRTHDAYS.contains(span.substring(last + 1).toLowerCase(Locale.ROOT));
        return ofBirthday ? Ages.OLDEST + span.substring(last) : Ages.OLDEST;
    }

    private static int ordinalEnd(String span, int end) {
        if (end < span.length() && span.charAt(end) == '°') {
            return end + 1;
        }
        return Ordinals.end(span, end);
    }

    /** Returns the start and end of the number of each age with a unit: "53 años", "95-year-old", "92 y/o". */
    public static List<int[]> scan(String text) {
        List<int[]> found = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (!Digits.isDigit(text.charAt(i))) {
                continue;
            }
            int end = Digits.end(text, i);
            if (startsNumber(text, i) && end - i <= 3 && UNITS.contains(wordAfter(text, end))) {
                found.add(new int[] {i, end});
            }
            i = end - 1;
        }
        return found;
    }

    private static boolean startsNumber(String text, int i) {
        return i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)) && ".,".indexOf(text.charAt(i - 1)) < 0;
    }

    private static boolean isOld(String text, int start, int end) {
        if (end - start < 2 || end - start > 3) {
            return false;
        }
        int age = Digits.number(text, start, end);
        return age >= Ages.OLDEST_YEARS && age <= Ages.OLDEST_POSSIBLE;
    }

    private static String wordAfter(String text, int end) {
        int i = end;
        while (i < text.length() && i - end < 3 && " -\n".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        int start = i;
        while (i < text.length() && i - start < 10 && Character.isLetter(text.charAt(i))) {
            i++;
        }
        return text.substring(start, i).toLowerCase(Locale.ROOT);
    }
}
