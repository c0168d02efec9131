package dev.sigilo.tokenize.domain;

import dev.sigilo.policy.Action;
import dev.sigilo.policy.Category;
import dev.sigilo.policy.TextRule;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Takes out the record's own identifiers as they stand, and what holds an @, a URL's scheme, or five digits and more. */
public final class BasicScrubber implements TextScrubber {

    @Override
    public Session begin(RecordContext record) {
        return text -> scrub(record, text);
    }

    private static ScrubbedText scrub(RecordContext record, String text) {
        List<Replacement> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() == text.length()) {
            for (OwnIdentifier identifier : record.identifiers()) {
                addAll(lower, identifier.value().toLowerCase(Locale.ROOT), identifier, found);
                if (identifier.category() == Category.NAME) {
                    for (String word : identifier.value().toLowerCase(Locale.ROOT).split("[ ,]")) {
                        addAll(lower, word, identifier, found);
                    }
                }
            }
        }
        int at = 0;
        while (at < text.length()) {
            int end = at;
            int digits = 0;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                digits += Character.isDigit(text.charAt(end)) ? 1 : 0;
                end++;
            }
            String word = text.substring(at, end);
            if (word.indexOf('@') > 0) {
                add(record, Category.EMAIL, at, end, word, found);
            } else if (word.contains("://") || word.startsWith("www.")) {
                add(record, Category.URL, at, end, word, found);
            } else if (digits >= 5) {
                String date = FieldDates.shift(strip(word), record.language(), record.shiftDays()).orElse(null);
                if (date != null && record.rule("DATE", Category.DATE).action() == Action.SHIFT_DATE) {
                    found.add(new Replacement(at, end, Category.DATE.name(), date));
                } else {
                    add(record, date == null ? Category.OTHER_ID : Category.DATE, at, end, word, found);
                }
            }
            at = end + 1;
        }
        found.sort(Comparator.comparingInt(Replacement::start).thenComparing(Replacement::end, Comparator.reverseOrder()));
        List<Replacement> kept = new ArrayList<>();
        int from = 0;
        for (Replacement replacement : found) {
            if (replacement.start() >= from) {
                kept.add(replacement);
                from = replacement.end();
            }
        }
        return ScrubbedText.of(text, kept);
    }

    private static String strip(String word) {
        int end = word.length();
        while (end > 0 && !Character.isLetterOrDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }

    private static void add(RecordContext record, Category category, int start, int end, String word, List<Replacement> found) {
        TextRule rule = record.rule(category.name(), category);
        String replacement = rule.action() == Action.TOKEN ? record.tokenInText(rule, category, word) : RecordContext.redacted(category);
        found.add(new Replacement(start, end, category.name(), replacement));
    }

    private static void addAll(String lower, String value, OwnIdentifier identifier, List<Replacement> found) {
        if (value.length() < 2) {
            return;
        }
        for (int at = lower.indexOf(value); at >= 0; at = lower.indexOf(value, at + 1)) {
            int end = at + value.length();
            boolean whole = (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))
                    && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)));
            if (whole) {
                found.add(new Replacement(at, end, identifier.category().name(), identifier.replacement()));
            }
        }
    }
}
