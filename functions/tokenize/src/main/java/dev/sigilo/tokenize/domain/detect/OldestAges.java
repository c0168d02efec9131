package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Ages of 90 and over, which a policy must not let through, proven by form and context: "97 y/o", "95/M", "died at 98",
 * "madre, 94 a.", "ninety-two years old", "nonagenarian". A pulse of 95 is not an age, nor is a duration of 95 years.
 */
final class OldestAges {

    private static final int OLDEST = 90;
    private static final int OLDEST_POSSIBLE = 125;
    private static final int REACH = 6;
    /** Further digits do not count. */
    private static final int AGE_DIGITS = 4;

    private static final IntTable YEARS = ClinicalScales.words("year years yr yrs yo yoa yof yom ano anos");
    private static final IntTable OLD = ClinicalScales.words("old edad age");
    private static final IntTable LASTS = ClinicalScales.words("for hace durante during past last within over ultimos every cada after despues pack packs "
            + "smoked smoking desde");
    private static final IntTable PASSED = ClinicalScales.words("ago later history atras despues after apart earlier before survival pack smoking of");
    private static final IntTable AGED = ClinicalScales.words("aged age edad turned turning turns cumplio cumple cumplir cumplira ages");
    private static final IntTable BE = ClinicalScales.words("is was es s are were be sera");
    private static final IntTable NOW = ClinicalScales.words("actually now currently actualmente ahora approximately nearly almost about");
    private static final IntTable SAYS_AGE = ClinicalScales.words("old years year age aged anos ano edad born nacida nacido");
    private static final IntTable PERSONS = ClinicalScales.words("he she patient pt who paciente mother father mom dad spouse husband wife brother sister grandmother "
            + "grandfather aunt uncle man woman lady gentleman male female sibling siblings parent parents madre padre esposa esposo marido mujer hermano "
            + "hermana abuela abuelo tia tio varon hombre senora senor anciana anciano brothers sisters hermanas hermanos padres partner suegra suegro "
            + "matriarch resident widow widower viuda viudo");
    private static final IntTable SEXES = ClinicalScales.words("male female man woman lady gentleman varon mujer m f v h w");
    private static final IntTable DEATHS = ClinicalScales.words("died dies dead deceased passed death lived living alive survived fallecio fallecido fallecida "
            + "fallece murio muere muerto muerta muerte vivio exitus finado finada");
    private static final IntTable AT = ClinicalScales.words("at to until hasta los con de");
    private static final IntTable BIRTHDAY = ClinicalScales.words("birthday birthdays cumpleanos");
    private static final IntTable WARM = ClinicalScales.words("temp temperature t tmax fever febrile temperatura");
    private static final IntTable UNITS = ClinicalScales.words("minutes minute min mins minutos days day dias hours hour horas h hrs weeks semanas months meses mg mcg ml g kg "
            + "lb lbs pounds cm mm percent degrees bpm lpm mmhg units beats per over seconds segundos grados pacientes patients x ui meq points "
            + "puntos l pm am");
    private static final IntTable CLOSING = ClinicalScales.words("and but now today years y lives who with of from de en por con alive died doing has when i in vive sana "
            + "sano hoy last next this the at it to or o as");
    private static final IntTable CONJUNCTIONS = ClinicalScales.words("and y or o e to a");
    private static final IntTable SAID_OLD = ClinicalScales.words("nonagenarian nonagenarians centenarian centenarians supercentenarian nonagenaria nonagenario nonagenarias "
            + "nonagenarios centenaria centenario centenarias centenarios");
    private static final IntTable NINETY = ClinicalScales.words("ninety noventa");
    private static final IntTable NINETIETH = ClinicalScales.words("ninetieth hundredth nonagesimo centesimo");
    private static final IntTable HUNDRED = ClinicalScales.words("hundred cien ciento");
    private static final IntTable ONES = ClinicalScales.words("one two three four five six seven eight nine ten eleven twelve uno un una dos tres cuatro cinco seis siete "
            + "ocho nueve diez once doce first second third fourth fifth sixth seventh eighth ninth");
    private static final IntTable NINETIES = ClinicalScales.words("nineties noventas");
    private static final IntTable OWNED = ClinicalScales.words("her his their early mid late upper");
    private static final IntTable THE = ClinicalScales.words("the a an this");
    private static final int OF = Hashes.folded("de");
    private static final int ENGLISH_OF = Hashes.folded("of");
    private static final int LOS = Hashes.folded("los");
    private static final int A = Hashes.folded("a");
    private static final int AA = Hashes.folded("aa");
    private static final int Y = Hashes.folded("y");
    private static final int ONE = Hashes.folded("one");

    private final TextWords words;
    private final boolean spanish;

    private OldestAges(TextWords words, Language language) {
        this.words = words;
        this.spanish = language == Language.SPANISH;
    }

    /** Returns the ages in the order of the text, with the unit where it is "a." or a birthday, else the age alone. */
    static List<Span> find(TextWords words, Language language) {
        OldestAges ages = new OldestAges(words, language);
        List<Span> found = new ArrayList<>();
        int lastAge = -1;
        for (int i = 0; i < words.count; i++) {
            int end = i;
            if (words.isDigits(i)) {
                end = ages.figures(i, lastAge);
            } else if (words.isLetters(i)) {
                end = ages.inWords(i);
            }
            if (end > i) {
                found.add(new Span(words.start[i], words.end[end - 1], IdentifierType.AGE.name()));
                i = end - 1;
                lastAge = i;
            }
        }
        return found;
    }

    /** Returns the spans without those of ages that have a figure of 90 or over that nothing proves. */
    static List<Span> check(List<Span> tagged, List<Span> proven, TextWords words) {
        OldestAges ages = new OldestAges(words, null);
        List<Span> kept = new ArrayList<>(tagged.size());
        int word = 0;
        int next = 0;
        for (Span span : tagged) {
            if (span.identifierType() != IdentifierType.AGE) {
                kept.add(span);
                continue;
            }
            word = words.endingAfter(word, span.start());
            while (next < proven.size() && proven.get(next).end() <= span.start()) {
                next++;
            }
            boolean isProven = next < proven.size() && proven.get(next).overlaps(span);
            boolean old = false;
            for (int i = word; i < words.count && words.start[i] < span.end(); i++) {
                old |= words.isDigits(i) && words.value(i, AGE_DIGITS) >= OLDEST;
            }
            if (isProven || !old) {
                kept.add(span);
            }
        }
        return kept;
    }

    private int figures(int i, int lastAge) {
        int value = words.value(i);
        boolean padded = words.length(i) == 3 && words.character(i) == '0' && i + 1 < words.count && words.isGlued(i + 1) && words.hash[i + 1] == Y;
        if (words.length(i) > 3 || value < OLDEST || value > OLDEST_POSSIBLE || words.length(i) == 3 && value < 100 && !padded || isPartOfNumber(i)) {
            return i;
        }
        int next = i + 1;
        if (next < words.count && words.isGlued(next) && words.isOrdinalMark(next)) {
            return birthday(i, next + 1);
        }
        if (next < words.count && words.isGlued(next) && (words.character(next) == 'º' || words.character(next) == '°')) {
            return birthday(i, next + 1);
        }
        if (isBirthday(next)) {
            return next + 1;
        }
        if (isBehindSex(i)) {
            return next;
        }
        int sex = sex(i);
        if (sex > i) {
            return sex;
        }
        if (isGoingOn(next)) {
            return i;
        }
        int years = years(i);
        if (years > i) {
            return years;
        }
        return next < words.count && words.isIn(next, UNITS) && !words.startsLine(next) || !isToldByWords(i, lastAge) ? i : next;
    }

    private int birthday(int i, int k) {
        return isBirthday(k) ? k + 1 : i;
    }

    private boolean isBirthday(int k) {
        return k < words.count && words.isIn(k, BIRTHDAY);
    }

    /** "F/92": a sex in capitals and a stroke before an age that opens a text, line or sentence. */
    private boolean isBehindSex(int i) {
        int letter = i - 2;
        return letter >= 0 && words.character(i - 1) == '/' && words.isGlued(i) && words.isGlued(i - 1) && words.shape[letter] == 3
                && words.isIn(letter, SEXES) && closes(i + 1)
                && (letter == 0 || words.startsLine(letter) || ".;:(,".indexOf(words.character(letter - 1)) >= 0 && !words.isGlued(letter));
    }

    /** "95/M", "95F", "95 female". */
    private int sex(int i) {
        int k = i + 1;
        boolean stroke = k + 1 < words.count && words.character(k) == '/' && words.isGlued(k);
        k += stroke ? 1 : 0;
        if (k >= words.count || words.startsLine(k) || !words.isIn(k, SEXES)) {
            return i;
        }
        boolean letter = words.length(k) == 1;
        if (letter && words.shape[k] != 3 || k + 1 < words.count && words.isGlued(k + 1) && words.kind[k + 1] != TextWords.OTHER) {
            return i;
        }
        int before = before(i);
        boolean warm = before >= 0 && words.isIn(before, WARM);
        if (stroke) {
            return !warm ? i + 1 : i;
        }
        boolean opens = i == 0 || words.startsLine(i) || ".;(".indexOf(words.character(i - 1)) >= 0;
        boolean presented = before >= 0 && (words.isIn(before, THE) || words.isIn(before, PERSONS) || words.isIn(before, BE) || words.isIn(before, AGED));
        boolean goesOn = k + 1 < words.count && words.isLetters(k + 1) && !words.startsLine(k + 1);
        if (!letter) {
            return (opens || presented) && (before < 0 || !words.isDigits(before)) ? i + 1 : i;
        }
        return !warm && (opens && goesOn || presented && goesOn || presented && k + 1 == words.count && words.isIn(before, AGED)) ? i + 1 : i;
    }

    /** "95 years old", "93 1/2 year", "92-year, 4-month-old", "95 a."; the word after the age, with a unit that is a letter. */
    private int years(int i) {
        int k = i + 1;
        if (k + 2 < words.count && words.value(k, AGE_DIGITS) == 1 && words.isDigits(k) && words.character(k + 1) == '/') {
            k += 3;
        }
        k += k < words.count && words.character(k) == '½' ? 1 : 0;
        k += k < words.count && words.character(k) == '+' ? 1 : 0;
        k += k < words.count && words.isDash(k) ? 1 : 0;
        if (k >= words.count || !words.isLetters(k)) {
            return i;
        }
        boolean over = k + 2 < words.count && words.hash[k] == Y && "/.".indexOf(words.character(k + 1)) >= 0 && Character.toLowerCase(words.character(k + 2)) == 'o';
        if (words.isIn(k, YEARS) || over) {
            return isLasting(i, k) ? i : i + 1;
        }
        if (words.hash[k] == Y && !spanish) {
            return k + 1 == words.count || !words.isIn(k + 1, UNITS) ? i + 1 : i;
        }
        if (words.hash[k] == AA && spanish) {
            return k + 1;
        }
        boolean yearLetter = words.hash[k] == A && spanish && words.shape[k] == 6 && (words.isGlued(k) || closes(k + 1)
                || k + 2 < words.count && words.hash[k + 1] == OF && words.isIn(k + 2, OLD));
        int before = before(i);
        boolean measured = before >= 0 && words.isLetters(before) && words.shape[before] == 2 && !words.isIn(before, OLD) && !words.isIn(before, PERSONS);
        return yearLetter && !measured ? k + 1 : i;
    }

    /** "for 95 years", "95 years ago", but not "for a 95-year-old". */
    private boolean isLasting(int i, int unit) {
        for (int k = unit + 1; k < words.count && k < unit + 4 && !words.startsLine(k); k++) {
            if (words.isIn(k, OLD)) {
                return false;
            }
        }
        int before = before(i);
        boolean after = unit + 1 < words.count && !words.startsLine(unit + 1) && words.isIn(unit + 1, PASSED);
        return after || before >= 0 && words.isIn(before, LASTS);
    }

    private boolean isToldByWords(int i, int lastAge) {
        int next = i + 1;
        boolean closed = closes(next) || next < words.count && words.isIn(next, CLOSING);
        int before = before(i);
        if (before < 0) {
            return joinsAge(i);
        }
        if (words.isIn(before, AGED) || words.hash[before] == OF && before > 0 && words.isIn(before - 1, AGED)
                || before > 0 && words.isIn(before - 1, AGED) && (words.isIn(before, BE) || words.character(before) == 'f')) {
            return true;
        }
        if (before > 0 && words.isIn(before - 1, AGED) && words.isLetters(before) && words.length(before) == 2 && closed) {
            return true;
        }
        if (words.hash[before] == LOS && before > 0 && words.hash[before - 1] == A) {
            return true;
        }
        if (words.isIn(before, AT) && (isNear(before, DEATHS) || before > 0 && words.isIn(before - 1, PERSONS))) {
            return true;
        }
        if (words.isIn(before, BE) && closed && isNearWithin(before, PERSONS, 3)) {
            return true;
        }
        if (words.isIn(before, NOW) && closed && isNear(before, SAYS_AGE)) {
            return true;
        }
        if (words.isIn(before, PERSONS) && closed || isPersonOf(before, closed)) {
            return true;
        }
        if (lastAge >= 0 && i - lastAge <= 3 && isConjoined(lastAge + 1, i)) {
            return true;
        }
        return joinsAge(i);
    }

    /** Returns whether "mujer de" or "a woman of" stands before an age. */
    private boolean isPersonOf(int before, boolean closed) {
        return before > 0 && (words.hash[before] == OF || words.hash[before] == ENGLISH_OF && closed) && words.isIn(before - 1, PERSONS);
    }

    /** "92 and 95 years old", "92 y 95 años". */
    private boolean joinsAge(int i) {
        int k = i + 1;
        return k + 1 < words.count && (words.isIn(k, CONJUNCTIONS) || words.isDash(k) || words.character(k) == ',') && words.isDigits(k + 1) && words.length(k + 1) <= 3
                && years(k + 1) > k + 1 && words.value(k + 1) <= OLDEST_POSSIBLE;
    }

    private boolean isConjoined(int from, int to) {
        for (int k = from; k < to; k++) {
            if (!words.isIn(k, CONJUNCTIONS) && ",/-".indexOf(words.character(k)) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isNear(int i, IntTable table) {
        return isNearWithin(i, table, REACH);
    }

    private boolean isNearWithin(int i, IntTable table, int reach) {
        for (int k = i - 1; k >= 0 && i - k <= reach; k--) {
            if (words.isIn(k, table)) {
                return true;
            }
            if (words.character(k) == '.' || words.character(k) == ';') {
                return false;
            }
        }
        return false;
    }

    /** The word before, past an opening bracket, colon or comma; -1 where it starts the text. */
    private int before(int i) {
        int k = i - 1;
        while (k > 0 && i - k < 3 && words.isMark(k, "(:=,~")) {
            k--;
        }
        return k >= 0 && words.isLetters(k) ? k : -1;
    }

    private boolean closes(int k) {
        return k >= words.count || words.startsLine(k) || words.isMark(k, ".,;:)!?");
    }

    /** A decimal, fraction, range or share. */
    private boolean isGoingOn(int k) {
        if (k >= words.count || words.startsLine(k)) {
            return false;
        }
        if (words.character(k) == '%') {
            return true;
        }
        boolean figureAfter = k + 1 < words.count && words.isDigits(k + 1) && words.isGlued(k + 1);
        return words.isGlued(k) && figureAfter && ".,/-".indexOf(words.character(k)) >= 0;
    }

    // ---- in words

    private int inWords(int i) {
        if (words.isIn(i, SAID_OLD)) {
            return i + 1;
        }
        if (words.isIn(i, NINETIES)) {
            return i > 0 && words.isIn(i - 1, OWNED) ? i + 1 : i;
        }
        int end = number(i);
        if (end == i) {
            return i;
        }
        if (isBirthday(end)) {
            return end + 1;
        }
        int k = end;
        k += k < words.count && words.isDash(k) ? 1 : 0;
        if (k < words.count && !words.startsLine(k) && words.isIn(k, YEARS)) {
            return isLasting(i, k) ? i : end;
        }
        int before = before(i);
        boolean said = before >= 0 && (words.isIn(before, AGED) || words.hash[before] == OF && before > 0 && words.isIn(before - 1, AGED)
                || words.isIn(before, BE) && before > 0 && words.isIn(before - 1, AGED) || isPersonOf(before, closes(end))
                || words.hash[before] == LOS && before > 0 && words.hash[before - 1] == A
                || words.isIn(before, AT) && isNear(before, DEATHS) || words.isIn(before, BE) && closes(end) && isNearWithin(before, PERSONS, 3));
        return said && !(end < words.count && words.isIn(end, UNITS)) ? end : i;
    }

    /** "ninety-five", "noventa y siete", "one hundred and two", "ciento uno", "ninety-fifth"; the word after it. */
    private int number(int i) {
        int k = i;
        if (words.isIn(k, NINETIETH)) {
            return k + 1;
        }
        if (words.isIn(k, NINETY)) {
            k++;
            int one = k;
            one += one < words.count && (words.isDash(one) || words.hash[one] == Y) ? 1 : 0;
            return one < words.count && words.isIn(one, ONES) && !words.startsLine(one) ? one + 1 : k;
        }
        k += (words.hash[k] == ONE || words.hash[k] == A) && k + 1 < words.count ? 1 : 0;
        if (!words.isIn(k, HUNDRED)) {
            return i;
        }
        k++;
        int one = k;
        one += one < words.count && words.isIn(one, CONJUNCTIONS) ? 1 : 0;
        return one < words.count && words.isIn(one, ONES) ? one + 1 : k;
    }

    private boolean isPartOfNumber(int i) {
        return i > 0 && words.isGlued(i) && (words.kind[i - 1] != TextWords.OTHER || i > 1 && words.isGlued(i - 1) && words.isDigits(i - 2)
                && ".,/:".indexOf(words.character(i - 1)) >= 0 || "<>$#".indexOf(words.character(i - 1)) >= 0);
    }
}
