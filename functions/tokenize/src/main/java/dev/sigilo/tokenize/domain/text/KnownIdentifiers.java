package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Category;
import dev.sigilo.records.Fields;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import dev.sigilo.tokenize.domain.detect.CalendarNames;
import dev.sigilo.tokenize.domain.detect.Language;
import dev.sigilo.tokenize.domain.detect.PersonVerbs;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the identifiers of a record's own fields in the same record's texts, in whatever form they are written there.
 * Built once a record, in some microseconds; a search is linear in the text. Immutable and thread-safe.
 *
 * <p>All is compared without regard to case, accents, compatibility forms and invisible characters.
 *
 * <h2>Names</h2>
 * Each word of a name (particles, titles and suffixes aside) is looked for on its own, so that given name alone, surname
 * alone or first, two surnames or one, hyphens, line breaks and double spaces make no difference. Neighbouring words of
 * one person, with particles and initials between or beside them, are one match. Words written as one
 * ({@code MariaGarcia}, {@code mgarcia}), a word divided at a line's end ({@code Gar-\ncía}) and initials with dots
 * ({@code M.G.L.}) are found too, two of them ({@code A.P.}) not where they are a usual abbreviation.
 *
 * <p>A name can be a common word: May, Rosa, León. By two word lists a word is
 * <ul>
 * <li><i>a name</i> and found wherever it stands, in any case;
 * <li><i>a name or a word</i> (Rosa, Hope): found with a capital, but not in the midst of a line in capitals, nor as a
 *     month of a date; or beside another word or initial of the same person, or after a title or label ({@code Dr.},
 *     {@code Nombre:});
 * <li><i>a word of clinical texts</i> (Long, May, Bueno), or shorter than three letters: found with a capital where no
 *     sentence begins; where one begins, only if a person's verb follows ({@code May reports}, {@code Rosa refiere}); or
 *     beside another word of the same person, or after a title or label.
 * </ul>
 * The last two leave a lower-case name standing alone; whoever writes {@code may} for May is not found out.
 *
 * <p>If the local part of an e-mail address consists of one person's names, it counts as that person's name elsewhere.
 *
 * <h2>Days</h2>
 * A birth date that would reveal an age of 90 or over is found in numbers and words, in either order of day and month, with a
 * two-digit or four-digit year ({@link DayForms}).
 *
 * <h2>Numbers, addresses, places</h2>
 * Ids, telephone numbers, e-mail addresses, streets and facilities are looked for with any separators or none; ids without
 * their prefix and leading zeros, telephone numbers with and without the country's code. Figures of fewer than five digits
 * count only after a label ({@code MRN 1234}). Streets are found with their number, or beside a word for street; a
 * facility by its full name and by what is left without {@code Hospital}, {@code Clínica} and the like. A city that is
 * a clinical word (Normal) is found after a place's preposition alone.
 */
final class KnownIdentifiers {
    private static final int WINDOW = 5;
    private static final int KEY_MASK = (1 << 6 * WINDOW) - 1;
    private static final int LONGEST_PATTERN = 300;
    private static final int SLOTS = 256;
    private static final int LONGEST_CHAIN = 8;
    private static final int MOST_PEOPLE = 63;
    /** Longer values of a name field are a text: only capitalised words of it are names. */
    private static final int MOST_NAME_WORDS = 6;
    /** Names that begin a sentence without its subject. */
    private static final Set<String> MODALS = Set.of("will", "may");

    /** How a pattern must stand in the text. */
    private enum Rule { WHOLE, JOINED, NUMBER, ANYWHERE, EXACT, STREET, FACILITY }

    static final class Pattern {
        final String squeezed;
        final int identifier;
        final Rule rule;
        Pattern next;

        Pattern(String squeezed, int identifier, Rule rule) {
            this.squeezed = squeezed;
            this.identifier = identifier;
            this.rule = rule;
        }

        boolean isLike(Pattern other) {
            return squeezed.equals(other.squeezed) && rule == other.rule;
        }
    }

    /** What one word is for the record. */
    private static final class Role {
        final String word;
        final Kind kind;
        /** People with this word in their name, as bits. */
        long people;
        int place = -1;
        int shortId = -1;

        Role(String word) {
            this.word = word;
            this.kind = NameAndPlaceWords.kind(word);
        }
    }

    /** Somebody whose name the record gives. */
    private static final class Person {
        final int identifier;
        final String initials;
        /** With those of the particles. */
        final String allInitials;
        final boolean isStaff;
        /** Words of the name, particles included. */
        final List<String> words;

        Person(int identifier, List<String> words, String initials, String allInitials, boolean isStaff) {
            this.identifier = identifier;
            this.words = words;
            this.initials = initials;
            this.allInitials = allInitials;
            this.isStaff = isStaff;
        }
    }

    private final List<KnownIdentifier> identifiers;
    private final List<Person> people = new ArrayList<>();
    private long[] roleKeys = new long[64];
    private Role[] roles = new Role[64];
    private int roleCount;
    /** By the last characters, each slot a chain. */
    private final Pattern[] patterns = new Pattern[SLOTS];
    /** In the place of chains that got long, so that many ids with one ending cost no more than one of them; or null. */
    private PatternTails[] tails;
    private final Set<String> certainWords = new LinkedHashSet<>();
    private final Set<String> certainNumbers = new LinkedHashSet<>();

    /** Those that are days, to be found in all formats. */
    private final List<KnownIdentifier> days = new ArrayList<>(0);

    private KnownIdentifiers(List<KnownIdentifier> identifiers) {
        this.identifiers = identifiers;
    }

    /** The identifiers to look for; earlier ones win where two are equal. */
    static KnownIdentifiers of(List<KnownIdentifier> identifiers) {
        KnownIdentifiers own = new KnownIdentifiers(List.copyOf(identifiers));
        // Names first: an e-mail address is often made of a name, which then counts as the name.
        for (boolean names : new boolean[] {true, false}) {
            for (int i = 0; i < identifiers.size(); i++) {
                if (identifiers.get(i).category() == Category.NAME == names) {
                    own.add(i, identifiers.get(i));
                }
            }
        }
        return own;
    }

    boolean isEmpty() {
        return identifiers.isEmpty();
    }

    // ---- building

    private void add(int index, KnownIdentifier identifier) {
        String value = identifier.value();
        switch (identifier.category()) {
            case NAME -> {
                addNumbersIn(index, value);
                addName(index, value);
            }
            case PHONE, FAX -> addPhone(index, value);
            case EMAIL -> addEmail(index, value);
            case GEOGRAPHIC -> addPlace(index, identifier.field(), value);
            case INSTITUTION -> addFacility(index, value);
            case DATE -> days.add(identifier);
            default -> addId(index, value);
        }
        if (identifier.category() != Category.EMAIL && value.indexOf('@') > 0) {
            for (String word : value.split("\\s+")) {
                if (word.indexOf('@') > 0) {
                    addEmail(index, word);
                }
            }
        }
    }

    private void addName(int index, String value) {
        List<String> words = new ArrayList<>();
        List<String> capitalised = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= value.length(); i++) {
            char folded = i < value.length() ? Folding.of(value.charAt(i)) : Folding.BREAK;
            if (folded != Folding.BREAK) {
                from = from < 0 ? i : from;
            } else if (from >= 0) {
                String word = Folding.squeeze(value.substring(from, i));
                if (!word.isEmpty() && !isFigures(word) && !NameAndPlaceWords.NO_NAMES.contains(word)) {
                    words.add(word);
                    if (Character.isUpperCase(value.charAt(from))) {
                        capitalised.add(word);
                    }
                    addUmlauts(index, value.substring(from, i));
                }
                from = -1;
            }
        }
        if (words.size() > MOST_NAME_WORDS) {
            words.retainAll(capitalised);
        }
        List<String> main = new ArrayList<>();
        StringBuilder initials = new StringBuilder();
        StringBuilder allInitials = new StringBuilder();
        for (String word : words) {
            allInitials.append(word.charAt(0));
            if (!NameAndPlaceWords.PARTICLES.contains(word)) {
                initials.append(word.charAt(0));
                if (word.length() > 1) {
                    main.add(word);
                }
            }
        }
        if (main.isEmpty()) {
            // A name of particles alone, as "Do": as a whole, after a label.
            if (!words.isEmpty()) {
                addPattern(String.join("", words), index, Rule.WHOLE);
            }
            return;
        }
        if (people.size() >= MOST_PEOPLE) {
            main.forEach(word -> addPattern(word, index, Rule.WHOLE));
            return;
        }
        String field = identifiers.get(index).field();
        long bit = 1L << people.size();
        people.add(new Person(index, List.copyOf(words), initials.toString(), allInitials.toString(), !field.equals(Fields.PATIENT_NAME)
                && (field.contains("physic") || field.contains("doctor") || field.contains("refer"))));
        for (String word : main) {
            Role role = role(word);
            role.people |= bit;
            if (role.kind == Kind.NAME) {
                certainWords.add(word);
            }
        }
        addJoined(index, value, words, main);
    }

    /** The name written as one word, as in user names and file names. */
    private void addJoined(int index, String value, List<String> words, List<String> main) {
        // Spaced-out letters are only searched for names that are certain.
        boolean certain = main.stream().allMatch(word -> NameAndPlaceWords.kind(word) == Kind.NAME);
        addPattern(String.join("", words), index, certain ? Rule.WHOLE : Rule.JOINED);
        if (main.size() < 2) {
            return;
        }
        boolean surnameFirst = value.indexOf(',') > 0 || value.indexOf('^') > 0;
        String given = surnameFirst ? main.get(main.size() - 1) : main.get(0);
        for (String other : main) {
            if (!other.equals(given)) {
                addPattern(given + other, index, Rule.JOINED);
                addPattern(other + given, index, Rule.JOINED);
                if (other.length() >= WINDOW) {
                    addPattern(given.charAt(0) + other, index, Rule.EXACT);
                    addPattern(other + given.charAt(0), index, Rule.EXACT);
                }
            }
        }
        // Particles join the word before or after them: delafuente, obrien.
        StringBuilder joined = new StringBuilder();
        for (String word : words) {
            joined.append(word);
            if (!NameAndPlaceWords.PARTICLES.contains(word)) {
                if (joined.length() > word.length()) {
                    addPattern(joined.toString(), index, Rule.WHOLE);
                    addPattern(given + joined, index, Rule.WHOLE);
                }
                joined.setLength(0);
            }
        }
    }

    /** Müller is also written Mueller. */
    private void addUmlauts(int index, String word) {
        String spelled = null;
        for (int i = 0; i < word.length(); i++) {
            if ("äöüøåÄÖÜØÅ".indexOf(word.charAt(i)) >= 0) {
                spelled = word.toLowerCase(java.util.Locale.ROOT).replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
                        .replace("ø", "oe").replace("å", "aa");
                break;
            }
        }
        if (spelled != null) {
            addPattern(Folding.squeeze(spelled), index, Rule.WHOLE);
        }
    }

    /** Numbers that a name field holds beside the name, as a relative's telephone number. */
    private void addNumbersIn(int index, String value) {
        int from = -1;
        int digits = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : 'x';
            if (c >= '0' && c <= '9') {
                from = from < 0 ? i : from;
                digits++;
            } else if (from >= 0 && Folding.of(c) != Folding.BREAK) {
                if (digits >= 9) {
                    addPhone(index, value.substring(from, i));
                } else if (digits >= WINDOW) {
                    addId(index, value.substring(from, i));
                }
                from = -1;
                digits = 0;
            }
        }
    }

    private void addPhone(int index, String value) {
        String digits = figures(Folding.squeeze(value));
        if (digits.startsWith("00")) {
            digits = digits.substring(2);
        }
        if (digits.length() < 7) {
            addId(index, value);
            return;
        }
        addNumber(digits, index);
        if (digits.length() == 11 && digits.charAt(0) == '1' || digits.length() == 10) {
            String local = digits.substring(digits.length() - 10);
            addNumber(local, index);
            addPattern(local.substring(3), index, Rule.NUMBER);
        } else if (digits.length() > 9) {
            addNumber(digits.substring(digits.length() - 9), index);
        }
    }

    private void addEmail(int index, String value) {
        String squeezed = Folding.squeeze(value);
        addPattern(squeezed, index, Rule.WHOLE);
        if (squeezed.length() >= 8) {
            certainNumbers.add(squeezed);
        }
        int at = value.indexOf('@');
        String local = at < 0 ? "" : Folding.squeeze(value.substring(0, at));
        if (local.length() > WINDOW && NameAndPlaceWords.kind(local) == Kind.NAME && !isOfNames(local)) {
            addPattern(local, index, Rule.WHOLE);
        }
    }

    /** Whether the text consists only of one person's names and initials, as "tamsin" or "toyelaran". */
    private boolean isOfNames(String text) {
        for (Person person : people) {
            if (isMadeOf(text, 0, person, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMadeOf(String text, int from, Person person, int parts) {
        if (from == text.length()) {
            return true;
        }
        if (parts == MOST_NAME_WORDS) {
            return false;
        }
        for (String word : person.words) {
            if (text.startsWith(word, from) && isMadeOf(text, from + word.length(), person, parts + 1)) {
                return true;
            }
        }
        boolean wholeWordLeft = text.length() - from > WINDOW || from > 0;
        return wholeWordLeft && person.allInitials.indexOf(text.charAt(from)) >= 0 && isMadeOf(text, from + 1, person, parts + 1);
    }

    private void addPlace(int index, String field, String value) {
        String squeezed = Folding.squeeze(value);
        String digits = figures(squeezed);
        boolean isCode = field.equals(Fields.POSTAL_CODE) || !digits.isEmpty() && digits.length() >= squeezed.length() - 4
                && squeezed.length() <= 10;
        if (isCode) {
            if (squeezed.length() >= WINDOW) {
                addPattern(squeezed, index, digits.length() == squeezed.length() && squeezed.length() == WINDOW ? Rule.EXACT : Rule.WHOLE);
                if (digits.length() == 9 && digits.length() == squeezed.length()) {
                    addPattern(digits.substring(0, WINDOW), index, Rule.EXACT);
                }
            } else {
                addShortId(squeezed, index);
            }
        } else if (digits.isEmpty()) {
            addCity(index, value);
        } else {
            addStreet(index, value);
        }
    }

    private void addCity(int index, String value) {
        String[] words = Folding.words(value).trim().split(" ");
        if (words.length == 1) {
            if (words[0].length() > 1) {
                Role role = role(words[0]);
                role.place = role.place < 0 ? index : role.place;
            }
            return;
        }
        addPattern(String.join("", words), index, Rule.WHOLE);
        int comma = value.indexOf(',');
        if (comma > 1) {
            // "Springfield, IL": the city alone too.
            addCity(index, value.substring(0, comma));
        }
    }

    private void addStreet(int index, String value) {
        addPattern(Folding.squeeze(value), index, Rule.WHOLE);
        String[] words = Folding.words(value).trim().split(" ");
        int number = 0;
        while (number < words.length && !Character.isDigit(words[number].charAt(0))) {
            number++;
        }
        if (number == words.length) {
            return;
        }
        // The street's name stands before the number (Spanish) or after it (English).
        int from = number == 0 ? 1 : 0;
        int to = number == 0 ? 1 : number;
        while (number == 0 && to < words.length && !Character.isDigit(words[to].charAt(0))
                && !words[to].equals("apt") && !words[to].equals("suite") && !words[to].equals("unit")) {
            to++;
        }
        int bareFrom = from;
        int bareTo = to;
        while (bareFrom < bareTo - 1 && (NameAndPlaceWords.STREET_WORDS.contains(words[bareFrom]) || NameAndPlaceWords.PARTICLES.contains(words[bareFrom]))) {
            bareFrom++;
        }
        while (bareTo - 1 > bareFrom && NameAndPlaceWords.STREET_WORDS.contains(words[bareTo - 1])) {
            bareTo--;
        }
        if (bareFrom >= bareTo) {
            return;
        }
        String whole = join(words, from, to);
        String bare = join(words, bareFrom, bareTo);
        addPattern(whole + words[number], index, Rule.WHOLE);
        addPattern(words[number] + whole, index, Rule.WHOLE);
        addPattern(bare + words[number], index, Rule.STREET);
        addPattern(words[number] + bare, index, Rule.STREET);
        if (whole.length() > bare.length() && bare.length() > 2) {
            addPattern(whole, index, Rule.WHOLE);
        }
        if (bareTo - bareFrom > 1 || NameAndPlaceWords.kind(bare) != Kind.WORD) {
            addPattern(bare, index, Rule.STREET);
        }
    }

    private void addFacility(int index, String value) {
        addPattern(Folding.squeeze(value), index, Rule.WHOLE);
        String[] words = Folding.words(value).trim().split(" ");
        int from = 0;
        int to = words.length;
        while (from < to && NameAndPlaceWords.FACILITY_WORDS.contains(words[from]) && !isSaint(words[from])) {
            from++;
        }
        while (to > from && NameAndPlaceWords.FACILITY_WORDS.contains(words[to - 1])) {
            to--;
        }
        String bare = join(words, from, to);
        if (from < to && (to - from > 1 || NameAndPlaceWords.kind(bare) == Kind.NAME)) {
            addPattern(bare, index, Rule.FACILITY);
        }
    }

    private static boolean isSaint(String word) {
        return word.equals("san") || word.equals("santa") || word.equals("st") || word.equals("saint") || word.equals("virgen")
                || word.equals("las") || word.equals("los");
    }

    private void addId(int index, String value) {
        String squeezed = Folding.squeeze(value);
        if (squeezed.length() < WINDOW) {
            addShortId(squeezed, index);
            return;
        }
        if (isFigures(squeezed)) {
            addNumber(squeezed, index);
        } else {
            addPattern(squeezed, index, Rule.WHOLE);
        }
        int from = 0;
        while (from < squeezed.length() && !isFigure(squeezed.charAt(from))) {
            from++;
        }
        int to = squeezed.length();
        while (to > from && !isFigure(squeezed.charAt(to - 1))) {
            to--;
        }
        String digits = squeezed.substring(from, to);
        if (!digits.isEmpty() && isFigures(digits)) {
            int zeros = 0;
            while (zeros < digits.length() && digits.charAt(zeros) == '0') {
                zeros++;
            }
            addNumber(digits.substring(zeros), index);
        }
    }

    private void addNumber(String digits, int index) {
        if (digits.length() < WINDOW) {
            addShortId(digits, index);
        } else if (digits.length() < 8) {
            addPattern(digits, index, Rule.NUMBER);
        } else {
            addPattern(digits, index, Rule.ANYWHERE);
            certainNumbers.add(digits);
        }
    }

    private void addShortId(String squeezed, int index) {
        if (squeezed.length() >= 2) {
            Role role = role(squeezed);
            role.shortId = role.shortId < 0 ? index : role.shortId;
        }
    }

    private void addPattern(String squeezed, int index, Rule rule) {
        if (squeezed.length() < WINDOW) {
            if (rule != Rule.STREET && rule != Rule.FACILITY) {
                addShortId(squeezed, index);
            }
            return;
        }
        String pattern = squeezed.length() > LONGEST_PATTERN ? squeezed.substring(0, LONGEST_PATTERN) : squeezed;
        int key = 0;
        for (int i = pattern.length() - WINDOW; i < pattern.length(); i++) {
            key = nextKey(key, pattern.charAt(i));
        }
        int slot = slot(key);
        Pattern added = new Pattern(pattern, index, rule);
        if (tails != null && tails[slot] != null) {
            tails[slot].add(added);
            return;
        }
        int length = 1;
        for (Pattern other = patterns[slot]; other != null; other = other.next) {
            if (other.isLike(added)) {
                return;
            }
            length++;
        }
        added.next = patterns[slot];
        patterns[slot] = added;
        if (length > LONGEST_CHAIN) {
            tails = tails == null ? new PatternTails[SLOTS] : tails;
            tails[slot] = PatternTails.of(added);
            patterns[slot] = null;
        }
    }

    private Role role(String word) {
        if (roleCount * 2 >= roles.length) {
            growRoles();
        }
        long hash = Folding.hash(word);
        int slot = slotOf(hash, roles.length);
        while (roles[slot] != null && roleKeys[slot] != hash) {
            slot = slot + 1 & roles.length - 1;
        }
        if (roles[slot] == null) {
            roles[slot] = new Role(word);
            roleKeys[slot] = hash;
            roleCount++;
        }
        return roles[slot];
    }

    private void growRoles() {
        Role[] old = roles;
        long[] oldKeys = roleKeys;
        roles = new Role[old.length * 2];
        roleKeys = new long[old.length * 2];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int slot = slotOf(oldKeys[i], roles.length);
                while (roles[slot] != null) {
                    slot = slot + 1 & roles.length - 1;
                }
                roles[slot] = old[i];
                roleKeys[slot] = oldKeys[i];
            }
        }
    }

    private Role roleOf(long hash) {
        int slot = slotOf(hash, roles.length);
        while (roles[slot] != null) {
            if (roleKeys[slot] == hash) {
                return roles[slot];
            }
            slot = slot + 1 & roles.length - 1;
        }
        return null;
    }

    private static int slotOf(long hash, int size) {
        return (int) (hash >>> 40) & size - 1;
    }

    private static int nextKey(int key, char c) {
        int code = c >= 'a' && c <= 'z' ? c - 'a' + 1 : c >= '0' && c <= '9' ? c - '0' + 27 : 37 + c % 26;
        return (key << 6 | code) & KEY_MASK;
    }

    private static int slot(int key) {
        return key * 0x9E3779B1 >>> 24;
    }

    private static String join(String[] words, int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < to; i++) {
            joined.append(words[i]);
        }
        return joined.toString();
    }

    private static boolean isFigure(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isFigures(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isFigure(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String figures(String text) {
        StringBuilder figures = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isFigure(text.charAt(i))) {
                figures.append(text.charAt(i));
            }
        }
        return figures.toString();
    }

    // ---- finding

    /**
     * Finds them, the longest first where two overlap, then the earlier one.
     *
     * @param skipped start and end of stretches not to be looked at, in the order of the text
     * @return in the order of the text, none overlapping another
     */
    List<Match> find(String text, Language language, List<int[]> skipped) {
        if (isEmpty()) {
            return List.of();
        }
        FoldedText folded = new FoldedText(text, skipped);
        List<Match> found = new ArrayList<>();
        findPatterns(folded, found);
        new NameSearch(folded, language, found).run();
        findDays(text, skipped, found);
        return longest(text, found);
    }

    private void findDays(String text, List<int[]> skipped, List<Match> found) {
        for (KnownIdentifier day : days) {
            for (int[] place : DayForms.find(LocalDate.parse(day.value()), text)) {
                if (skipped.stream().noneMatch(stretch -> stretch[0] < place[1] && place[0] < stretch[1])) {
                    found.add(new Match(place[0], place[1], null, day));
                }
            }
        }
    }

    /** The longer wins, then the earlier; what is left over of the other is not lost. */
    private static List<Match> longest(String text, List<Match> found) {
        if (found.size() < 2) {
            return found;
        }
        found.sort(Comparator.comparingInt((Match f) -> -f.length()).thenComparingInt(Match::start));
        Settlement settlement = new Settlement(text);
        found.forEach(settlement::putRest);
        return settlement.inOrder();
    }

    private void findPatterns(FoldedText folded, List<Match> found) {
        int key = 0;
        char[] squeezed = folded.squeezed;
        for (int i = 0; i < folded.squeezedLength; i++) {
            key = nextKey(key, squeezed[i]);
            int slot = slot(key);
            addMatches(folded, patterns[slot], i, found);
            if (tails != null && tails[slot] != null) {
                addMatches(folded, tails[slot], i, found);
            }
        }
    }

    private void addMatches(FoldedText folded, PatternTails tree, int last, List<Match> found) {
        PatternTails node = tree;
        for (int i = last; node != null && i >= 0; i--) {
            node = node.before(folded.squeezed[i]);
            addMatches(folded, node == null ? null : node.ending(), last, found);
        }
    }

    private void addMatches(FoldedText folded, Pattern chain, int last, List<Match> found) {
        for (Pattern pattern = chain; pattern != null; pattern = pattern.next) {
            Match match = match(folded, pattern, last);
            if (match != null) {
                found.add(match);
            }
        }
    }

    /** The pattern where its last character is at {@code last} of the squeezed text, or null. */
    private Match match(FoldedText folded, Pattern pattern, int last) {
        int length = pattern.squeezed.length();
        int first = last - length + 1;
        if (first < 0) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            if (folded.squeezed[last - i] != pattern.squeezed.charAt(length - 1 - i)) {
                return null;
            }
        }
        boolean gaps = false;
        for (int i = first + 1; i <= last; i++) {
            int gap = folded.position[i] - folded.position[i - 1];
            if (gap > 1) {
                gaps |= Folding.of(folded.text.charAt(folded.position[i] - 1)) == Folding.BREAK;
                if (!isSmallGap(folded.text, folded.position[i - 1] + 1, folded.position[i])) {
                    return null;
                }
            }
        }
        int start = folded.position[first];
        int end = folded.position[last] + 1;
        boolean starts = startsWord(folded.text, start);
        boolean ends = endsWord(folded.text, end);
        KnownIdentifier identifier = identifiers.get(pattern.identifier);
        switch (pattern.rule) {
            case WHOLE -> {
                if (!starts || !ends) {
                    return null;
                }
            }
            case JOINED -> {
                if (!starts || !ends || gaps && !isOneName(folded.text, start, end)) {
                    return null;
                }
            }
            case EXACT -> {
                if (!starts || !ends || gaps) {
                    return null;
                }
            }
            case NUMBER -> {
                if (!starts && !isPrefix(folded.text, start) || !ends && isFigure(Folding.of(folded.text.charAt(end)))) {
                    return null;
                }
            }
            case STREET -> {
                return starts && ends ? street(folded, start, end, pattern, identifier) : null;
            }
            case FACILITY -> {
                return starts && ends && Character.isUpperCase(folded.text.charAt(start)) ? facility(folded, start, end, identifier) : null;
            }
            case ANYWHERE -> {
            }
        }
        start = wordStart(folded.text, start);
        end = wordEnd(folded.text, folded.endOf(last));
        if (identifier.category() == Category.PHONE || identifier.category() == Category.FAX) {
            start = phoneStart(folded.text, start);
        }
        if (start > 0 && folded.text.charAt(start - 1) == '(' && folded.text.substring(start, end).indexOf(')') >= 0) {
            start--;
        }
        return new Match(start, end, null, identifier);
    }

    /** Whether no sentence ends within the range and its words start in the same case: not "fell down. Tom said", nor "lay down, Tom". */
    private static boolean isOneName(String text, int start, int end) {
        boolean capital = Character.isUpperCase(text.charAt(start));
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            boolean begins = Character.isLetter(c) && Folding.of(text.charAt(i - 1)) == Folding.BREAK;
            if (c == ':' || c == '.' && Character.isLowerCase(text.charAt(i - 1)) || begins && Character.isUpperCase(c) != capital) {
                return false;
            }
        }
        return true;
    }

    /** Figures of one number stand no further apart: three characters, and any white space. */
    private static boolean isSmallGap(String text, int from, int to) {
        if (to - from > 24) {
            return false;
        }
        int marks = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '?' || c == '!' || c == '|') {
                return false;
            }
            if (!Character.isWhitespace(c) && Folding.of(c) == Folding.BREAK) {
                marks++;
            } else if (Folding.of(c) != Folding.NOTHING && Folding.of(c) != Folding.BREAK) {
                return false;
            }
        }
        return marks <= 3;
    }

    private static boolean startsWord(String text, int start) {
        int i = start - 1;
        while (i >= 0 && Folding.of(text.charAt(i)) == Folding.NOTHING) {
            i--;
        }
        return i < 0 || Folding.of(text.charAt(i)) == Folding.BREAK;
    }

    private static boolean endsWord(String text, int end) {
        int i = end;
        while (i < text.length() && Folding.of(text.charAt(i)) == Folding.NOTHING) {
            i++;
        }
        return i >= text.length() || Folding.of(text.charAt(i)) == Folding.BREAK;
    }

    private static int wordStart(String text, int start) {
        int i = start;
        while (i > 0 && start - i < LONGEST_PATTERN && Folding.of(text.charAt(i - 1)) != Folding.BREAK) {
            i--;
        }
        return i;
    }

    private static int wordEnd(String text, int end) {
        int i = end;
        while (i < text.length() && i - end < LONGEST_PATTERN && Folding.of(text.charAt(i)) != Folding.BREAK) {
            i++;
        }
        return i;
    }

    /** Whether only letters and zeros stand between the word's beginning and {@code start}. */
    private static boolean isPrefix(String text, int start) {
        int i = start - 1;
        boolean zeros = true;
        while (i >= 0 && start - i < 24 && Folding.of(text.charAt(i)) != Folding.BREAK) {
            char c = Folding.of(text.charAt(i));
            if (isFigure(c)) {
                if (c != '0' || !zeros) {
                    return false;
                }
            } else {
                zeros = false;
            }
            i--;
        }
        return true;
    }

    /** Takes in the country's code before a telephone number: +34, (+1), 0034. */
    private static int phoneStart(String text, int start) {
        int i = start;
        while (i > 0 && start - i < 3 && " -.)(".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        int digits = i;
        while (digits > 0 && i - digits < 5 && isFigure(text.charAt(digits - 1))) {
            digits--;
        }
        if (digits > 0 && i > digits && text.charAt(digits - 1) == '+') {
            return digits > 1 && text.charAt(digits - 2) == '(' ? digits - 2 : digits - 1;
        }
        if (i > digits && text.startsWith("00", digits)) {
            return digits;
        }
        return start > 0 && text.charAt(start - 1) == '+' ? start - 1 : start;
    }

    /** The street's name with the number, or beside a word for street; such words are taken in. */
    private static Match street(FoldedText folded, int start, int end, Pattern pattern, KnownIdentifier identifier) {
        boolean numbered = isFigure(pattern.squeezed.charAt(0)) || isFigure(pattern.squeezed.charAt(pattern.squeezed.length() - 1));
        int from = takeWordsBefore(folded.text, start, NameAndPlaceWords.STREET_WORDS, 2);
        int to = takeWordsAfter(folded.text, end, NameAndPlaceWords.STREET_WORDS, 1);
        boolean named = from < start || to > end;
        boolean capital = Character.isUpperCase(folded.text.charAt(start)) || isFigure(folded.text.charAt(start));
        return numbered && capital || named || numbered && pattern.squeezed.length() > 8 ? new Match(from, to, null, identifier) : null;
    }

    private static Match facility(FoldedText folded, int start, int end, KnownIdentifier identifier) {
        int from = takeWordsBefore(folded.text, start, NameAndPlaceWords.FACILITY_WORDS, 3);
        int to = takeWordsAfter(folded.text, end, NameAndPlaceWords.FACILITY_WORDS, 3);
        return new Match(from, to, null, identifier);
    }

    /** Moves back over words of the list, particles between them, that begin with a capital (the first of them at least). */
    private static int takeWordsBefore(String text, int start, Set<String> list, int most) {
        int taken = start;
        int i = start;
        for (int n = 0; n < most + 2; n++) {
            int end = i;
            while (end > 0 && i - end < 3 && " .,/\n-".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            int begin = end;
            while (begin > 0 && end - begin < 16 && Folding.of(text.charAt(begin - 1)) != Folding.BREAK) {
                begin--;
            }
            if (begin == end || end == i) {
                return taken;
            }
            String word = Folding.squeeze(text.substring(begin, end));
            boolean capital = Character.isUpperCase(text.charAt(begin));
            if (list.contains(word) && (capital || word.length() > 2 && !NameAndPlaceWords.PARTICLES.contains(word) && list == NameAndPlaceWords.STREET_WORDS)) {
                taken = begin;
            } else if (!NameAndPlaceWords.PARTICLES.contains(word)) {
                return taken;
            }
            i = begin;
        }
        return taken;
    }

    private static int takeWordsAfter(String text, int end, Set<String> list, int most) {
        int taken = end;
        int i = end;
        for (int n = 0; n < most; n++) {
            int begin = i;
            while (begin < text.length() && begin - i < 2 && " ,\n".indexOf(text.charAt(begin)) >= 0) {
                begin++;
            }
            int stop = begin;
            while (stop < text.length() && stop - begin < 16 && Folding.of(text.charAt(stop)) != Folding.BREAK) {
                stop++;
            }
            if (stop == begin || begin == i || !Character.isUpperCase(text.charAt(begin))
                    || !list.contains(Folding.squeeze(text.substring(begin, stop)))) {
                return taken;
            }
            taken = stop;
            i = stop;
        }
        return taken;
    }

    /** The search for names, cities and short ids word by word in one text. */
    private final class NameSearch {
        private final FoldedText folded;
        private final Language language;
        private final String text;
        private final List<Match> found;
        private final Set<Role> seen = new HashSet<>();

        NameSearch(FoldedText folded, Language language, List<Match> found) {
            this.folded = folded;
            this.language = language;
            this.text = folded.text;
            this.found = found;
        }

        void run() {
            int word = 0;
            while (word < folded.words) {
                Role role = roleOf(folded.wordHash[word]);
                int next = word + 1;
                if (role != null) {
                    if (role.people != 0) {
                        next = name(word, role);
                    }
                    if (role.place >= 0 && isPlace(word, role)) {
                        found.add(new Match(folded.wordStart[word], folded.wordEnd[word], null, identifiers.get(role.place)));
                    }
                    if (role.shortId >= 0 && isLabelledId(word)) {
                        found.add(new Match(folded.wordStart[word], folded.wordEnd[word], null, identifiers.get(role.shortId)));
                    }
                } else {
                    divided(word);
                    if (folded.wordLength(word) == 1) {
                        initialsAlone(word);
                    }
                }
                word = Math.max(next, word + 1);
            }
        }

        /** A run of words of one name from {@code first} on; the word to go on with. */
        private int name(int first, Role role) {
            long whose = role.people;
            boolean certain = role.kind == Kind.NAME;
            boolean capitals = folded.isCapital(first);
            seen.clear();
            seen.add(role);
            int last = first;
            int next = first + 1;
            while (next < folded.words && isNameGap(next - 1)) {
                Role other = roleOf(folded.wordHash[next]);
                if (other != null && (other.people & whose) != 0) {
                    if (seen.contains(other) && !isPlainGap(folded.wordEnd[last], folded.wordStart[next])) {
                        // "García, García": said twice. García García is one name.
                        break;
                    }
                    whose &= other.people;
                    certain |= other.kind == Kind.NAME;
                    capitals &= folded.isCapital(next);
                    seen.add(other);
                    last = next;
                } else if (!isPart(next, whose) || next - last > 3) {
                    break;
                }
                next++;
            }
            int person = whose(whose, first);
            boolean accepted = certain || seen.size() > 1 && capitals || isBesideInitial(first, last, person) || isLabelled(first)
                    || last == first && isNameByContext(first, role);
            if (accepted) {
                found.add(new Match(startWithInitials(first, person), endWithInitials(last, person), null,
                        identifiers.get(people.get(person).identifier)));
            }
            return last + 1;
        }

        private boolean isPlainGap(int from, int to) {
            for (int i = from; i < to; i++) {
                if (!Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '-') {
                    return false;
                }
            }
            return true;
        }

        /** Whether what stands after the word may stand between two words of one name. */
        private boolean isNameGap(int word) {
            int from = folded.wordEnd[word];
            int to = folded.wordStart[word + 1];
            if (to - from > 8) {
                return false;
            }
            // A full stop ends a sentence, unless after an initial or "St".
            boolean stops = folded.wordLength(word) > 1 && !NameAndPlaceWords.PARTICLES.contains(folded.word(word));
            int commas = 0;
            int lines = 0;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c == '\n') {
                    lines++;
                } else if (c == '.' && stops) {
                    return false;
                } else if (c == ',' || c == '^' || c == '.') {
                    commas++;
                } else if (c != ' ' && c != '-' && c != '_' && c != '\r' && c != '\'' && c != '’' && c != '\u00a0' && c != '‐'
                        && c != '‑' && c != '\t' && Folding.of(c) != Folding.NOTHING) {
                    return false;
                }
            }
            return commas <= 2 && lines <= 1;
        }

        private boolean isPart(int word, long whose) {
            String part = folded.wordLength(word) <= 4 ? folded.word(word) : "";
            if (part.length() == 1 && folded.isCapital(word)) {
                return true;
            }
            return NameAndPlaceWords.PARTICLES.contains(part);
        }

        private int whose(long whose, int first) {
            int person = Long.numberOfTrailingZeros(whose);
            if (Long.bitCount(whose) > 1 && first > 0) {
                String before = folded.word(first - 1);
                if (before.equals("dr") || before.equals("dra") || before.equals("doctor") || before.equals("doctora")
                        || before.equals("by") || before.equals("fdo") || before.equals("firmado")) {
                    for (int i = 0; i < people.size(); i++) {
                        if ((whose >> i & 1) != 0 && people.get(i).isStaff) {
                            return i;
                        }
                    }
                }
            }
            return person;
        }

        private boolean isInitialOf(int word, int person) {
            return word >= 0 && word < folded.words && folded.wordLength(word) == 1
                    && (folded.isCapital(word) || isApostrophe(folded.wordEnd[word]))
                    && people.get(person).allInitials.indexOf(folded.squeezed[folded.wordSqueezed[word]]) >= 0;
        }

        private boolean isApostrophe(int at) {
            return at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '’');
        }

        private boolean isBesideInitial(int first, int last, int person) {
            return isInitialOf(first - 1, person) && isInitialGap(folded.wordEnd[first - 1], folded.wordStart[first])
                    || isInitialOf(last + 1, person) && isInitialGap(folded.wordEnd[last], folded.wordStart[last + 1])
                            && folded.wordEnd[last + 1] < text.length() && text.charAt(folded.wordEnd[last + 1]) == '.';
        }

        /** ". ", " ", ".", ", " or an apostrophe between an initial and a name. */
        private boolean isInitialGap(int from, int to) {
            for (int i = from; i < to; i++) {
                if (". ,\u00a0\n'’".indexOf(text.charAt(i)) < 0) {
                    return false;
                }
            }
            return to > from && to - from <= 3;
        }

        private int startWithInitials(int first, int person) {
            int word = first;
            while (word > 0 && isInitialOf(word - 1, person) && isInitialGap(folded.wordEnd[word - 1], folded.wordStart[word])) {
                word--;
            }
            return folded.wordStart[word];
        }

        private int endWithInitials(int last, int person) {
            int word = last;
            while (isInitialOf(word + 1, person) && folded.isCapital(word + 1)
                    && isInitialGap(folded.wordEnd[word], folded.wordStart[word + 1]) && !isBeforeName(word + 1)) {
                word++;
            }
            int end = folded.wordEnd[word];
            return word > last && end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
        }

        /** Whether the initial is the next name's: "Long, M. Long". */
        private boolean isBeforeName(int initial) {
            int next = initial + 1;
            Role role = next < folded.words ? roleOf(folded.wordHash[next]) : null;
            return role != null && role.people != 0 && isInitialGap(folded.wordEnd[initial], folded.wordStart[next]);
        }

        /** Whether a title or label stands right before, as "Dr." or "Nombre:". */
        private boolean isLabelled(int word) {
            if (word == 0 || !folded.isCapital(word) || folded.wordLength(word) < 2) {
                return false;
            }
            int from = folded.wordEnd[word - 1];
            int to = folded.wordStart[word];
            if (to - from > 4 || text.substring(from, to).indexOf(';') >= 0) {
                return false;
            }
            String before = folded.word(word - 1);
            boolean label = NameAndPlaceWords.NAME_LABELS.contains(before);
            // "Signed by": with a colon a title needs no more; a common noun before a capital does.
            return label && (!folded.isUpperCase(word) || folded.isUpperCase(word - 1) || text.charAt(to - 1) != '\n');
        }

        /** Whether a word alone, which is a common word too, is the name here. */
        private boolean isNameByContext(int word, Role role) {
            if (folded.wordLength(word) < 2 || !folded.isCapital(word) || isInDate(word)) {
                return false;
            }
            boolean capitals = folded.isUpperCase(word);
            if (capitals && isCapitalsAround(word)) {
                return false;
            }
            if (role.kind == Kind.WORD && isInTitle(word)) {
                return false;
            }
            boolean begins = beginsSentence(folded.wordStart[word]);
            if (role.kind == Kind.NAME_OR_WORD && !(capitals && begins)) {
                return true;
            }
            if (!begins) {
                return !capitals || role.kind == Kind.NAME_OR_WORD;
            }
            if (word + 1 >= folded.words || !isNameGap(word)) {
                return false;
            }
            String next = folded.word(word + 1);
            boolean reflexive = next.equals("se") || PersonVerbs.mayStandBetween(next);
            String verb = reflexive && word + 2 < folded.words && isNameGap(word + 1) ? folded.word(word + 2) : next;
            if (MODALS.contains(role.word) && !verb.endsWith("s") && !verb.endsWith("d")) {
                // "Will return", "May repeat".
                return false;
            }
            return NameAndPlaceWords.PERSON_VERBS.contains(verb) || PersonVerbs.areDoneByPeople(verb);
        }

        /**
         * Whether each neighbouring word is a capitalised clinical word, as in the heading "Left Foot Pain" or beside the hyphen
         * of "Step-Down Unit": capitals carry no information there.
         */
        private boolean isInTitle(int word) {
            boolean before = word > 0 && isTitleWord(word - 1, folded.wordEnd[word - 1], folded.wordStart[word]);
            boolean after = word + 1 < folded.words && isTitleWord(word + 1, folded.wordEnd[word], folded.wordStart[word + 1]);
            boolean first = word == 0 || beginsSentence(folded.wordStart[word]);
            boolean last = word + 1 == folded.words || endsLine(folded.wordEnd[word]);
            return (before || first) && (after || last) && (before || after);
        }

        private boolean isTitleWord(int word, int from, int to) {
            return to - from == 1 && " -/".indexOf(text.charAt(from)) >= 0 && folded.isTitleCase(word)
                    && !NameAndPlaceWords.NAME_LABELS.contains(folded.word(word)) && NameAndPlaceWords.kind(folded.word(word)) == Kind.WORD;
        }

        private boolean endsLine(int end) {
            return end >= text.length() || text.charAt(end) == '\n' || text.charAt(end) == ':';
        }

        /** Whether the words beside it are in capitals too, or there are none. */
        private boolean isCapitalsAround(int word) {
            boolean before = word == 0 || folded.isUpperCase(word - 1) || Character.isDigit(text.charAt(folded.wordStart[word - 1]));
            boolean after = word + 1 >= folded.words || folded.isUpperCase(word + 1);
            return before && after;
        }

        private boolean isInDate(int word) {
            if (CalendarNames.month(text, folded.wordStart[word], folded.wordEnd[word], language) == null) {
                return false;
            }
            return word + 1 < folded.words && isFigure(folded.squeezed[folded.wordSqueezed[word + 1]])
                    || word > 0 && isFigure(folded.squeezed[folded.wordSqueezed[word - 1]])
                            && text.charAt(folded.wordStart[word] - 1) != '\n' && text.charAt(folded.wordEnd[word - 1]) != '.'
                    || word > 1 && folded.word(word - 1).equals("de") && isFigure(folded.squeezed[folded.wordSqueezed[word - 2]]);
        }

        private boolean beginsSentence(int start) {
            for (int i = start - 1; i >= 0 && start - i < 16; i--) {
                char c = text.charAt(i);
                if (c == '\n' || ".!?;:•*-–—|>)]".indexOf(c) >= 0) {
                    return true;
                }
                if (!Character.isWhitespace(c) && c != '"' && c != '\'' && c != '(' && c != '“' && c != '«') {
                    return false;
                }
            }
            return true;
        }

        private boolean isPlace(int word, Role role) {
            if (role.kind == Kind.NAME) {
                return true;
            }
            if (!folded.isCapital(word) || isInDate(word)) {
                return false;
            }
            if (role.kind == Kind.NAME_OR_WORD && !folded.isUpperCase(word)) {
                return true;
            }
            String before = word > 0 ? folded.word(word - 1) : "";
            int after = folded.wordEnd[word];
            boolean listed = after + 1 < text.length() && (text.charAt(after) == ',' || text.charAt(after) == ' ')
                    && word + 1 < folded.words && isCode(word + 1);
            return NameAndPlaceWords.PLACE_WORDS.contains(before) && !beginsSentence(folded.wordStart[word]) || listed
                    || NameAndPlaceWords.PLACE_WORDS.contains(before) && text.charAt(folded.wordStart[word] - 1) == ' ' && before.length() > 4;
        }

        /** Whether the word is a postal code or a state's two letters. */
        private boolean isCode(int word) {
            int length = folded.wordLength(word);
            return length == 5 && isFigure(folded.squeezed[folded.wordSqueezed[word]]) || length == 2 && folded.isUpperCase(word);
        }

        private boolean isLabelledId(int word) {
            int start = folded.wordStart[word];
            if (start > 0 && text.charAt(start - 1) == '#') {
                return true;
            }
            for (int back = 1; back <= 2 && word - back >= 0; back++) {
                if (start - folded.wordEnd[word - back] > 12) {
                    return false;
                }
                if (NameAndPlaceWords.ID_LABELS.contains(folded.word(word - back))) {
                    return true;
                }
                if (isFigure(folded.squeezed[folded.wordSqueezed[word - back]])) {
                    return false;
                }
            }
            return false;
        }

        /** A name divided at the end of a line: "Gar-\ncía". */
        private void divided(int word) {
            if (word + 1 >= folded.words) {
                return;
            }
            int dash = folded.wordEnd[word];
            if (dash >= text.length() || text.charAt(dash) != '-' && text.charAt(dash) != '\u2010') {
                return;
            }
            int lines = 0;
            for (int i = dash + 1; i < folded.wordStart[word + 1]; i++) {
                if (!Character.isWhitespace(text.charAt(i))) {
                    return;
                }
                lines += text.charAt(i) == '\n' ? 1 : 0;
            }
            if (lines == 0) {
                return;
            }
            Role role = roleOf(Folding.hash(folded.word(word) + folded.word(word + 1)));
            if (role != null && role.people != 0 && role.kind == Kind.NAME) {
                found.add(new Match(folded.wordStart[word], folded.wordEnd[word + 1], null,
                        identifiers.get(people.get(whose(role.people, word)).identifier)));
            }
        }

        /** "M.G.L.": initials with dots. */
        private void initialsAlone(int first) {
            if (!folded.isCapital(first)) {
                return;
            }
            StringBuilder letters = new StringBuilder();
            int word = first;
            while (word < folded.words && letters.length() < 6 && isDottedInitial(word)
                    && (word == first || folded.wordStart[word] - folded.wordEnd[word - 1] <= 2)) {
                letters.append(folded.squeezed[folded.wordSqueezed[word]]);
                word++;
            }
            String initials = letters.toString();
            boolean enough = initials.length() > 2 || initials.length() == 2
                    && (!NameAndPlaceWords.DOTTED.contains(initials) || isLabelledInitials(first) || isFollowedByPerson(word));
            if (!enough) {
                return;
            }
            for (Person person : people) {
                if (areOf(initials, person)) {
                    found.add(new Match(folded.wordStart[first], folded.wordEnd[word - 1] + 1, null, identifiers.get(person.identifier)));
                    return;
                }
            }
        }

        private boolean areOf(String initials, Person person) {
            StringBuilder left = new StringBuilder(person.allInitials);
            for (int i = 0; i < initials.length(); i++) {
                int at = left.indexOf(initials.substring(i, i + 1));
                if (at < 0) {
                    return false;
                }
                left.deleteCharAt(at);
            }
            return true;
        }

        /** Whether a verb of people follows, "'s" or "to". */
        private boolean isFollowedByPerson(int word) {
            if (word >= folded.words || folded.wordStart[word] - folded.wordEnd[word - 1] > 3) {
                return false;
            }
            String after = folded.word(word);
            return NameAndPlaceWords.PERSON_VERBS.contains(after) || after.equals("to") || after.equals("s");
        }

        private boolean isDottedInitial(int word) {
            int end = folded.wordEnd[word];
            return folded.wordLength(word) == 1 && Character.isLetter(text.charAt(folded.wordStart[word])) && end < text.length()
                    && text.charAt(end) == '.';
        }

        private boolean isLabelledInitials(int first) {
            return first > 0 && folded.wordStart[first] - folded.wordEnd[first - 1] <= 3
                    && (NameAndPlaceWords.NAME_LABELS.contains(folded.word(first - 1)) || folded.word(first - 1).equals("for")
                            || folded.word(first - 1).equals("de"));
        }
    }

    // ---- checking

    /**
     * Whether a text that was scrubbed still holds an identifier of which there is no doubt: a name that is no common
     * word, a number of eight figures or more, an e-mail address. It looks in another way than {@link #find}, so that a
     * fault there does not pass.
     */
    boolean isLeftIn(String scrubbed) {
        if (certainWords.isEmpty() && certainNumbers.isEmpty()) {
            return false;
        }
        StringBuilder own = new StringBuilder(scrubbed.length());
        int from = 0;
        for (int[] placeholder : Placeholders.find(scrubbed)) {
            own.append(scrubbed, from, placeholder[0]).append('|');
            from = placeholder[1];
        }
        String text = own.append(scrubbed, from, scrubbed.length()).toString();
        String words = Folding.words(text);
        for (String word : certainWords) {
            int at = words.indexOf(word);
            while (at >= 0) {
                if (words.charAt(at - 1) == ' ' && words.charAt(at + word.length()) == ' ') {
                    return true;
                }
                at = words.indexOf(word, at + 1);
            }
        }
        for (String number : certainNumbers) {
            if (isNumberIn(words, number)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the number stands in the words, with one space at most between any two of its figures. */
    private static boolean isNumberIn(String words, String number) {
        char first = number.charAt(0);
        for (int at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1)) {
            int i = at;
            int matched = 0;
            while (i < words.length() && matched < number.length()) {
                char c = words.charAt(i);
                if (c == number.charAt(matched)) {
                    matched++;
                } else if (c != ' ') {
                    break;
                }
                i++;
            }
            if (matched == number.length()) {
                return true;
            }
        }
        return false;
    }

    /** How many are looked for, never which. */
    @Override
    public String toString() {
        return "KnownIdentifiers[" + identifiers.size() + "]";
    }
}
