package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/**
 * The words around a number that make it an age, a duration or a measure.
 */
final class AgeContext {

    /** The number of words within which a word counts as near. */
    private static final int REACH = 6;
    /** The number of words within which a person before "is" counts as near. */
    private static final int PERSON_REACH = 3;

    private static final IntTable YEARS = IntTable.words("year years yr yrs yo yoa yof yom ano anos");
    private static final IntTable OLD = IntTable.words("old edad age");
    /** Words before a duration. */
    private static final IntTable LASTS = IntTable.words("""
            for hace durante during past last within over ultimos every cada after despues pack packs smoked
            smoking desde""");
    /** Words after a duration. */
    private static final IntTable PASSED = IntTable.words("""
            ago later history atras despues after apart earlier before survival pack smoking of""");

    private static final IntTable BIRTHDAY = IntTable.words("birthday birthdays cumpleanos");
    private static final IntTable AGED = IntTable.words("""
            aged age edad turned turning turns cumplio cumple cumplir cumplira ages""");
    private static final IntTable BE = IntTable.words("is was es s are were be sera");
    private static final IntTable NOW = IntTable.words("""
            actually now currently actualmente ahora approximately nearly almost about""");
    private static final IntTable AGE_WORDS = IntTable.words("""
            old years year age aged anos ano edad born nacida nacido""");
    private static final IntTable PERSONS = IntTable.words("""
            he she patient pt who paciente mother father mom dad spouse husband wife brother sister grandmother
            grandfather aunt uncle man woman lady gentleman male female sibling siblings parent parents madre padre
            esposa esposo marido mujer hermano hermana abuela abuelo tia tio varon hombre senora senor anciana
            anciano brothers sisters hermanas hermanos padres partner suegra suegro matriarch resident widow
            widower viuda viudo""");
    private static final IntTable DEATHS = IntTable.words("""
            died dies dead deceased passed death lived living alive survived fallecio fallecido fallecida fallece
            murio muere muerto muerta muerte vivio exitus finado finada""");
    private static final IntTable AT = IntTable.words("at to until hasta los con de");
    private static final IntTable UNITS = IntTable.words("""
            minutes minute min mins minutos days day dias hours hour horas h hrs weeks semanas months meses mg mcg
            ml g kg lb lbs pounds cm mm percent degrees bpm lpm mmhg units beats per over seconds segundos grados
            pacientes patients x ui meq points puntos l pm am""");
    /** Words after an age without a unit. */
    private static final IntTable CLOSING = IntTable.words("""
            and but now today years y lives who with of from de en por con alive died doing has when i in vive sana
            sano hoy last next this the at it to or o as""");

    private static final IntTable CONJUNCTIONS = IntTable.words("and y or o e to a");
    private static final IntTable THE = IntTable.words("the a an this");
    private static final int OF = Hashes.folded("de");
    private static final int ENGLISH_OF = Hashes.folded("of");
    private static final int LOS = Hashes.folded("los");
    private static final int A = Hashes.folded("a");

    final TextWords words;

    AgeContext(TextWords words) {
        this.words = words;
    }

    /**
     * Returns whether the words before a number make it an age: "aged 95", "died at 98", "mother is 93.", "92 and 95".
     *
     * @param lastAge the last word of the age before it in the text, or -1
     */
    boolean isIntroduced(int i, int lastAge) {
        int next = i + 1;
        boolean closed = closes(next) || next < words.count && words.isIn(next, CLOSING);
        int before = before(i);
        if (before < 0) {
            return false;
        }
        if (words.isIn(before, AGED)
                || words.hash[before] == OF && before > 0 && words.isIn(before - 1, AGED)
                || before > 0
                        && words.isIn(before - 1, AGED)
                        && (words.isIn(before, BE) || words.character(before) == 'f')) {
            return true;
        }
        if (before > 0
                && words.isIn(before - 1, AGED)
                && words.isLetters(before)
                && words.length(before) == 2
                && closed) {
            return true;
        }
        if (words.hash[before] == LOS && before > 0 && words.hash[before - 1] == A) {
            return true;
        }
        if (words.isIn(before, AT) && (isNear(before, DEATHS) || before > 0 && words.isIn(before - 1, PERSONS))) {
            return true;
        }
        if (words.isIn(before, BE) && closed && isNearWithin(before, PERSONS, PERSON_REACH)) {
            return true;
        }
        if (words.isIn(before, NOW) && closed && isNear(before, AGE_WORDS)) {
            return true;
        }
        if (words.isIn(before, PERSONS) && closed || isPersonOf(before, closed)) {
            return true;
        }
        return lastAge >= 0 && i - lastAge <= 3 && isConjoined(lastAge + 1, i);
    }

    /** Returns whether the words before an age in words, which ends before this word, make it one. */
    boolean introducesWords(int before, int end) {
        return words.isIn(before, AGED)
                || isPersonOf(before, closes(end))
                || before > 0 && words.isIn(before - 1, AGED) && (words.hash[before] == OF || words.isIn(before, BE))
                || words.hash[before] == LOS && before > 0 && words.hash[before - 1] == A
                || words.isIn(before, AT) && isNear(before, DEATHS)
                || words.isIn(before, BE) && closes(end) && isNearWithin(before, PERSONS, PERSON_REACH);
    }

    private boolean isConjoined(int from, int to) {
        for (int k = from; k < to; k++) {
            if (!words.isIn(k, CONJUNCTIONS) && ",/-".indexOf(words.character(k)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the word is a unit of anything but an age. */
    boolean isUnit(int k) {
        return words.isIn(k, UNITS);
    }

    /** Returns whether the word is "aged", "turned" or similar. */
    boolean isAged(int k) {
        return words.isIn(k, AGED);
    }

    /** Returns whether the word is "years" or one of its short forms. */
    boolean isYears(int k) {
        return words.isIn(k, YEARS);
    }

    /** Returns whether the word is "old" or "age". */
    boolean isOld(int k) {
        return words.isIn(k, OLD);
    }

    /** Returns whether the word is a person: "she", "patient", "mother". */
    boolean isPerson(int k) {
        return words.isIn(k, PERSONS);
    }

    /** Returns whether the word joins two numbers. */
    boolean isConjunction(int k) {
        return words.isIn(k, CONJUNCTIONS);
    }

    /** Returns whether the word is "birthday" or similar; false at the end of the text. */
    boolean isBirthday(int k) {
        return k < words.count && words.isIn(k, BIRTHDAY);
    }

    /**
     * Returns whether the word may be directly before an age with a sex: "a 95F", "patient 95M", "is 95F", "aged 95 M".
     */
    boolean presents(int k) {
        return words.isIn(k, THE) || words.isIn(k, PERSONS) || words.isIn(k, BE) || words.isIn(k, AGED);
    }

    /** Returns whether the years are a duration: "for 95 years", "95 years ago", but not "for a 95-year-old". */
    boolean isLasting(int i, int unit) {
        for (int k = unit + 1; k < words.count && k < unit + 4 && !words.startsLine(k); k++) {
            if (words.isIn(k, OLD)) {
                return false;
            }
        }
        int before = before(i);
        boolean after = unit + 1 < words.count && !words.startsLine(unit + 1) && words.isIn(unit + 1, PASSED);
        return after || before >= 0 && words.isIn(before, LASTS);
    }

    /** Returns whether a person and "of" are before an age: "mujer de", "a woman of" where the age ends its phrase. */
    private boolean isPersonOf(int before, boolean closed) {
        return before > 0
                && (words.hash[before] == OF || words.hash[before] == ENGLISH_OF && closed)
                && words.isIn(before - 1, PERSONS);
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

    /** Returns the word before, skipping an opening bracket, colon or comma; -1 if there is none. */
    int before(int i) {
        int k = i - 1;
        while (k > 0 && i - k < 3 && words.isMark(k, "(:=,~")) {
            k--;
        }
        return k >= 0 && words.isLetters(k) ? k : -1;
    }

    /** Returns whether a line or the text ends before this word, or the word is a closing mark. */
    boolean closes(int k) {
        return k >= words.count || words.startsLine(k) || words.isMark(k, ".,;:)!?");
    }
}
