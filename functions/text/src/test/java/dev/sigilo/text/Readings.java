package dev.sigilo.text;

import dev.sigilo.records.FieldValue;
import dev.sigilo.text.dates.DateText;
import dev.sigilo.text.dates.DayForms;
import dev.sigilo.text.dates.FieldDates;
import dev.sigilo.text.dates.ShiftedDate;
import dev.sigilo.text.dates.StandardDate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that this module reads out of one text, as one line for each reader. */
final class Readings {
    private static final LocalDate BIRTHDAY = LocalDate.of(1928, 11, 2);
    private static final Map<String, Function<String, String>> READERS = new TreeMap<>(Map.ofEntries(
            Map.entry("date-en", text -> dates(text, Language.ENGLISH)),
            Map.entry("date-es", text -> dates(text, Language.SPANISH)),
            Map.entry("field-month-first", text -> field(text, new FieldDates.Reading(true, 2027))),
            Map.entry("field-day-first", text -> field(text, new FieldDates.Reading(false, 2027))),
            Map.entry("standard", text -> "" + StandardDate.isDate(text)),
            Map.entry("birthday", text -> places(DayForms.find(BIRTHDAY, text))),
            Map.entry(
                    "age", text -> AgeReader.years(text) + " " + Ages.cap(text).orElse("-")),
            Map.entry("age-in-text", text -> AgeText.cap(text) + " " + places(AgeText.scan(text))),
            Map.entry(
                    "flag",
                    text -> Flag.isFlag(text) + " " + Flag.valueOf(new FieldValue(FieldValue.Type.STRING, text))),
            Map.entry("folded", Readings::folded),
            Map.entry("language", text -> Language.guess(text).name())));

    private Readings() {}

    static Iterable<String> readers() {
        return READERS.keySet();
    }

    static String read(String reader, String text) {
        return READERS.get(reader).apply(text);
    }

    private static String dates(String text, Language language) {
        return new StringJoiner(" ; ")
                .add(DateText.scan(text, language).stream()
                        .map(found -> found.start() + "-" + found.end() + (found.possible() ? "" : "!"))
                        .collect(Collectors.joining(",")))
                .add(moved(text, language, 20, 0))
                .add(moved(text, language, -1, 0))
                .add(moved(text, language, -400, 2012))
                .add(DateText.year(text, language).orElse("-"))
                .add(DateText.firstYear(text, language).map(String::valueOf).orElse("-"))
                .add(DateText.shownOrder(text) + "")
                .add(DateText.isNumericDayAndMonth(text) + "")
                .add(DateText.hasShortYear(text, language) + "")
                .add(DateText.identifiesNoDay(text) + "")
                .toString();
    }

    private static String moved(String text, Language language, int days, int year) {
        return DateText.shift(text, language, days, year).map(Readings::written).orElse("-");
    }

    private static String written(ShiftedDate date) {
        return date.text() + (date.detail() == null ? "" : "?");
    }

    private static String field(String text, FieldDates.Reading reading) {
        return FieldDates.shift(text, reading, 3).orElse("-") + " ; "
                + FieldDates.year(text, reading).map(String::valueOf).orElse("-") + " ; "
                + FieldDates.day(text, reading).map(String::valueOf).orElse("-") + " ; " + FieldDates.hasShortYear(text)
                + " ; "
                + FieldDates.monthFirst(text).map(String::valueOf).orElse("-");
    }

    private static String folded(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char folded = Letters.fold(text.charAt(i));
            plain.append(folded == Letters.NONE ? ' ' : folded == Letters.MARK ? '~' : folded);
        }
        return plain + ";" + Folding.words(text) + ";" + Folding.squeeze(text) + ";"
                + Long.toHexString(Folding.hash(Folding.squeeze(text)));
    }

    private static String places(List<int[]> places) {
        return places.stream().map(place -> place[0] + "-" + place[1]).collect(Collectors.joining(",", "[", "]"));
    }
}
