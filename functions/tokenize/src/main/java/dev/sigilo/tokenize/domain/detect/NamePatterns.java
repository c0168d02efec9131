package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Names by what stands beside them: after a title ("Dra. Ruiz Gil"), after a word for a role or relative ("Nurse: …",
 * "su hija …", "signed by …"), and where a listed given name stands with a surname or in the midst of a sentence. And the
 * names that the model found in part, whole: "[Ana Ruiz] de la Torre".
 *
 * <p>A name's words begin with a capital and are no words that the training texts have outside of identifiers alone.
 * Linear in the number of words.
 */
final class NamePatterns {

    private static final int MAX_NAME_WORDS = 9;
    private static final int LISTED = Lexicon.GIVEN_NAME | Lexicon.SURNAME;

    private static final int STAFF_TITLE = 1;
    private static final int OTHER_TITLE = 2;
    private static final int STAFF = 4;
    private static final int PERSON = 8;
    private static final int PARTICLE = 16;
    private static final int AND = 32;
    /** Words between which and a name stands no other: the name is that of a thing. */
    private static final int EPONYM = 64;
    private static final int PREPOSITION = 128;
    /** Between a label and a name: "is", "electronically". */
    private static final int FILLER = 256;

    /** What stands after a name and is none: departments, headings. */
    private static final int OTHER = 512;

    private static final int DRS = Hashes.folded("drs");
    private static final int DRES = Hashes.folded("dres");
    private static final int DUE = Hashes.folded("due");
    private static final int FDO = Hashes.folded("fdo");

    private static final IntTable CUES = new IntTable(512);

    static {
        cue(STAFF_TITLE, "dr dra dres drs doctor doctora prof profesor dott");
        cue(OTHER_TITLE, "mr mrs ms miss mx sr sra srta sres don dona dna madam");
        cue(STAFF, "attending resident fellow intern radiologist physician provider consultant surgeon anesthesiologist "
                + "anesthesia proceduralist cardiologist oncologist neurologist pathologist hospitalist nurse technologist tech "
                + "technician sonographer radiographer pharmacist therapist transcriptionist scribe pcp gp referring ordering "
                + "practitioner assistant midwife md medico medica facultativo facultativa radiologo radiologa residente mir "
                + "adjunto adjunta enfermera enfermero due auxiliar tcae tecnico tecnica ter tsid celador matrona "
                + "fisioterapeuta psicologa psicologo logopeda cirujano cirujana ayudante anestesista anestesia anestesiologo "
                + "oncologa oncologo cardiologo cardiologa neurologo neurologa ginecologa ginecologo pediatra traumatologo "
                + "traumatologa patologo patologa supervisora supervisor coordinadora coordinador peticionario peticionaria "
                + "solicitante map operador ecografista secretaria transcriptora farmaceutica farmaceutico informa firma "
                + "firmado fdo validado validada cc atencion signed dictated transcribed verified approved interpreted "
                + "reported read reviewed performed cabecera responsable peticion dictado transcrito supervisado");
        cue(PERSON, "nok kin contact contacto guardian proxy attorney poa hcpoa hcp guarantor informant historian interpreter "
                + "caregiver neighbor neighbour friend roommate coworker witness subscriber sponsor chaplain officer teacher "
                + "donor employer partner spouse wife husband mother father mom dad son daughter sister brother aunt uncle niece "
                + "nephew cousin grandmother grandfather grandson granddaughter stepfather stepmother twin baby hija hijo madre "
                + "padre familia family esposa esposo marido mujer hermana hermano abuela abuelo nieta nieto tia tio sobrina sobrino prima "
                + "primo pareja nuera yerno cunada cunado suegra suegro novia novio conyuge familiar acompanante tutor tutora "
                + "representante testigo cuidador cuidadora vecina vecino amiga amigo interprete traductor traductora profesora "
                + "maestro maestra agente abogado abogada titular asegurado asegurada informante autoriza recoge avisar llamar "
                + "informar contactar llama llamo avisa aviso informa notified informed called phoned texted told per paged "
                + "according segun estimada estimado dear trabajadora trabajador social worker legal principal");
        cue(PARTICLE, "de del la las los el van von der den di da dos das du le y i bin ibn al el ter ten zu san santa mc mac st");
        cue(AND, "and y e");
        cue(EPONYM, "enfermedad sindrome signo maniobra escala clasificacion fractura test prueba tecnica hernia quiste esofago "
                + "tiroiditis fenomeno linfoma sarcoma tumor triangulo ligamento conducto glandula punto linea lineas hospital "
                + "clinica centro calle avenida avda plaza paseo fundacion instituto universidad colegio tipo grado metodo "
                + "disease syndrome sign test score scale classification criteria grade type street avenue road college "
                + "university institute foundation clinic catheter procedure maneuver stage reflejo anillo cateter sonda ley "
                + "solucion tincion indice espacio asa bolsa capsula cuerpos cuerpo placa foramen fascia fosa canal");
        cue(PREPOSITION, "de of from del");
        cue(OTHER, "servicio servicios departamento seccion unidad correo correos direccion codigo area cirugia medicina oncologia "
                + "radiologia urologia nefrologia neurologia neurocirugia cardiologia pediatria ginecologia obstetricia oftalmologia "
                + "anestesiologia traumatologia hematologia neumologia dermatologia psiquiatria psicologia rehabilitacion urgencias "
                + "anatomia patologia farmacia enfermeria general digestivo aparato mental oral salud interna infantil nuclear "
                + "vascular toracica plastica maxilofacial atencion primaria banco facultad complejo edificio planta consulta "
                + "paciente informe estudio fecha telefono tel fax email mail numero national department service services section unit "
                + "division surgery medicine radiology oncology urology neurology neurosurgery cardiology pediatrics gynecology "
                + "ophthalmology anesthesiology orthopedics dermatology psychiatry pathology pharmacy nursing emergency internal health "
                + "center centre medical group board committee report patient date phone address page final preliminary");
        cue(FILLER, "por by con with a to is es electronically electronicamente digitally digitalmente");
    }

    private final TextWords words;
    private final SequenceModel model;
    private final List<Span> spans = new ArrayList<>();

    private NamePatterns(TextWords words, SequenceModel model) {
        this.words = words;
        this.model = model;
    }

    private static void cue(int kind, String names) {
        for (String name : names.split(" ")) {
            int hash = Hashes.folded(name);
            int before = CUES.get(hash);
            CUES.put(hash, kind | (before == IntTable.ABSENT ? 0 : before));
        }
    }

    /** Returns what was found, in the order of the text and without overlap. */
    static List<Span> find(TextWords words, SequenceModel model) {
        NamePatterns patterns = new NamePatterns(words, model);
        patterns.scan();
        return patterns.spans;
    }

    /**
     * Returns the spans with names made whole: one that a pattern's name holds becomes that name, and the words that go on
     * with a name are taken in.
     */
    static List<Span> completed(List<Span> tagged, List<Span> names, TextWords words, SequenceModel model) {
        NamePatterns patterns = new NamePatterns(words, model);
        List<Span> completed = new ArrayList<>(tagged.size());
        int next = 0;
        int word = 0;
        for (int k = 0; k < tagged.size(); k++) {
            Span span = tagged.get(k);
            if (isName(span)) {
                while (next < names.size() && names.get(next).end() <= span.start()) {
                    next++;
                }
                int limit = k + 1 < tagged.size() ? tagged.get(k + 1).start() : words.text.length();
                Span name = next < names.size() ? names.get(next) : span;
                if (name.start() <= span.start() && name.end() >= span.end() && name.end() <= limit
                        && patterns.areListed(span.end(), name.end(), word)
                        && (completed.isEmpty() || completed.get(completed.size() - 1).end() <= name.start())) {
                    span = new Span(name.start(), name.end(), span.type());
                }
                while (word < words.count && words.end[word] < span.end()) {
                    word++;
                }
                int last = patterns.goOn(word);
                if (last > word && last < words.count && words.end[last] <= limit) {
                    span = new Span(span.start(), words.end[last], span.type());
                }
                span = patterns.withoutTitle(span, word);
            }
            completed.add(span);
        }
        return completed;
    }

    private static boolean isName(Span span) {
        return span.identifierType() == IdentifierType.PATIENT_NAME || span.identifierType() == IdentifierType.STAFF_NAME;
    }

    /** Whether all words in this stretch are listed names, particles and marks. */
    private boolean areListed(int from, int to, int firstWord) {
        for (int k = firstWord; k < words.count && words.start[k] < to; k++) {
            if (words.start[k] >= from && words.kind[k] == TextWords.LETTERS && !is(k, PARTICLE) && !isInitial(k)
                    && ((lists(k) & LISTED) == 0 || (lists(k) & Lexicon.COMMON_WORD) != 0)) {
                return false;
            }
        }
        return true;
    }

    /** A name without the title that stands first in it: "Doctora Marta García". */
    private Span withoutTitle(Span span, int lastWord) {
        int first = Math.min(lastWord, words.count - 1);
        while (first > 0 && words.start[first - 1] >= span.start()) {
            first--;
        }
        int next = is(first, STAFF_TITLE | OTHER_TITLE) ? afterMarks(first + 1, ".ªº") : first;
        return next > first && next <= lastWord && words.start[first] == span.start()
                ? new Span(words.start[next], span.end(), span.type()) : span;
    }

    private void scan() {
        int i = 0;
        while (i < words.count) {
            int end = words.kind[i] == TextWords.LETTERS ? match(i) : i;
            i = Math.max(end, i + 1);
        }
    }

    /** Tries what may begin at this word; returns the word after what was found, or {@code i}. */
    private int match(int i) {
        int cue = CUES.get(words.hash[i]);
        if (cue == IntTable.ABSENT) {
            return words.isCapitalised(i) ? listed(i) : i;
        }
        int end = i;
        if ((cue & (STAFF_TITLE | OTHER_TITLE)) != 0) {
            end = titled(i, (cue & STAFF_TITLE) != 0);
        }
        if (end == i && (cue & (STAFF | PERSON)) != 0 && (words.hash[i] != DUE || words.shape[i] == 2)) {
            end = labelled(i, (cue & STAFF) != 0);
        }
        return end == i && words.isCapitalised(i) && cue == PARTICLE ? listed(i) : end;
    }

    private int titled(int title, boolean staff) {
        if (!words.isCapitalised(title)) {
            return title;
        }
        boolean upper = words.shape[title] == 2;
        int first = afterMarks(title + 1, ".ªº");
        // MR and MS are a modality and an illness: in capitals they are titles with a point and a name in capitals alone.
        if (upper && !staff && (first == title + 1 || first < words.count && words.shape[first] != 2)) {
            return title;
        }
        int end = first < words.count && words.startsLine(first) ? first : name(first);
        if (end == first || !isPlausible(first, end, 1)) {
            return title;
        }
        add(first, end, staff);
        boolean plural = words.hash[title] == DRS || words.hash[title] == DRES;
        while (plural && end < words.count && (is(end, AND) || character(end) == ',')) {
            int next = name(end + 1);
            if (next == end + 1) {
                return end;
            }
            add(end + 1, next, staff);
            end = next;
        }
        return end;
    }

    /** A name after a word for a role, a comma or bracket or "is" or "by" between them at most. */
    private int labelled(int label, boolean staff) {
        int first = label + 1;
        boolean colon = false;
        for (int n = 0; n < 3 && first < words.count && !words.startsLine(first); n++) {
            char c = character(first);
            boolean mark = words.kind[first] == TextWords.OTHER && ":,(.\"-".indexOf(c) >= 0;
            boolean filler = words.kind[first] == TextWords.LETTERS && !words.isCapitalised(first) && is(first, FILLER);
            if (!mark && !filler || c == '.' && words.hash[label] != FDO) {
                break;
            }
            colon |= c == ':';
            first++;
        }
        if (first >= words.count || words.startsLine(first) || words.gap[first] == TextWords.NO_GAP && first == label + 1) {
            return label;
        }
        int end = name(first);
        if (end > first && isPlausible(first, end, colon ? 2 : 3) && !(end < words.count && is(end, EPONYM))) {
            add(first, end, staff);
            return end;
        }
        end = smallName(first);
        if (end > first) {
            add(first, end, staff);
            return end;
        }
        return label;
    }

    /** A listed given name, with a surname or in the midst of a sentence. */
    private int listed(int i) {
        if (words.shape[i] == 3 || (lists(i) & Lexicon.GIVEN_NAME) == 0 || !isNameWord(i) || isPartOfThing(i)
                || (lists(i) & (Lexicon.COMMON_WORD | Lexicon.PLACE | Lexicon.COUNTRY)) != 0) {
            return i;
        }
        int end = name(i);
        if (end == i) {
            return i;
        }
        // In capitals, where every word looks like a name, the surname must be listed too.
        boolean surname = false;
        for (int k = i + 1; k < end; k++) {
            // Joined by a hyphen alone it is as often a method: "ecuación de Harris-Benedict".
            surname |= words.kind[k] == TextWords.LETTERS && words.end[k] - words.start[k] > 1 && !is(k, PARTICLE)
                    && words.gap[k] != TextWords.NO_GAP && (words.shape[i] != 2 || (lists(k) & LISTED) != 0);
        }
        boolean alone = end == i + 1 && words.shape[i] == 1 && isInSentence(i);
        if (!surname && !alone || end < words.count && is(end, EPONYM)) {
            return i;
        }
        add(i, end, false);
        return end;
    }

    /** Whether a word in small letters stands before it in its line, and none with a capital after it: not "saco de Douglas". */
    private boolean isInSentence(int i) {
        return i > 0 && !words.startsLine(i) && words.kind[i - 1] == TextWords.LETTERS && words.shape[i - 1] == 0
                && !is(i - 1, PREPOSITION) && (i + 1 == words.count || words.shape[i + 1] != 1 || words.startsLine(i + 1));
    }

    /** "Signo de Murphy", "Hospital La Paz", "calle Marta Ruiz". */
    private boolean isPartOfThing(int i) {
        int k = i - 1;
        while (k >= 0 && i - k < 4 && words.kind[k] == TextWords.LETTERS && is(k, PARTICLE | PREPOSITION)) {
            k--;
        }
        return k >= 0 && words.kind[k] == TextWords.LETTERS && is(k, EPONYM)
                || i > 0 && words.kind[i - 1] == TextWords.OTHER && words.gap[i] == TextWords.NO_GAP
                        && "-/@_.".indexOf(character(i - 1)) >= 0
                || i + 1 < words.count && words.gap[i + 1] == TextWords.NO_GAP && "®@_/".indexOf(character(i + 1)) >= 0;
    }

    /**
     * Whether a run of words is a name and not a heading or a finding.
     *
     * @param doubt 1 after a title, where an unknown word is enough; 2 after a label with a colon, where one must be listed or
     *              two unknown; 3 after a label without, where a given name must be listed or one of two words
     */
    private boolean isPlausible(int from, int to, int doubt) {
        int listed = 0;
        int unknown = 0;
        int parts = 0;
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS && words.end[k] - words.start[k] > 1 && !is(k, PARTICLE)) {
                int lists = lists(k);
                parts++;
                listed += (lists & LISTED) != 0 && (doubt == 1 || (lists & Lexicon.COMMON_WORD) == 0) ? 1 : 0;
                unknown += lists == 0 ? 1 : 0;
            }
        }
        boolean upper = words.shape[from] == 2;
        return switch (doubt) {
            case 1 -> listed + unknown > 0;
            case 2 -> listed > 0 || parts > 1 && unknown == parts && !upper;
            default -> parts > 1 && listed > 0 && listed + unknown > 1
                    || !upper && (lists(from) & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD)) == Lexicon.GIVEN_NAME;
        };
    }

    /** Returns the word after the name that begins at this word, or {@code i}. */
    private int name(int i) {
        if (i >= words.count || !isNameWord(i) && !isInitial(i)) {
            return i;
        }
        int end = isInitial(i) ? i + 2 : i + 1;
        boolean any = !isInitial(i);
        boolean upper = words.shape[i] == 2;
        while (end < words.count && end - i < MAX_NAME_WORDS) {
            int next = part(end, upper);
            if (next == end) {
                break;
            }
            any |= next - end > 1 || !isInitial(end);
            end = next;
        }
        return any ? end : i;
    }

    /** Returns the word after what goes on with a name at this word, or {@code i}. */
    private int part(int i, boolean upper) {
        char c = character(i);
        if (words.kind[i] == TextWords.OTHER && (c == '-' || c == '\'' || c == '’') && words.gap[i] == TextWords.NO_GAP) {
            return i + 1 < words.count && words.gap[i + 1] == TextWords.NO_GAP && words.isCapitalised(i + 1) ? i + 2 : i;
        }
        if (words.gap[i] == TextWords.NO_GAP || words.kind[i] != TextWords.LETTERS) {
            return i;
        }
        if (isInitial(i)) {
            int next = i + 2;
            return next < words.count && isNameWord(next) && !words.startsLine(next) ? next : i;
        }
        int k = i;
        while (k < words.count && k - i < 3 && words.kind[k] == TextWords.LETTERS && is(k, PARTICLE) && !words.startsLine(k)) {
            k++;
        }
        if (k >= words.count || !isNameWord(k) || words.shape[k] == 2 != upper) {
            return i;
        }
        boolean newLine = words.startsLine(k);
        boolean goesOnOverLine = newLine && k == i && (lists(k) & Lexicon.SURNAME) != 0 && endsLine(k);
        return !newLine || goesOnOverLine ? k + 1 : i;
    }

    /** Whether nothing that tells a heading follows: a name broken over lines ends its line or goes on as a sentence. */
    private boolean endsLine(int k) {
        return k + 1 >= words.count || character(k + 1) != ':';
    }

    /** The last word of what goes on with a name that ends at this word, or that word itself. */
    private int goOn(int last) {
        if (last >= words.count || words.kind[last] != TextWords.LETTERS) {
            return last;
        }
        boolean upper = words.shape[last] == 2;
        int end = last + 1;
        while (end < words.count && end - last < MAX_NAME_WORDS) {
            int next = words.gap[end] == TextWords.ONE_SPACE ? part(end, upper) : end;
            if (next == end || (lists(next - 1) & Lexicon.SURNAME) == 0
                    || (lists(next - 1) & (Lexicon.COMMON_WORD | Lexicon.PLACE)) != 0
                    || next < words.count && character(next) == ':') {
                break;
            }
            end = next;
        }
        return end - 1;
    }

    /** A name in small letters: a listed given name and surnames that are no words of the training texts. */
    private int smallName(int i) {
        if (i >= words.count || words.shape[i] != 0 || (lists(i) & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD)) != Lexicon.GIVEN_NAME
                || isClosed(i) || is(i, -1)) {
            return i;
        }
        int end = i + 1;
        int last = i;
        while (end < words.count && end - i < MAX_NAME_WORDS && words.gap[end] != TextWords.NEW_LINE
                && words.kind[end] == TextWords.LETTERS && words.shape[end] == 0) {
            boolean particle = is(end, PARTICLE);
            boolean part = !isClosed(end) && (lists(end) & LISTED) != 0 && (lists(end) & Lexicon.COMMON_WORD) == 0
                    || lists(end) == 0 && !isClosed(end) && end == last + 1 && last == i;
            if (!particle && !part) {
                break;
            }
            last = particle ? last : end;
            end++;
        }
        return last > i ? last + 1 : i;
    }

    /** A capital letter with a point. */
    private boolean isInitial(int i) {
        return words.kind[i] == TextWords.LETTERS && words.shape[i] == 3 && i + 1 < words.count && character(i + 1) == '.'
                && words.gap[i + 1] == TextWords.NO_GAP;
    }

    /** A word with a capital that may be part of a name. */
    private boolean isNameWord(int i) {
        if (words.kind[i] != TextWords.LETTERS || words.shape[i] != 1 && words.shape[i] != 2 && words.shape[i] != 4
                && !isApostropheName(i) || isClosed(i)) {
            return false;
        }
        int cue = CUES.get(words.hash[i]);
        return cue == IntTable.ABSENT || cue == PARTICLE;
    }

    /** The first letter of O'Neil, D'Angelo. */
    private boolean isApostropheName(int i) {
        return words.shape[i] == 3 && i + 2 < words.count && (character(i + 1) == '\'' || character(i + 1) == '’')
                && words.gap[i + 1] == TextWords.NO_GAP && words.gap[i + 2] == TextWords.NO_GAP && words.isCapitalised(i + 2);
    }

    /** Whether the training texts have the word, and outside of identifiers alone. */
    private boolean isClosed(int i) {
        return model.wordLabels.isOutsideOnly(words, i);
    }

    private int lists(int i) {
        return model.lexicon.lists(words.hash[i]);
    }

    private boolean is(int i, int kinds) {
        int cue = CUES.get(words.hash[i]);
        return cue != IntTable.ABSENT && (cue & kinds) != 0;
    }

    private int afterMarks(int i, String marks) {
        int k = i;
        while (k < words.count && k - i < 2 && words.kind[k] == TextWords.OTHER && marks.indexOf(character(k)) >= 0) {
            k++;
        }
        return k;
    }

    private char character(int i) {
        return words.text.charAt(words.start[i]);
    }

    private void add(int from, int to, boolean staff) {
        spans.add(new Span(words.start[from], words.end[to - 1],
                (staff ? IdentifierType.STAFF_NAME : IdentifierType.PATIENT_NAME).name()));
    }
}
