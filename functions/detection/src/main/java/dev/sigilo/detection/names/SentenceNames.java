package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Names by their role in the sentence: a person who does something that only people do ("Galdeano llamará mañana"), to
 * whom something is said ("acordado con Galdeano", "please inform Tamsin"), who is described ("Lysander Delacroix, her
 * uncle"), or who signs a letter.
 *
 * <p>A name may consist of unlisted words. They must then not be ordinary words, and the sentence must be about people.
 * Linear in the number of words.
 */
public final class SentenceNames {

    private static final int CAPITAL_LETTERS = 4;
    private static final int MOST_WORDS_BETWEEN = 3;

    /** Verbs of people and things: the subject must be a listed name. */
    private static final IntTable IS = IntTable.words("""
            would is was has had will can could may might did does remains stayed felt went takes took es era esta
            estaba estuvo fue ha habia sera tiene tenia puede podra queda quedo sigue va iba""");
    /** Words before a name: to whom, with whom, by whom. */
    private static final IntTable TO = IntTable.words("to with by per from via con a al por junto w as como");

    private static final IntTable OF = IntTable.words("of de");
    /** Words for what people say or do to each other, before a name or before one of {@link #TO} and a name. */
    private static final IntTable SAID = IntTable.words("""
                    inform informed informs notify notified call called page paged tell told ask asked thank thanked
                    thanks email emailed text texted contact contacted reach reached update updated consult consulted
                    phone phoned discussed discuss spoke speak talked reviewed review agreed relayed communicated
                    conveyed reported forwarded sent send copied verified confirmed seen evaluated examined assessed
                    followed managed treated referred requested ordered performed signed dictated read assisted
                    supervised witnessed accompanied explained given handed transferred message voicemail history
                    regards goes known d informar informa informo informado informada informara comunica comunicado
                    avisar avisa aviso avisado avisada avisara llamar llama llamo llamara hablar hablo hablado comenta
                    comentado comentada comentar acordado acordada acuerda consultado consulta consultar contactar
                    contacta contactado discutido revisado revisada revisar valorado valorada visto vista atendido
                    atendida explorado explorada remitido remitida derivado derivada enviar envia enviado entregar
                    entrega entregado explica explicado preguntar pregunta localizar localiza acompanado acompanada
                    acude acuden viene vive convive seguido seguida operado operada intervenido intervenida realizado
                    realizada firmado firmada dictado leido validado pedido solicitado transmitido transmite traslada
                    adelanta remite consensuado recado mensaje copia conocido conocida llamada llamadas digo pedimos
                    pido pide administered done carried conducted administrado administrada elaborado elaborada leida
                    leidas leidos lectura reuno reune reunido reunida reunion llevado cabo""");
    /** Nouns with "of" before a name: "at the request of Tamsin". */
    private static final IntTable ON_BEHALF = IntTable.words("""
            request behalf care office clinic supervision opinion advice name signature input service help cargo
            indicacion peticion parte criterio recomendacion firma nombre llamada ayuda compania""");

    private static final IntTable DIRECTLY = IntTable.words("""
            inform informed notify notified call called page paged tell told ask asked thank thanked email emailed text
            texted contact contacted reach update updated consult consulted phone phoned thanks per dear hi hello hola
            querida querido llaman apodo alias nickname tal responde contesta interviene""");
    /** Words between a name and its description: "Ana, the eldest daughter". */
    private static final IntTable ARTICLES = IntTable.words("the a an his her their our my el la un una su mi nuestro "
            + "nuestra eldest oldest youngest older younger mayor menor segunda segundo patient s paciente of de del");
    /** Illnesses, signs and devices named after a person, and words in capitals that begin a sentence. */
    private static final IntTable NOBODY = IntTable.words("""
            parkinson alzheimer hodgkin crohn down raynaud paget graves basedow cushing addison sjogren behcet kaposi
            wilson hashimoto marfan turner klinefelter barrett kawasaki guillain meniere dupuytren charcot ewing wilms
            burkitt whipple chagas gaucher fabry pompe huntington tourette bell horner sudeck perthes scheuermann baker
            morton quervain doppler foley kirschner valsalva trendelenburg fowler gram papanicolaou holter swan hickman
            redon penrose levin kehr billroth roux nissen hartmann murphy blumberg lasegue babinski romberg kernig
            brudzinski hoffmann tinel phalen lachman lyme pap botox covid hoy ayer ahora luego entonces ademas tambien
            nunca siempre despues antes aqui anoche today yesterday tomorrow tonight now then later please this that
            these those there which who everyone someone nobody it he she they we esto eso ello todo nada alguien nadie
            quien ambos otros este esta english spanish facebook google christmas easter navidad""");

    /** Verbs between quoted speech and the speaker: "… in a week," says Okonjo. */
    private static final IntTable SPEECH = IntTable.words(
            "says said asks asked replied replies explains explained adds added dice dijo anade asegura explica");

    private static final IntTable A = IntTable.words("a an");
    private static final IntTable YEARS = IntTable.words("year years yr yrs yo y month months week weeks day");
    private static final IntTable ORIGIN = IntTable.words("from born");

    private static final int TO_DO = Hashes.folded("to");

    private final TextWords words;
    private final NameWords names;
    private final List<Span> spans = new ArrayList<>();

    private SentenceNames(TextWords words, NameWords names) {
        this.words = words;
        this.names = names;
    }

    /** Returns the names, in the order of the text and without overlap. */
    public static List<Span> find(TextWords words, NameWords names) {
        SentenceNames sentence = new SentenceNames(words, names);
        int i = 0;
        while (i < words.count) {
            i = words.isCapitalised(i) && names.isNameWord(i) ? Math.max(i + 1, sentence.match(i)) : i + 1;
        }
        return sentence.spans;
    }

    /** Tries the name that may begin at this word; returns the word after it, or {@code i}. */
    private int match(int i) {
        if (names.isPartOfThing(i)) {
            return i;
        }
        int end = names.nameEnd(i);
        Evidence evidence = end > i ? evidence(i, end) : Evidence.NONE;
        if (evidence == Evidence.NONE || names.isNamedThing(end)) {
            return i;
        }
        boolean known = evidence == Evidence.LISTED;
        boolean found = evidence == Evidence.PLACE
                ? doesSomething(end) || isIn(Math.max(0, i - 1), DIRECTLY)
                : isSubject(i, end, known)
                        || isObject(i, known)
                        || isSpeaker(i, end)
                        || isDescribedAsPerson(end)
                        || isUnderLetter(i, end);
        if (found) {
            spans.add(new Span(words.start[i], words.end[end - 1], IdentifierType.PATIENT_NAME));
            return end;
        }
        return i;
    }

    /** What is known about the words of a possible name. */
    private enum Evidence {
        NONE,
        PLACE,
        UNLISTED,
        LISTED
    }

    private Evidence evidence(int from, int to) {
        boolean listed = false;
        int parts = 0;
        int places = 0;
        boolean upper = words.shape[from] == 2;
        for (int k = from; k < to; k++) {
            int length = words.end[k] - words.start[k];
            if (words.kind[k] != TextWords.LETTERS
                    || length < 2
                    || names.is(k, NameCues.PARTICLE)
                    || names.isSyllable(k)) {
                continue;
            }
            int lists = names.lists(k);
            boolean place = lists == ListedWords.PLACE && !names.isOrdinary(k);
            // "Virtudes Delgado": after a name, a surname may also be an ordinary word.
            if (k > from
                    && words.shape[k] == 1
                    && words.gap[k] == TextWords.ONE_SPACE
                    && (lists & ListedWords.SURNAME) != 0
                    && (lists & ListedWords.CLINICAL) == 0
                    && !names.isListed(k)) {
                parts++;
                continue;
            }
            if (NOBODY.get(words.hash[k]) != IntTable.ABSENT
                    || upper && length < CAPITAL_LETTERS
                    || !names.isListed(k) && !names.isUnlisted(k) && !place) {
                return Evidence.NONE;
            }
            listed |= names.isListed(k) && (lists & ListedWords.PLACE) == 0;
            places += place ? 1 : 0;
            parts++;
        }
        // A single word in capitals is more often an abbreviation.
        if (parts == 0 || upper && parts == 1) {
            return Evidence.NONE;
        }
        return listed ? Evidence.LISTED : places == parts ? Evidence.PLACE : Evidence.UNLISTED;
    }

    private boolean isSubject(int from, int end, boolean known) {
        return doesSomething(end)
                || isIn(verb(end), IS) && (known || isOfAge(verb(end) + 1))
                || isApposition(from, end) && doesSomething(end + 1);
    }

    /** Recognizes "La hija de J. Castañeda, [Begoña Gómez], atiende …". */
    private boolean isApposition(int from, int end) {
        return from > 0
                && !words.startsLine(from)
                && names.character(from - 1) == ','
                && end < words.count
                && names.character(end) == ','
                && !words.startsLine(end);
    }

    /** Recognizes "[Hyun-woo is] a 29-year-old male", "[Ifeoma is] a pleasant 61 y/o". */
    private boolean isOfAge(int article) {
        if (article + 1 >= words.count || !isIn(article, A)) {
            return false;
        }
        int age = article + 1;
        age += words.kind[age] == TextWords.LETTERS && words.shape[age] == 0 ? 1 : 0;
        int unit = age + 1;
        unit += unit < words.count && words.isDash(unit) ? 1 : 0;
        return unit < words.count
                && !words.startsLine(unit)
                && words.kind[age] == TextWords.DIGITS
                && isIn(unit, YEARS);
    }

    /** Recognizes "Galdeano lo recoge", "Delacroix will call back", "Petrov has asked". */
    private boolean doesSomething(int end) {
        int verb = verb(end);
        return isIn(verb, PersonVerbs.DOES)
                || isIn(verb, IS) && isIn(verb + 1, ORIGIN)
                || (isIn(verb, IS) || verb < words.count && words.hash[verb] == TO_DO)
                        && isIn(verb + 1, PersonVerbs.DOES);
    }

    /**
     * Returns the verb after a name, with at most a pronoun between them, or the end of the words if another line
     * begins before.
     */
    private int verb(int end) {
        int k = end;
        while (k < words.count
                && k - end < 2
                && isIn(k, PersonVerbs.BETWEEN)
                && !words.startsLine(k)
                && words.shape[k] == 0) {
            k++;
        }
        return k < words.count && !words.startsLine(k) && words.shape[k] == 0 ? k : words.count;
    }

    private boolean isObject(int from, boolean known) {
        if (from == 0 || words.startsLine(from)) {
            return false;
        }
        int before = from - 1;
        if (words.kind[before] == TextWords.OTHER && "\"«“'".indexOf(names.character(before)) >= 0 && before > 0) {
            before--;
        }
        if (words.kind[before] != TextWords.LETTERS) {
            return false;
        }
        boolean capitals = words.shape[from] == 2 && words.shape[before] == 2;
        if (isIn(before, DIRECTLY)) {
            return known || !capitals;
        }
        if (isIn(before, OF)) {
            return before > 0 && isIn(before - 1, ON_BEHALF) && (known || !capitals);
        }
        if (!isIn(before, TO)) {
            return false;
        }
        for (int k = before - 1; k >= 0 && before - k <= MOST_WORDS_BETWEEN + 1 && !words.startsLine(k + 1); k--) {
            if (isIn(k, SAID)) {
                return known || !capitals;
            }
            if (words.kind[k] == TextWords.OTHER && "/(".indexOf(names.character(k)) < 0) {
                break;
            }
        }
        return false;
    }

    /**
     * Returns whether the name is a speaker: a comma or quotation mark and a verb of speech come before it, and a
     * punctuation mark or the end of the line follows.
     */
    private boolean isSpeaker(int from, int end) {
        return from > 1
                && words.gap[from] == TextWords.ONE_SPACE
                && isIn(from - 1, SPEECH)
                && ",\"”»'".indexOf(names.character(from - 2)) >= 0
                && (end == words.count || words.startsLine(end) || words.kind[end] == TextWords.OTHER);
    }

    /** Recognizes "Ana Delacroix, the eldest daughter", "Galdeano (cirujana)", "Tamsin Rademacher, MD". */
    private boolean isDescribedAsPerson(int end) {
        if (end >= words.count
                || words.startsLine(end)
                || words.kind[end] != TextWords.OTHER
                || ",(".indexOf(names.character(end)) < 0) {
            return false;
        }
        int k = end + 1;
        while (k < words.count
                && k - end <= MOST_WORDS_BETWEEN
                && !words.startsLine(k)
                && (isIn(k, ARTICLES) || words.kind[k] == TextWords.OTHER && "'’".indexOf(names.character(k)) >= 0)) {
            k++;
        }
        return k < words.count
                && !words.startsLine(k)
                && words.shape[k] == 0
                && names.is(k, NameCues.PERSON | NameCues.STAFF)
                && !names.is(k, NameCues.ACT);
    }

    /** Recognizes "Sincerely,\nTamsin Rademacher". */
    private boolean isUnderLetter(int from, int end) {
        int k = from - 1;
        while (k >= 0
                && from - k < MOST_WORDS_BETWEEN
                && words.kind[k] == TextWords.OTHER
                && ",.:-".indexOf(names.character(k)) >= 0) {
            k--;
        }
        return k >= 0
                && names.is(k, NameCues.CLOSING)
                && (end == words.count
                        || words.startsLine(end)
                        || words.kind[end] == TextWords.OTHER
                        || words.shape[end] > 0);
    }

    /** Returns whether the word with this hash is a verb of people and things: "is", "has". */
    static boolean isVerb(int wordHash) {
        return IS.get(wordHash) != IntTable.ABSENT;
    }

    /** Returns whether the word with this hash expresses what people say or do to each other: "hablo", "spoke". */
    static boolean isVerbOfSpeech(int wordHash) {
        return SAID.get(wordHash) != IntTable.ABSENT;
    }

    private boolean isIn(int i, IntTable table) {
        return i < words.count && table.get(words.hash[i]) != IntTable.ABSENT;
    }
}
