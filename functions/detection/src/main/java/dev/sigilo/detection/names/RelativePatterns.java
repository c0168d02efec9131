package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Words for the patient's relatives in Spanish: "su pareja", "la familia", "hermano mayor", "tía paterna", "dos hijos".
 */
public final class RelativePatterns {

    /** Words that hardly ever mean anything else. */
    private static final String RELATIVE_WORDS =
            "madre padre padres familia hijo hija hijos hijas hermano hermana hermanos hermanas abuelo abuela "
                    + "abuelos tio tia tios primo prima primos sobrino sobrina sobrinos nieto nieta nietos cunado "
                    + "cunada suegro suegra yerno nuera esposa esposo marido progenitores";
    /** Words that mean a relative only after "su". */
    private static final String THEIR_WORDS =
            "pareja mujer novio novia conyuge companera companero familiares " + "familiar";

    private static final IntTable RELATIVES = IntTable.words(RELATIVE_WORDS);
    private static final IntTable THEIRS = IntTable.words(THEIR_WORDS);
    private static final IntTable KIND =
            IntTable.words("mayor menor mayores menores gemelo gemela gemelos gemelas mellizo "
                    + "melliza materno materna maternos maternas paterno paterna paternos paternas politico politica");
    private static final IntTable POSSESSIVE = IntTable.words("su sus mi");
    /** The word "de" beside "familia" means a general practitioner, or a class of medicines or proteins. */
    private static final int OF = Hashes.folded("de");

    private static final IntTable OFFSPRING = IntTable.words("vesiculas quistes celulas vesicula quiste celula");
    private static final int FAMILY = Hashes.folded("familia");

    /** Kinship words of both languages, as they appear in spans of a model. */
    private static final IntTable KINSHIP = IntTable.words(RELATIVE_WORDS + " " + THEIR_WORDS + " "
            + "mother father parent parents mom mum dad mommy daddy family son sons daughter daughters child "
            + "children kid kids baby infant twin twins brother brothers sister sisters sibling siblings half "
            + "step stepmother stepfather stepson stepdaughter stepbrother stepsister grandmother grandfather "
            + "grandparent grandparents grandma grandpa grandson granddaughter grandchild grandchildren great "
            + "aunt aunts uncle uncles cousin cousins niece nieces nephew nephews wife wives husband spouse "
            + "partner fiance fiancee girlfriend boyfriend relative relatives guardian maternal paternal in law "
            + "mama papa nino nina ninos ninas bebe hermanastro hermanastra abuelas bisabuelo bisabuela tias "
            + "primas sobrinas nietas cunados suegros progenitor progenitora tutor tutora");

    private RelativePatterns() {}

    /**
     * Returns whether a span that was detected as a relative contains more than kinship: a capitalized word that is not
     * a word for a relative, and not merely the first word of a sentence before such a word ("Dos hermanos"). A policy
     * keeps relatives, so a name among them must not stay.
     *
     * @param beginsSentence whether a sentence begins where the span does
     */
    public static boolean isNamed(String text, Span span, boolean beginsSentence) {
        boolean kinship = false;
        boolean otherFirst = false;
        int i = span.start();
        while (i < span.end()) {
            int end = i;
            while (end < span.end() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            if (end == i) {
                i++;
                continue;
            }
            if (KINSHIP.get(Hashes.folded(text, i, end)) != IntTable.ABSENT) {
                kinship = true;
            } else if (Character.isUpperCase(text.charAt(i))) {
                if (i > span.start() || !beginsSentence) {
                    return true;
                }
                otherFirst = true;
            }
            i = end;
        }
        return otherFirst && !kinship;
    }

    /** Returns the names and words for relatives that the text introduces, in its order. */
    public static List<Span> find(TextWords words) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < words.count; i++) {
            if (words.kind[i] == TextWords.LETTERS && words.shape[i] <= 1 && isRelative(words, i)) {
                int last = kind(words, i);
                spans.add(new Span(words.start[i], words.end[last], IdentifierType.RELATIVE));
                i = last;
            }
        }
        return spans;
    }

    /** Extends found relatives by the word that specifies them: "[hermano] mayor". */
    public static void complete(List<Span> spans, TextWords words) {
        int word = 0;
        for (int k = 0; k < spans.size(); k++) {
            Span span = spans.get(k);
            if (span.type() == IdentifierType.RELATIVE) {
                while (word < words.count && words.end[word] < span.end()) {
                    word++;
                }
                int last = word < words.count ? kind(words, word) : word;
                boolean free = k + 1 == spans.size()
                        || last < words.count && spans.get(k + 1).start() >= words.end[last];
                if (last > word && free) {
                    spans.set(k, new Span(span.start(), words.end[last], span.type()));
                }
            }
        }
    }

    /**
     * Returns the spans, with names cut out of the relatives that contain them: in "su hija [manuel rodríguez]" the
     * relative is kept and the name is removed.
     *
     * @param names found names; both in the order of the text, without overlap
     */
    public static List<Span> outside(List<Span> spans, List<Span> names, CharSequence text) {
        List<Span> result = new ArrayList<>(spans.size());
        int next = 0;
        for (Span span : spans) {
            while (next < names.size() && names.get(next).end() <= span.start()) {
                next++;
            }
            if (span.type() != IdentifierType.RELATIVE
                    || next == names.size()
                    || !names.get(next).overlaps(span)) {
                result.add(span);
                continue;
            }
            int end = names.get(next).start();
            while (end > span.start() && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            if (end > span.start()) {
                result.add(new Span(span.start(), end, span.type()));
            }
        }
        return result;
    }

    private static int kind(TextWords words, int i) {
        boolean kind = i + 1 < words.count
                && words.shape[i + 1] == 0
                && words.gap[i + 1] == TextWords.ONE_SPACE
                && words.isIn(i + 1, KIND);
        return kind ? i + 1 : i;
    }

    private static boolean isRelative(TextWords words, int i) {
        if (words.isIn(i, THEIRS)) {
            return i > 0 && words.isIn(i - 1, POSSESSIVE);
        }
        return words.isIn(i, RELATIVES)
                && !(i > 0 && words.isIn(i - 1, OFFSPRING))
                && !(words.hash[i] == FAMILY
                        && (i > 0 && words.hash[i - 1] == OF || i + 1 < words.count && words.hash[i + 1] == OF));
    }
}
