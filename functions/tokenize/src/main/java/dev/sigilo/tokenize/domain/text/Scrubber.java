package dev.sigilo.tokenize.domain.text;

import dev.sigilo.detection.IdentifierDetector;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.policy.Action;
import dev.sigilo.policy.TextRule;
import dev.sigilo.records.Category;
import dev.sigilo.text.AgeText;
import dev.sigilo.text.Language;
import dev.sigilo.text.VisibleText;
import dev.sigilo.text.dates.DateText;
import dev.sigilo.text.dates.ShiftedDate;
import dev.sigilo.tokenize.domain.PostalCodes;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.ScrubbedText;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import dev.sigilo.tokenize.domain.TextScrubber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * De-identifies free text. It replaces the identifiers that are known from the record's own fields, in any written
 * form, and the identifiers that the detector finds, according to the policy's text rules. Thread-safe.
 *
 * <h2>Names that only the texts contain</h2>
 * A name that is detected in one text of a record is searched for in all of its texts, like the names of its fields:
 * whole or in part, in capitals, with initials. It gets the token of the fullest form in which it was detected.
 *
 * <h2>Which span wins</h2>
 * <ol>
 * <li>Placeholders of an earlier scrubbing ({@code [NAME pat_name_1_…]}) are not changed.</li>
 * <li>A known identifier wins over a detected span. A detected span of the same category that extends beyond it is
 *     joined to it, so that a second surname that the field lacks does not remain. But a detected span of another
 *     category wins if it is replaced itself and contains the known identifier and more words (a name within an e-mail
 *     address or street). A name that was detected elsewhere in the record counts as known, after the others.</li>
 * <li>Otherwise the longer span wins, then the earlier one, then the type that comes first in {@link
 *     IdentifierType}.</li>
 * <li>The rest of a span that lost, if it has letters or digits, is treated according to its type.</li> </ol>
 *
 * <h2>Replacements</h2>
 * A known identifier gets the replacement of its field. A detected span gets the replacement of its rule: {@code token}
 * gives a token of the value, {@code shift_date} the shifted date in its format, {@code year} its year, {@code cap_age}
 * the age with 90 and over as one class, {@code zip3} the first digits of the code, {@code redact} {@code [CATEGORY]}.
 * A date is redacted if it is not understood, is impossible, or lies 90 years or more before the record's publication.
 *
 * <h2>Guarantee</h2>
 * A scrubbed text is checked once more, with a different search, for unmistakable known identifiers. If one remains,
 * the whole text becomes {@code [FREE_TEXT]}.
 */
public final class Scrubber implements TextScrubber {
    private static final Scrubber STANDARD = new Scrubber(IdentifierDetector.standard());

    private final IdentifierDetector detector;
    private final TextsWithoutFindings withoutFindings = new TextsWithoutFindings();

    /** Creates a scrubber that uses {@code detector}. */
    public Scrubber(IdentifierDetector detector) {
        this.detector = detector;
    }

    /** Returns the scrubber with the included detector. */
    public static Scrubber standard() {
        return STANDARD;
    }

    @Override
    public String version() {
        return detector.version();
    }

    @Override
    public Session begin(RecordContext record) {
        return new RecordSession(record);
    }

    private final class RecordSession implements Session {
        private final RecordContext record;
        private final KnownIdentifiers known;
        private final Map<String, List<Span>> spansByText = new HashMap<>();
        private final NamesInText names;

        RecordSession(RecordContext record) {
            this.record = record;
            this.known = KnownIdentifiers.of(record.identifiers());
            this.names = new NamesInText(record);
        }

        @Override
        public void read(String text) {
            if (!text.isBlank()) {
                String seen = VisibleText.of(text).text();
                spans(seen, language(seen));
            }
        }

        private List<Span> spans(String text, Language language) {
            List<Span> spans = spansByText.get(text);
            if (spans == null) {
                spans = withoutFindings.contains(text, language) ? List.of() : detect(text, language);
                spansByText.put(text, spans);
            }
            return spans;
        }

        private List<Span> detect(String text, Language language) {
            List<Span> spans = detector.detect(text, language);
            if (spans.isEmpty()) {
                withoutFindings.add(text, language);
            }
            names.add(text, spans);
            return spans;
        }

        @Override
        public ScrubbedText scrub(String original) {
            if (original.isBlank()) {
                return ScrubbedText.of(original, List.of());
            }
            VisibleText visible = VisibleText.of(original);
            String text = visible.text();
            Language language = language(text);
            List<Replacement> replacements = new ArrayList<>();
            List<Match> settled = settle(text, language);
            TextDates dates = new TextDates(text, language, record.publishedYear(), settled);
            for (Match found : settled) {
                Replacement replacement = found.isKnown()
                        ? new Replacement(
                                found.start(),
                                found.end(),
                                found.category().name(),
                                found.identifier().replacement())
                        : replacement(text, found, language, dates);
                if (replacement != null) {
                    replacements.add(replacement);
                }
            }
            ScrubbedText scrubbed = ScrubbedText.of(text, replacements);
            if (known.isLeftIn(scrubbed.text())) {
                return ScrubbedText.of(
                        original,
                        List.of(new Replacement(
                                0,
                                original.length(),
                                Category.FREE_TEXT.name(),
                                RecordContext.redacted(Category.FREE_TEXT))));
            }
            return visible.isPlain()
                    ? scrubbed
                    : ScrubbedText.of(
                            original,
                            scrubbed.replacements().stream()
                                    .map(replaced -> new Replacement(
                                            visible.start(replaced.start()),
                                            visible.end(replaced.end()),
                                            replaced.category(),
                                            replaced.replacement(),
                                            replaced.detail()))
                                    .toList());
        }

        private Language language(String text) {
            if (record.language() == null) {
                return Language.guess(text);
            }
            return Language.ofCode(record.language());
        }

        /**
         * Returns the matches that win by the rules of the class comment, in the order of the text and without overlap.
         */
        private List<Match> settle(String text, Language language) {
            List<int[]> placeholders = Placeholders.find(text);
            List<Match> detected = detected(text, language, placeholders);
            detected.sort(Comparator.comparingInt((Match f) -> -f.length())
                    .thenComparingInt(Match::start)
                    .thenComparing(Match::type));
            Settlement knownOnly = new Settlement(text);
            known.find(text, language, placeholders).forEach(knownOnly::put);
            names.find(text, language, placeholders).forEach(knownOnly::putRest);
            Settlement settlement = new Settlement(text);
            for (Match found : detected) {
                if (isTakenOut(found) && knownOnly.areOthersWithin(found)) {
                    settlement.put(found);
                }
            }
            knownOnly.inOrder().forEach(settlement::put);
            detected.forEach(settlement::putRest);
            List<Match> settled = settlement.inOrder();
            settled.removeIf(found -> !found.isKnown() && PlainWords.are(text, found));
            return settled;
        }

        private boolean isTakenOut(Match found) {
            Action action = record.rule(found.type().name(), found.category()).action();
            return action == Action.REDACT || action == Action.TOKEN;
        }

        private List<Match> detected(String text, Language language, List<int[]> placeholders) {
            List<Match> detected = new ArrayList<>();
            for (Span span : spans(text, language)) {
                detected.add(new Match(span.start(), span.end(), span.type(), null));
            }
            int count = detected.size();
            addDates(text, language, detected, count);
            refineAges(text, detected, count);
            // Spans that the policy keeps must not block other spans.
            detected.removeIf(
                    found -> record.rule(found.type().name(), found.category()).action() == Action.KEEP);
            return placeholders.isEmpty() ? detected : outside(placeholders, detected);
        }

        /** Returns the matches without their parts inside placeholders. */
        private static List<Match> outside(List<int[]> placeholders, List<Match> detected) {
            TreeMap<Integer, Integer> ends = new TreeMap<>();
            placeholders.forEach(placeholder -> ends.put(placeholder[0], placeholder[1]));
            List<Match> outside = new ArrayList<>();
            for (Match found : detected) {
                int from = found.start();
                Map.Entry<Integer, Integer> first = ends.floorEntry(from);
                from = first == null ? from : Math.max(from, first.getValue());
                for (Map.Entry<Integer, Integer> inner : ends.subMap(
                                found.start() + 1, Math.max(found.start() + 1, found.end()))
                        .entrySet()) {
                    if (inner.getKey() > from) {
                        outside.add(found.within(from, inner.getKey()));
                    }
                    from = inner.getValue();
                }
                if (from < found.end()) {
                    outside.add(found.within(from, found.end()));
                }
            }
            return outside;
        }

        /** Adds dates that are recognized by their form. A date that overlaps a detected date is merged with it. */
        private static void addDates(String text, Language language, List<Match> detected, int count) {
            int next = 0;
            for (DateText.Found date : DateText.scan(text, language)) {
                while (next < count && detected.get(next).end() <= date.start()) {
                    next++;
                }
                Match other = next < count ? detected.get(next) : null;
                if (other != null && other.start() < date.end() && other.type() == IdentifierType.DATE) {
                    detected.set(
                            next,
                            other.within(Math.min(other.start(), date.start()), Math.max(other.end(), date.end())));
                } else {
                    detected.add(new Match(date.start(), date.end(), IdentifierType.DATE, null));
                }
            }
        }

        /** Changes spans that were detected as another trait of a person into ages. */
        private static void refineAges(String text, List<Match> detected, int count) {
            int next = 0;
            for (int[] age : AgeText.scan(text)) {
                while (next < count && detected.get(next).end() <= age[0]) {
                    next++;
                }
                Match other = next < count ? detected.get(next) : null;
                if (other != null && other.start() < age[1] && other.category() == Category.QUASI_IDENTIFIER) {
                    detected.set(next, new Match(other.start(), other.end(), IdentifierType.AGE, null));
                }
            }
        }

        private Replacement replacement(String text, Match found, Language language, TextDates dates) {
            TextRule rule = record.rule(found.type().name(), found.category());
            String value = text.substring(found.start(), found.end());
            String detail = null;
            String put;
            switch (rule.action()) {
                case KEEP -> {
                    return null;
                }
                case TOKEN -> put = record.tokenInText(rule, found.category(), value);
                case CAP_AGE -> put = AgeText.cap(value);
                case ZIP3 ->
                    put = PostalCodes.cut(value, null, language.code())
                            .map(RecordContext::zipInText)
                            .orElse(RecordContext.redacted(found.category()));
                case YEAR -> put = dates.year(found).orElseGet(() -> undated(value, found));
                case SHIFT_DATE -> {
                    Optional<ShiftedDate> shifted = dates.shift(found, record.shiftDays());
                    put = shifted.map(ShiftedDate::text).orElseGet(() -> undated(value, found));
                    detail = shifted.map(ShiftedDate::detail).orElse(null);
                }
                default -> put = RecordContext.redacted(found.category());
            }
            return put.equals(value)
                    ? null
                    : new Replacement(
                            found.start(), found.end(), found.category().name(), put, detail);
        }

        /**
         * Keeps a date word that identifies no day, such as "yesterday". Redacts a value with digits or the name of a
         * month or weekday.
         */
        private String undated(String value, Match found) {
            return DateText.identifiesNoDay(value) ? value : RecordContext.redacted(found.category());
        }
    }
}
