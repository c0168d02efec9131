package dev.sigilo.training;

import dev.sigilo.evaluation.texts.GoldText;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.training.sequence.ModelTraining.MarkedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Creates training texts from transcribed notes (MTSamples). Their authors replaced most names with placeholders ("Dr.
 * X", "ABCD Hospital"); these are filled with fictitious names. Since few notes name their patient, a second version of
 * each has names, dates, hospitals and places where its prose says "the patient", "his mother" or "the hospital", so
 * that names are learned in real sentences. Headers and line breaks differ between versions.
 */
final class ClinicalProse {

    private static final Pattern YEARS_OLD = Pattern.compile(
            "\\b(\\d{1,3})(?=(?:-| |\\s-\\s)?(?:year|yr|y/o|yo\\b|y\\.o|month|week|day)s?[- ]?(?:old|of age))");
    private static final Pattern KIN = Pattern.compile(
            "\\b(?:(?:grand|step|god)?(?:mother|father|son|daughter|parents?)|mom|dad|"
                    + "(?:half-)?(?:brother|sister)s?|sons|daughters|wife|husband|spouse|fianc[eé]e?|girlfriend|boyfriend|aunt|uncle|"
                    + "cousin|niece|nephew|siblings?|grandchildren|children)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SEX =
            Pattern.compile("\\b(?:male|female|man|woman|gentleman|lady|boy|girl)\\b", Pattern.CASE_INSENSITIVE);

    /** A pattern for text that is marked in addition to identifiers, with its type. */
    record QuasiIdentifier(Pattern pattern, IdentifierType type) {}

    static final List<QuasiIdentifier> QUASI_IDENTIFIERS = List.of(
            new QuasiIdentifier(YEARS_OLD, IdentifierType.AGE),
            new QuasiIdentifier(KIN, IdentifierType.RELATIVE),
            new QuasiIdentifier(SEX, IdentifierType.SEX));

    private static final Pattern PATIENT = Pattern.compile(
            "\\b[Tt](?:he|his) patient(?:'s)?\\b|(?<=[.,:] {0,2})Patient(?= (?:is|was|has|had|"
                    + "denies|denied|reports|states|presents|presented|underwent|will|tolerated|does|did|also|continues|came|comes|returns)\\b)");
    private static final Pattern THIS_IS =
            Pattern.compile("\\b(?:This|He|She)(?= is an? (?:very )?(?:pleasant |nice )?\\d)");
    private static final Pattern PRONOUN = Pattern.compile(
            "(?<=\\.  ?|:,? {1,2})(?:He|She)(?= (?:is|was|has|had|denies|reports|states|will|underwent|did|does)\\b)");
    private static final Pattern RELATIVE =
            Pattern.compile("\\b(?:[Hh]is|[Hh]er|[Tt]he|[Mm]y) (?:grandmother|mother|father|son|daughter|wife|husband|"
                    + "brother|sister|mom|dad|aunt|uncle|niece|nephew|cousin|girlfriend|boyfriend|fiance|roommate|friend|partner|neighbor|caregiver)"
                    + "(?! (?:and|or|died|had a history)\\b)(?=[ .,])");
    private static final Pattern CLINICIAN = Pattern.compile(
            "\\b(?:the|her|his|my) (?:primary care (?:physician|doctor|provider)|cardiologist|"
                    + "surgeon|oncologist|neurologist|nurse practitioner|referring physician|physician|doctor|pediatrician|urologist|"
                    + "gastroenterologist|attending|nurse|physical therapist|anesthesiologist|psychiatrist|therapist|social worker|orthopedist)(?=[ .,])");
    private static final Pattern PLACE_OF_CARE =
            Pattern.compile("\\b(?:the|our|this|an outside|a local) (?:hospital|clinic|emergency (?:room|department)|"
                    + "nursing home|outside hospital|medical center|office)(?=[ .,])");
    private static final Pattern LIVES =
            Pattern.compile("\\b(?:lives|resides|living)(?= (?:with|alone|at home|by)\\b)");
    private static final Pattern SEEN = Pattern.compile(
            "\\b(?:was (?:seen|admitted|evaluated|discharged|hospitalized|treated)|underwent|presented|followed up)"
                    + "(?= (?:in|at|to|by|with|for|an?|the|and)\\b)");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[a-z0-9]\\.) {1,2}(?=[A-Z])");

    private static final Pattern HEADING = Pattern.compile(",? ?,(?= ?[A-Z][A-Z /&-]{3,40}:)");
    private static final Pattern AFTER_HEADING = Pattern.compile("(?<=[A-Z]): ?, ?");
    private static final Pattern NUMBERED = Pattern.compile("(?<=[.:]),? ?(?=\\d{1,2}\\.  )");

    private static final String[] LETTERS_ONLY = {"Dr.", "Dr", "(Dr.", "doctor", "Doctor"};

    private final TemplateTexts texts;
    private final Random random;
    private final List<String> headers;
    private final List<String> footers;
    private final List<String> insertions;

    /**
     * @param headers    templates for the text above a note
     * @param footers    templates for the text below a note
     * @param insertions templates for sentences within a note
     */
    ClinicalProse(TemplateTexts texts, List<String> headers, List<String> footers, List<String> insertions, long seed) {
        this.texts = texts;
        this.insertions = insertions;
        this.headers = headers;
        this.footers = footers;
        this.random = new Random(seed);
    }

    /** The replacement for a range of a text: its marked slots, written one after another. */
    private record Edit(int start, int end, String template) {}

    /** Returns the note with its placeholders filled. */
    MarkedText filled(GoldText note) {
        return texts.persona(random.nextBoolean(), () -> write(note, edits(note, false), 0));
    }

    /** Returns two to four of the sentences as a separate note, such as a nurse's or telephone note. */
    MarkedText shortNote() {
        return texts.persona(random.nextBoolean(), () -> {
            texts.start();
            int sentences = 2 + random.nextInt(3);
            for (int i = 0; i < sentences; i++) {
                texts.append((i == 0 ? "" : " ") + insertions.get(random.nextInt(insertions.size())));
            }
            MarkedText marked = texts.end();
            return random.nextInt(7) == 0 ? inCapitals(marked) : marked;
        });
    }

    /** Returns the note with names, dates, hospitals and places in its prose, and a different layout. */
    MarkedText peopled(GoldText note) {
        boolean woman = count(note.text(), "\\b(?:she|her)\\b") > count(note.text(), "\\b(?:he|his)\\b");
        return texts.persona(woman, () -> write(note, edits(note, true), 1 + random.nextInt(4)));
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .results()
                .count();
    }

    private List<Edit> edits(GoldText note, boolean peopled) {
        String text = note.text();
        List<Edit> edits = new ArrayList<>();
        boolean[] taken = new boolean[text.length() + 1];
        for (GoldText.GoldSpan span : note.spans()) {
            Edit edit = span.type().equals("PLACEHOLDER") ? placeholder(text, span) : kept(text, span, peopled);
            if (edit != null) {
                add(edits, taken, edit);
            }
        }
        if (peopled) {
            insertPeople(edits, taken, text);
        }
        QUASI_IDENTIFIERS.forEach(each -> mark(edits, taken, text, each.pattern(), each.type()));
        if (peopled || random.nextInt(3) == 0) {
            layout(edits, taken, text);
        }
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        return edits;
    }

    /**
     * Inserts people, places and dates where the text mentions the patient, a relative, a clinician or a place of care.
     */
    private void insertPeople(List<Edit> edits, boolean[] taken, String text) {
        insert(edits, taken, text, PATIENT, 35, match -> match.endsWith("'s") ? "{patient}'s" : "{patient}");
        insert(edits, taken, text, THIS_IS, 60, match -> "{patient}");
        insert(edits, taken, text, PRONOUN, 6, match -> "{patient}");
        insert(
                edits,
                taken,
                text,
                RELATIVE,
                30,
                match -> match + one(", {relative},", " {relative}", " {relative}", " ({relative})"));
        insert(
                edits,
                taken,
                text,
                CLINICIAN,
                30,
                match -> one(
                        "Dr. {staff}",
                        "Dr. {staff}",
                        match + ", Dr. {staff},",
                        match + " {staff}",
                        "{staff}, MD,",
                        match + ", {staff} NP,"));
        insert(
                edits,
                taken,
                text,
                PLACE_OF_CARE,
                30,
                match -> one("{hospital}", "{hospital}", "the {hospital}", match + " in {city}"));
        insert(
                edits,
                taken,
                text,
                LIVES,
                40,
                match -> match + one(" in {city}", " in {city}, {state}", " at {street} in {city}"));
        insert(
                edits,
                taken,
                text,
                SENTENCE_END,
                13,
                match -> match + insertions.get(random.nextInt(insertions.size())) + match);
        insert(edits, taken, text, SEEN, 10, match -> match + one(" on {date}", " in {month}", " on {weekday}"));
    }

    private interface Wording {
        String of(String match);
    }

    private String one(String... wordings) {
        return wordings[random.nextInt(wordings.length)];
    }

    private void insert(List<Edit> edits, boolean[] taken, String text, Pattern pattern, int percent, Wording wording) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (random.nextInt(100) < percent) {
                add(edits, taken, new Edit(matcher.start(), matcher.end(), wording.of(matcher.group())));
            }
        }
    }

    private void mark(List<Edit> edits, boolean[] taken, String text, Pattern pattern, IdentifierType type) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            add(edits, taken, new Edit(matcher.start(), matcher.end(), "{=" + type + "}"));
        }
    }

    private void layout(List<Edit> edits, boolean[] taken, String text) {
        String gap = one("\n\n", "\n", "\n\n");
        insert(edits, taken, text, HEADING, 100, match -> gap);
        String after = one(": ", ":\n", "\n", ":\n\n");
        insert(edits, taken, text, AFTER_HEADING, 100, match -> after);
        insert(edits, taken, text, NUMBERED, random.nextInt(3) == 0 ? 0 : 100, match -> "\n");
    }

    private static void add(List<Edit> edits, boolean[] taken, Edit edit) {
        for (int i = edit.start(); i < edit.end(); i++) {
            if (taken[i]) {
                return;
            }
        }
        for (int i = edit.start(); i < edit.end(); i++) {
            taken[i] = true;
        }
        edits.add(edit);
    }

    private Edit kept(String text, GoldText.GoldSpan span, boolean peopled) {
        IdentifierType type = Corpora.mtsamplesType(span.type());
        String value = text.substring(span.start(), span.end());
        String slot = !peopled || random.nextInt(3) == 0
                ? null
                : switch (type) {
                    case PATIENT_NAME -> value.indexOf(' ') > 0 ? "{name}" : "{first}";
                    case STAFF_NAME -> value.indexOf(' ') > 0 ? "{fullstaff}" : "{last-staff}";
                    case TERRITORY -> value.length() == 2 ? null : "{city}";
                    case HOSPITAL -> value.matches("(?s).*(?:Hospital|Center|Clinic).*") ? "{hospital}" : null;
                    case DATE -> value.matches("\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}") ? "{date}" : null;
                    default -> null;
                };
        return new Edit(span.start(), span.end(), slot == null ? "{=" + type + "}" : slot);
    }

    private Edit placeholder(String text, GoldText.GoldSpan span) {
        String value = text.substring(span.start(), span.end());
        String before = text.substring(Math.max(0, span.start() - 25), span.start());
        String after = text.substring(span.end(), Math.min(text.length(), span.end() + 25));
        String trimmed = before.stripTrailing();
        String word = trimmed.substring(Math.max(trimmed.lastIndexOf(' '), trimmed.lastIndexOf(',')) + 1);
        String slot;
        if (List.of(LETTERS_ONLY).contains(word)) {
            slot = value.contains(" ") || random.nextInt(5) == 0 ? "{fullstaff}" : "{last-staff}";
        } else if (List.of("Mr.", "Mrs.", "Ms.", "Miss").contains(word)) {
            slot = "{patientlast}";
        } else if (value.matches("(?s).*(?:Hospital|Medical Center|Clinic).*")) {
            slot = "{hospital}";
        } else if (value.matches("(?i)m+/d+/y+")) {
            slot = "{date}";
        } else if (value.chars().anyMatch(Character::isDigit)) {
            slot = before.matches("(?is).*(?:serial|model|lot|lead|#).{0,8}")
                    ? "{device}"
                    : before.matches("(?is).*(?:mr|record|mrn).{0,8}") ? "{mrn}" : "{acc}";
        } else if (after.matches("(?s) (?:Hospital|Medical Center|Clinic|Nursing|Rehab).*")) {
            slot = "{last}";
        } else if (after.startsWith(", M.D") || after.startsWith(", MD")) {
            slot = "{fullstaff}";
        } else if (List.of("in", "from", "near").contains(word)) {
            slot = "{city}";
        } else if (List.of("at", "to").contains(word)) {
            slot = one("{hospital}", "{org}");
        } else if (value.equals("City")) {
            slot = "{city}";
        } else if (value.equalsIgnoreCase("State")) {
            slot = "{state}";
        } else {
            slot = "{patient}";
        }
        return new Edit(span.start(), span.end(), slot);
    }

    private MarkedText write(GoldText note, List<Edit> edits, int dress) {
        String text = note.text();
        texts.start();
        if (dress == 1 || dress == 2) {
            texts.append(headers.get(random.nextInt(headers.size())));
        }
        int from = 0;
        for (Edit edit : edits) {
            texts.literal(text.substring(from, edit.start()));
            if (edit.template().startsWith("{=")) {
                texts.marked(
                        text.substring(edit.start(), edit.end()),
                        IdentifierType.valueOf(
                                edit.template().substring(2, edit.template().length() - 1)));
            } else {
                texts.append(edit.template());
            }
            from = edit.end();
        }
        texts.literal(text.substring(from));
        if (dress == 2 || dress == 3) {
            texts.append(footers.get(random.nextInt(footers.size())));
        }
        MarkedText marked = texts.end();
        return dress > 0 && random.nextInt(7) == 0 ? inCapitals(marked) : marked;
    }

    static MarkedText inCapitals(MarkedText marked) {
        String capitals = marked.text().toUpperCase(Locale.ROOT);
        return capitals.length() == marked.text().length()
                ? new MarkedText(capitals, marked.spans(), marked.weight())
                : marked;
    }
}
