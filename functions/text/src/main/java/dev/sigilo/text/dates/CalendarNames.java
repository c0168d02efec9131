package dev.sigilo.text.dates;

import dev.sigilo.text.Language;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The full and short names of months and weekdays in English and Spanish. */
public final class CalendarNames {
    private static final String[][] MONTHS = {
        {
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december"
        },
        {
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre"
        }
    };
    private static final String[][] SHORT_MONTHS = {
        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
        {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"}
    };
    private static final String[][] WEEKDAYS = {
        {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
        {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"}
    };
    private static final String[][] SHORT_WEEKDAYS = {{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}};
    private static final String[] ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};

    private static final List<String> ENGLISH_MONTHS =
            Arrays.stream(MONTHS[0]).map(CalendarNames::capitalised).toList();
    private static final List<String> SPANISH_MONTHS = List.of(MONTHS[1]);

    private static final int LONGEST = 10;
    /** By the language of the text: "mar" and "feb" are months in both. */
    private static final List<Map<String, Name>> MONTH_OF = List.of(new HashMap<>(), new HashMap<>());

    private static final Map<String, Name> WEEKDAY_OF = new HashMap<>();

    static {
        for (int textLanguage = 0; textLanguage < 2; textLanguage++) {
            Map<String, Name> names = MONTH_OF.get(textLanguage);
            for (int language : new int[] {1 - textLanguage, textLanguage}) {
                for (int i = 0; i < 12; i++) {
                    names.put(SHORT_MONTHS[language][i], new Name(i, language, true));
                    names.put(MONTHS[language][i], new Name(i, language, false));
                }
            }
            names.put("sept", new Name(8, textLanguage, true));
            if (textLanguage == 0) {
                // In an English text "ago" and "set" are not months: "two years ago", "a set of".
                names.remove("ago");
            } else {
                names.put("set", new Name(8, 1, true));
            }
            names.put("setiembre", new Name(8, 1, false));
        }
        for (int i = 0; i < 7; i++) {
            WEEKDAY_OF.put(SHORT_WEEKDAYS[0][i], new Name(i, 0, true));
            WEEKDAY_OF.put(WEEKDAYS[0][i], new Name(i, 0, false));
            WEEKDAY_OF.put(WEEKDAYS[1][i], new Name(i, 1, false));
        }
        WEEKDAY_OF.put("miercoles", new Name(2, 1, false));
        WEEKDAY_OF.put("sabado", new Name(5, 1, false));
        WEEKDAY_OF.put("tues", new Name(1, 0, true));
        WEEKDAY_OF.put("thur", new Name(3, 0, true));
        WEEKDAY_OF.put("thurs", new Name(3, 0, true));
    }

    /**
     * One name.
     *
     * @param index    from 0: January or Monday
     * @param language 0 for English, 1 for Spanish
     * @param isShort  whether it is the short form
     */
    public record Name(int index, int language, boolean isShort) {}

    private CalendarNames() {}

    /** Returns the names of the twelve months in the spelling of the language: {@code January}, {@code enero}. */
    public static List<String> months(Language language) {
        return language == Language.SPANISH ? SPANISH_MONTHS : ENGLISH_MONTHS;
    }

    /** Returns the month that the word names, or null. {@code language} is the language of the text. */
    public static Name month(String text, int start, int end, Language language) {
        return lookUp(MONTH_OF.get(language == Language.SPANISH ? 1 : 0), text, start, end);
    }

    /** Returns the number, from 1, of the month that the word names in either language, or 0. */
    static int monthNumber(String text, int start, int end) {
        // The Spanish table also contains the English names.
        Name name = month(text, start, end, Language.SPANISH);
        return name == null ? 0 : name.index() + 1;
    }

    /** Returns the weekday that the word names, or null. */
    public static Name weekday(String text, int start, int end) {
        return lookUp(WEEKDAY_OF, text, start, end);
    }

    /** Returns whether the folded word is the name of a month or weekday in either language. */
    public static boolean isName(String folded) {
        return MONTH_OF.get(0).containsKey(folded) || WEEKDAY_OF.containsKey(folded);
    }

    private static Name lookUp(Map<String, Name> names, String text, int start, int end) {
        int length = end - start;
        return length < 3 || length > LONGEST
                ? null
                : names.get(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    /** Returns the month, from 1, of the Roman numeral (upper case), or 0. */
    public static int romanMonth(String text, int start, int end) {
        if (end - start > 4) {
            return 0;
        }
        String word = text.substring(start, end);
        String lower = word.toLowerCase(Locale.ROOT);
        if (word.equals(lower)) {
            return 0;
        }
        for (int i = 0; i < ROMAN.length; i++) {
            if (ROMAN[i].equals(lower)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Returns the month, from 1, as a Roman numeral. */
    public static String roman(int month) {
        return ROMAN[month - 1].toUpperCase(Locale.ROOT);
    }

    /**
     * Returns the month's name in the language, length and letter case of {@code model}, which was written as {@code
     * written}.
     */
    public static String monthLike(int month, Name model, String written) {
        return inCaseOf(written, (model.isShort ? SHORT_MONTHS : MONTHS)[model.language][month - 1]);
    }

    /** Does the same as {@link #monthLike} for a weekday, from 0. */
    public static String weekdayLike(int weekday, Name model, String written) {
        return inCaseOf(written, (model.isShort ? SHORT_WEEKDAYS : WEEKDAYS)[model.language][weekday]);
    }

    /** Returns the lower-case word in the letter case of the model: {@code MAR}, {@code Mar} or {@code mar}. */
    public static String inCaseOf(String model, String lower) {
        if (!Character.isUpperCase(model.charAt(0))) {
            return lower;
        }
        if (Character.isUpperCase(model.charAt(model.length() - 1))) {
            return lower.toUpperCase(Locale.ROOT);
        }
        return capitalised(lower);
    }

    private static String capitalised(String lower) {
        return lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }
}
