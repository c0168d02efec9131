package dev.sigilo.training;

import dev.sigilo.text.Language;
import dev.sigilo.text.Ordinals;
import dev.sigilo.text.dates.CalendarNames;
import java.util.List;
import java.util.Locale;

/** Makes up dates and times in the forms in which English and Spanish notes write them. */
final class FictitiousDates {

    private static final List<String> MONTHS = CalendarNames.months(Language.ENGLISH);
    private static final List<String> MONTHS_ES = CalendarNames.months(Language.SPANISH);
    private static final String[] WEEKDAYS = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };

    private final RandomChoice choice;

    FictitiousDates(RandomChoice choice) {
        this.choice = choice;
    }

    String month() {
        return choice.of(MONTHS);
    }

    String weekday() {
        return choice.of(WEEKDAYS);
    }

    String year() {
        return String.valueOf(1930 + choice.below(96));
    }

    String date() {
        int day = 1 + choice.below(28);
        int month = 1 + choice.below(12);
        int year = 1925 + choice.below(101);
        String monthName = MONTHS.get(month - 1);
        return switch (choice.below(14)) {
            case 0 -> String.format(Locale.ROOT, "%02d/%02d/%d", month, day, year);
            case 1 -> month + "/" + day + "/" + year;
            case 2 -> String.format(Locale.ROOT, "%d-%02d-%02d", year, month, day);
            case 3 -> String.format(Locale.ROOT, "%d-%02d-%02d %s:%02d", year, month, day, time(), choice.below(60));
            case 4 -> monthName + " " + day + ", " + year;
            case 5 -> day + " " + monthName + " " + year;
            case 6 -> monthName.substring(0, 3) + " " + day + ", " + year;
            case 7 -> String.format(Locale.ROOT, "%02d-%s-%d", day, monthName.substring(0, 3), year);
            case 8 -> month + "/" + day + "/" + year % 100;
            case 9 -> monthName + " " + day;
            case 10 -> monthName + " " + year;
            case 11 -> day + "." + month + "." + year;
            case 12 -> month + "/" + day;
            default -> monthName + " " + day + Ordinals.english(day) + ", " + year;
        };
    }

    String spanishDate() {
        int day = 1 + choice.below(28);
        int month = 1 + choice.below(12);
        int year = 1930 + choice.below(96);
        String monthName = MONTHS_ES.get(month - 1);
        return switch (choice.below(6)) {
            case 0 -> day + " de " + monthName + " de " + year;
            case 1 -> monthName + " de " + year;
            case 2 -> day + "-" + month + "-" + year;
            case 3 -> day + "/" + month + "/" + year % 100;
            case 4 -> day + " de " + monthName;
            default -> String.format(Locale.ROOT, "%02d/%02d/%d", day, month, year);
        };
    }

    String time() {
        return String.format(Locale.ROOT, "%02d:%02d", choice.below(24), choice.below(60));
    }
}
