package dev.sigilo.tokenize.domain.text;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms in which one day is written in English and Spanish: {@code 2/11/28}, {@code 1928-11-02}, {@code November 2nd, 1928}. */
final class DayForms {
    private static final String[] MONTHS = {"jan(?:uary)?|ene(?:ro)?", "feb(?:ruary|rero)?", "mar(?:ch|zo)?", "apr(?:il)?|abr(?:il)?", "mayo?",
        "june?|junio", "july?|julio", "aug(?:ust)?|ago(?:sto)?", "sept?(?:ember|iembre)?|setiembre", "oct(?:ober|ubre)?", "nov(?:ember|iembre)?",
        "dec(?:ember)?|dic(?:iembre)?"};
    private static final String BETWEEN = "(?:\\s?[-/.,]\\s?|\\s(?:de|del|of)\\s|\\s)";

    private DayForms() {
    }

    /** What finds the day, its year in two figures or four. */
    static Pattern of(LocalDate date) {
        String day = (date.getDayOfMonth() < 10 ? "0?" : "") + date.getDayOfMonth() + "(?:st|nd|rd|th|º)?";
        String month = "(?:" + (date.getMonthValue() < 10 ? "0?" : "") + date.getMonthValue() + "|(?:" + MONTHS[date.getMonthValue() - 1] + ")\\.?)";
        String year = String.format(Locale.ROOT, "(?:%02d|['’])?%02d", date.getYear() / 100, date.getYear() % 100);
        return Pattern.compile("(?<![\\p{L}\\p{N}./-])(?:" + day + BETWEEN + month + BETWEEN + year + "|" + month + BETWEEN + day + BETWEEN + year + "|"
                + date.getYear() + BETWEEN + month + BETWEEN + day + "|" + date.toString().replace("-", "") + ")(?![\\p{L}\\p{N}]|[./-][0-9])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
