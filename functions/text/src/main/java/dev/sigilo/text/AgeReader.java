package dev.sigilo.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a patient's age as producers write it in a field: years in digits ({@code 58}, {@code 58.5}, {@code 070}), a
 * DICOM age string ({@code 070Y}, {@code 006M}, {@code 003W}, {@code 010D}; PS3.5 table 6.2-1), with a unit in English
 * or Spanish ({@code 6 months}, {@code 2 years 3 months}, {@code 58 y/o F}), in words ({@code ninety-three},
 * {@code noventa y tres años}), or as in de-identified data ({@code 90+}, {@code >89}).
 *
 * <p>{@code 58M} is not accepted, because it is ambiguous: 58 months in DICOM, a man of 58 on many forms.
 */
public final class AgeReader {
    /** Returned if there is no age or it is not understood. */
    public static final double NONE = -1;

    private static final int LONGEST = 60;
    /** The largest two-digit number before a bare M that is accepted as a child's age in months. */
    private static final int MOST_BARE_MONTHS = 24;

    private static final double MONTHS = 1 / 12.0;
    private static final double WEEKS = 7 / 365.25;
    private static final double DAYS = 1 / 365.25;
    private static final double HOURS = DAYS / 24;
    /** Mean one before a unit ("un mes", "a hundred"); not numbers by themselves. */
    private static final Set<String> ARTICLES = Set.of("a", "un", "una");

    private static final Map<String, Double> UNITS = units();
    private static final Map<String, Integer> NUMBERS = numbers();
    private static final Map<String, Integer> WHOLE = Map.of(
            "newborn",
            0,
            "neonate",
            0,
            "recien nacido",
            0,
            "recien nacida",
            0,
            "nonagenarian",
            90,
            "nonagenario",
            90,
            "nonagenaria",
            90,
            "centenarian",
            100,
            "centenario",
            100,
            "centenaria",
            100);

    private static final String UNIT = "(?<unit>[a-z]+(?:/o|\\.o\\.?)?\\.?)";
    private static final Pattern IN_DIGITS = Pattern.compile("(?<more>>=?)? ?(?<number>[0-9]{1,4})"
            + "(?:[.,](?<part>[0-9]{1,2}))?(?<plus>\\+)? ?-? ?"
            + "(?:" + UNIT + ")?(?:[ -](?:old|de edad))?"
            + "(?:[ ,]*(?:and |y )?(?<smaller>[0-9]{1,2}) ?(?<smallerUnit>[a-z]+))?"
            + "(?:[ ,/]*(?:f|m|male|female|man|woman|hombre|mujer|varon))?");

    private AgeReader() {}

    /**
     * Returns the age in years, including fractions; for {@code >89} and {@code 90+} the youngest possible age.
     *
     * @return {@link #NONE} if the text is not clearly an age
     */
    public static double years(String value) {
        String text = value.strip();
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            return NONE;
        }
        if (length <= 3 && Digits.areDigits(text, 0, length)) {
            return possible(Digits.number(text, 0, length));
        }
        String folded = folded(text);
        Integer whole = WHOLE.get(folded);
        if (whole != null) {
            return whole;
        }
        Matcher digits = IN_DIGITS.matcher(folded);
        return digits.matches() ? inDigits(digits) : inWords(folded);
    }

    private static double inDigits(Matcher digits) {
        double number = Integer.parseInt(digits.group("number"));
        if (digits.group("part") != null) {
            number = Double.parseDouble(digits.group("number") + "." + digits.group("part"));
        }
        if (">".equals(digits.group("more"))) {
            number = Math.floor(number) + 1;
        }
        String unit = digits.group("unit");
        if (unit == null) {
            // A four-digit number by itself is a year or an id.
            return digits.group("number").length() > 3 || digits.group("smaller") != null ? NONE : possible(number);
        }
        Double inYears = UNITS.get(unit.replace(".", ""));
        boolean isDoubtful = unit.equals("m") && digits.group("number").length() < 3 && number > MOST_BARE_MONTHS;
        if (inYears == null || isDoubtful) {
            return NONE;
        }
        double years = number * inYears;
        if (digits.group("smaller") != null) {
            Double smaller = UNITS.get(digits.group("smallerUnit"));
            if (smaller == null || smaller >= inYears) {
                return NONE;
            }
            years += Integer.parseInt(digits.group("smaller")) * smaller;
        }
        return possible(years);
    }

    /**
     * Reads an age in words, with or without a unit: "ninety-three years old", "one hundred and two", "noventa y tres
     * años".
     */
    private static double inWords(String folded) {
        int total = 0;
        int last = 0;
        boolean any = false;
        String[] words = folded.replace('-', ' ').split(" +");
        int at = 0;
        for (; at < words.length; at++) {
            Integer number = NUMBERS.get(words[at]);
            if (number == null
                    && any
                    && (words[at].equals("and") || words[at].equals("y"))
                    && at + 1 < words.length
                    && NUMBERS.containsKey(words[at + 1])) {
                continue;
            }
            if (number == null) {
                break;
            }
            if (number == 100 && any && last == 1) {
                total = 100;
            } else if (!any || last == 100 && number < 100 || last >= 20 && last < 100 && number > 0 && number < 10) {
                total += number;
            } else {
                return NONE;
            }
            last = number;
            any = true;
        }
        if (!any) {
            return NONE;
        }
        if (at == words.length) {
            return words.length == 1 && ARTICLES.contains(words[0]) ? NONE : possible(total);
        }
        Double inYears = UNITS.get(words[at]);
        boolean ends = at + 1 == words.length
                || at + 2 == words.length && words[at + 1].equals("old")
                || at + 3 == words.length && words[at + 1].equals("de") && words[at + 2].equals("edad");
        return inYears == null || !ends ? NONE : possible(total * inYears);
    }

    private static double possible(double years) {
        return years <= Ages.OLDEST_POSSIBLE ? years : NONE;
    }

    /** Returns the text in lower case, without accents, with single spaces. */
    private static String folded(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) > 0x7E) {
                plain = Normalizer.normalize(plain, Normalizer.Form.NFKD).replaceAll("\\p{Mn}", "");
                break;
            }
        }
        return plain.replaceAll("\\s+", " ");
    }

    private static Map<String, Double> units() {
        Map<String, Double> units = new HashMap<>();
        for (String unit : new String[] {
            "y", "yr", "yrs", "y/o", "yo", "year", "years", "yearold", "a", "ano", "anos", "f", "female", "male", "man",
            "woman", "hombre", "mujer", "varon"
        }) {
            units.put(unit, 1.0);
        }
        for (String unit : new String[] {"m", "mo", "mos", "mth", "mths", "month", "months", "mes", "meses"}) {
            units.put(unit, MONTHS);
        }
        for (String unit : new String[] {"w", "wk", "wks", "week", "weeks", "sem", "semana", "semanas"}) {
            units.put(unit, WEEKS);
        }
        for (String unit : new String[] {"d", "day", "days", "dia", "dias"}) {
            units.put(unit, DAYS);
        }
        for (String unit : new String[] {"h", "hr", "hrs", "hour", "hours", "hora", "horas"}) {
            units.put(unit, HOURS);
        }
        return Map.copyOf(units);
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        add(
                numbers,
                0,
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                        + "sixteen seventeen eighteen nineteen");
        add(
                numbers,
                0,
                "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
                        + "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro "
                        + "veinticinco veintiseis veintisiete veintiocho veintinueve");
        ARTICLES.forEach(article -> numbers.put(article, 1));
        numbers.put("veintiun", 21);
        int ten = 20;
        String tens = "twenty/veinte thirty/treinta forty/cuarenta fifty/cincuenta sixty/sesenta seventy/setenta "
                + "eighty/ochenta ninety/noventa";
        for (String pair : tens.split(" ")) {
            for (String word : pair.split("/")) {
                numbers.put(word, ten);
            }
            ten += 10;
        }
        numbers.put("hundred", 100);
        numbers.put("cien", 100);
        numbers.put("ciento", 100);
        return Map.copyOf(numbers);
    }

    private static void add(Map<String, Integer> numbers, int first, String words) {
        int number = first;
        for (String word : words.split(" ")) {
            numbers.put(word, number++);
        }
    }
}
