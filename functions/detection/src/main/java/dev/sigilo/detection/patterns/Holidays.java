package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import java.util.Arrays;

/** Recognizes holidays with the year that may follow them: "Christmas", "New Year's Eve 2019", "Semana Santa". */
final class Holidays {

    /** Holidays of one word. */
    private static final IntTable HOLIDAYS = IntTable.words("""
            christmas thanksgiving halloween hanukkah chanukah passover ramadan diwali kwanzaa navidad navidades
            nochebuena nochevieja ramadan carnaval carnavales xmas""");
    /** Holidays of several words. An apostrophe is a word. */
    private static final String[][] LONG_HOLIDAYS = names("""
            new year ' s; new years day; new years eve; easter sunday; easter monday; at easter; before easter;
            after easter; since easter; labor day; labour day; memorial day; independence day; fourth of july;
            4 th of july; valentine ' s day; valentines day; mother ' s day; father ' s day; good friday; palm sunday;
            ash wednesday; boxing day; columbus day; veterans day; presidents day; president ' s day; yom kippur;
            rosh hashanah; patrick ' s day; patricks day; luther king day; mlk day; cinco de mayo; ano nuevo;
            semana santa; jueves santo; viernes santo; sabado santo; lunes santo; martes santo; miercoles santo;
            miercoles de ceniza; domingo de ramos; domingo de resurreccion; lunes de pascua; domingo de pascua;
            dia de reyes; noche de reyes; reyes magos; todos los santos; dia de la madre; dia del padre; san valentin;
            noche de san juan; puente de mayo; puente de diciembre; puente de la constitucion; puente del pilar;
            dia de la constitucion; dia del pilar; fiesta nacional""");

    private static final IntTable HOLIDAY_STARTS = starts();
    private static final IntTable HOLIDAY_ENDS = IntTable.words("eve day break holidays holiday week weekend");
    /** Words that change the meaning of a holiday's name before them: "Christmas disease". */
    private static final IntTable NOT_HOLIDAYS = IntTable.words("disease factor tree");

    private static final int POSSESSIVE = Hashes.folded("s");

    private final TextWords words;
    private final DateYears years;

    Holidays(DateContext context, DateYears years) {
        this.words = context.words;
        this.years = years;
    }

    /** Returns the word after the holiday that begins at this word, or {@code i}. */
    int end(int i) {
        int end = i;
        if (words.isIn(i, HOLIDAYS) && words.shape[i] != 0) {
            end = i + 1;
        } else if (words.isIn(i, HOLIDAY_STARTS)) {
            for (String[] holiday : LONG_HOLIDAYS) {
                end = Math.max(end, named(i, holiday));
            }
        }
        if (end == i || end < words.count && words.isIn(end, NOT_HOLIDAYS)) {
            return i;
        }
        if (end + 1 < words.count && words.character(end) == '\'' && words.hash[end + 1] == POSSESSIVE) {
            end += 2;
        }
        end += end < words.count && words.isIn(end, HOLIDAY_ENDS) ? 1 : 0;
        return years.year(end);
    }

    /** Returns the word after the name, or {@code i}. At least one of its words must have a capital. */
    private int named(int i, String[] name) {
        if (i + name.length > words.count) {
            return i;
        }
        for (int k = 0; k < name.length; k++) {
            boolean apostrophe =
                    name[k].equals("'") && (words.character(i + k) == '\'' || words.character(i + k) == '’');
            if (!apostrophe && words.hash[i + k] != Hashes.folded(name[k])) {
                return i;
            }
        }
        boolean capital = words.isDigits(i);
        for (int k = 0; k < name.length; k++) {
            capital |= words.isCapitalised(i + k) && words.length(i + k) > 1;
        }
        return capital ? i + name.length : i;
    }

    private static String[][] names(String list) {
        return Arrays.stream(list.split(";"))
                .map(name -> name.strip().split("\\s+"))
                .toArray(String[][]::new);
    }

    private static IntTable starts() {
        IntTable table = new IntTable(64);
        for (String[] holiday : LONG_HOLIDAYS) {
            table.put(Hashes.folded(holiday[0]), 1);
        }
        return table.withFilter();
    }
}
