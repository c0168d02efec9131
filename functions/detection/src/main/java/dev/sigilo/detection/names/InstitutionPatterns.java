package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes institutions in Spanish texts by their first word: "Instituto Oncológico de Guipúzcoa", "Facultad de
 * Medicina y Odontología", "Centro Nacional de Microbiología", "Fundación Jiménez Díaz". The model finds hospitals and
 * health centres.
 */
public final class InstitutionPatterns {

    private static final int MOST_WORDS = 14;
    /** The most words of a name without "de". The words after it are the address. */
    private static final int MOST_NAMES = 3;

    private static final IntTable HEADS = IntTable.words("""
            instituto institut universidad universitat facultad facultat fundacion fundacio asociacion sociedad
            laboratorios residencia escuela consejo academia ministerio consejeria centros iml""");
    private static final IntTable CENTRES = IntTable.words("""
            nacional penitenciario medico superior universitario regional internacional investigacion transfusion
            hemodialisis dialisis rehabilitacion psicologia oftalmologico deportivo""");
    private static final IntTable OF = IntTable.words("de del la las los el d");
    private static final IntTable GO_ON = IntTable.words("y e para i");
    private static final IntTable ADDRESS = IntTable.words("""
                    servicio servei unidad departamento edificio edifici carretera calle avenida avda plaza paseo
                    campus correo email e c ctra tel telefono tfno ciudad hospital clinica planta bifurcacion rua
                    carrer""");
    private static final IntTable ADJECTIVES = IntTable.words("ico ica ario aria al ano ana ado ada ivo iva ense");
    private static final int CENTRE = Hashes.folded("centro");

    private final TextWords words;

    private InstitutionPatterns(TextWords words) {
        this.words = words;
    }

    /** Returns the institutions, in the order of the text and without overlap. */
    public static List<Span> find(TextWords words) {
        InstitutionPatterns patterns = new InstitutionPatterns(words);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < words.count; i++) {
            int end = patterns.isHead(i) ? patterns.end(i) : i;
            if (end > i + 1) {
                spans.add(new Span(words.start[i], words.end[end - 1], IdentifierType.INSTITUTION));
                i = end - 1;
            }
        }
        return spans;
    }

    /** Extends the institutions of which the model found only the beginning. */
    public static void complete(List<Span> spans, List<Span> found) {
        int next = 0;
        for (int k = 0; k < spans.size(); k++) {
            Span span = spans.get(k);
            while (next < found.size() && found.get(next).start() < span.start()) {
                next++;
            }
            boolean free = next < found.size()
                    && (k + 1 == spans.size()
                            || spans.get(k + 1).start() >= found.get(next).end());
            if (span.type() == IdentifierType.INSTITUTION
                    && free
                    && found.get(next).start() == span.start()
                    && found.get(next).end() > span.end()) {
                spans.set(k, found.get(next));
            }
        }
    }

    private boolean isHead(int i) {
        if (words.kind[i] != TextWords.LETTERS || words.shape[i] != 1 && words.shape[i] != 2) {
            return false;
        }
        if (words.hash[i] == CENTRE) {
            int k = i + 1;
            while (k < words.count && words.isIn(k, OF) && !words.startsLine(k)) {
                k++;
            }
            return k < words.count && words.isIn(k, CENTRES) && words.shape[k] == 1;
        }
        return words.isIn(i, HEADS);
    }

    /** Returns the word after the institution that begins at this word. */
    private int end(int head) {
        int end = head + 1;
        int names = 0;
        boolean of = false;
        while (end < words.count && end - head < MOST_WORDS) {
            int next = part(end, of || names >= MOST_NAMES);
            if (next == end) {
                break;
            }
            of |= next > end + 1;
            names += next == end + 1 ? 1 : 0;
            end = next;
        }
        // "Instituto Oncológico Cartagena, 340": the last word is the street.
        if (!of
                && end + 1 < words.count
                && end > head + 2
                && words.character(end) == ','
                && words.kind[end + 1] == TextWords.DIGITS) {
            end--;
        }
        return acronym(end);
    }

    /** Returns the word after the part that continues the institution's name, or {@code i}. */
    private int part(int i, boolean adjectivesAlone) {
        int k = i;
        while (k < words.count
                        && k - i < 3
                        && words.gap[k] == TextWords.ONE_SPACE
                        && (words.isIn(k, OF) || words.isIn(k, GO_ON))
                        && words.shape[k] == 0
                || k < words.count && k - i < 3 && words.shape[k] == 6 && words.isIn(k, GO_ON)) {
            k++;
        }
        if (k >= words.count
                || words.gap[k] != TextWords.ONE_SPACE
                || words.kind[k] != TextWords.LETTERS
                || words.shape[k] != 1 && words.shape[k] != 2 && words.shape[k] != 4
                || words.isIn(k, ADDRESS)) {
            return i;
        }
        return k > i || !adjectivesAlone || isAdjective(k) ? k + 1 : i;
    }

    private boolean isAdjective(int k) {
        for (int n = 2; n <= 4; n++) {
            if (words.length(k) > n + 1
                    && ADJECTIVES.get(words.hashOf(words.end[k] - n, words.end[k])) != IntTable.ABSENT) {
                return true;
            }
        }
        return false;
    }

    /** Recognizes "… Aplicada (IOBA)". */
    private int acronym(int end) {
        boolean bracket = end + 2 < words.count
                && words.character(end) == '('
                && words.gap[end] == TextWords.ONE_SPACE
                && words.shape[end + 1] == 2
                && words.character(end + 2) == ')';
        return bracket ? end + 3 : end;
    }
}
