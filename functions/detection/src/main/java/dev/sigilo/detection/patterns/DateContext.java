package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.text.Language;

/**
 * The words around numbers that prove them to be a date ("on", "dated", "admitted") or disprove it (a scale before
 * them, a unit after them).
 */
final class DateContext {

    /** The number of words before the numbers, within the sentence, in which their scale may be named. */
    private static final int REACH = 9;
    /** Words directly before a date. */
    static final IntTable DATE_WORDS = IntTable.words("""
            on dated date dates since until till thru dob born birth dos doi doa lmp edd edc birthdate studydate fn
            fnac nacido nacida nacimiento dia dias fecha fechado fechada fur fpp""");
    /** Events that happen on a day: numbers directly after them are that day. */
    private static final IntTable EVENTS = IntTable.words("""
            admit admitted admission readmitted discharged discharge dc ct cta cxr cxrs mri mr mra xr xray
            ultrasound labs lab visit visits seen surgery biopsy bx scan echo cath colonoscopy egd ekg ecg appt
            appointment transferred returned check checked out removed placed repaired consult consulted clinic
            film films hospitalized intubated extubated started stopped arrived delivered delivery operation
            operated tte tee cth hus rtc lkw lnmp updated changed hearing chg bmp cbc cmp redraw confirmed addendum
            stent starts tomorrow scheduled adm amp bm drink tentatively recheck event disconnect disconnected pet
            mammogram catheterization dialysis mi stroke cva injury followup onset culture cultures drawn collected
            performed obtained dictated reviewed received expired died presented return returns due home ingreso
            ingresa ingresado ingresada alta altas tc tac rm rmn rx eco ecografia analitica analiticas intervencion
            intervenido intervenida cirugia biopsia visita visitas consulta revision urgencias traslado trasladado
            iq exitus fallecio parto cultivo cultivos radiografia gammagrafia colonoscopia endoscopia operado
            operada acude cita""");
    /** Scales, measures and parts of the body. If one precedes two numbers with a slash, these are a score. */
    static final IntTable SCALED = IntTable.words("""
            strength strengths power motor muscle muscles reflexes reflex dtr dtrs murmur murmurs pain score scores
            scored scale apgar apgars mmse moca gcs nodes cores images image series slice slices grade graded
            grading titer titers titre titulo titulos acuity vision pulses pulse sirs criteria qsofa bishop ratio
            iop va deltoid biceps triceps quadriceps hamstrings hamstring iliopsoas extremities extremity leg legs
            arm arms dorsiflexion plantarflexion flexion extension flexors extensors grip grasp tibialis recall
            objects rated rates rating severity intensity bp pressure sensation proprioception cog mini disc height
            take takes gravida para tablet stage step trials trial tone spasticity ashworth edema mallampati
            interossei brachioradialis rdai ishihara audit phq bpp gad pcl epds bims morse braden suboxone zubsolv
            apgars hallpike ashworth barthel berg tinetti patellar achilles finger knee ankle hip elbow wrist
            shoulder hand hands foot feet toe toes fuerza balance reflejos rot rots soplo soplos dolor eva ganglios
            ganglio cilindros imagen imagenes serie corte escala puntuacion agudeza pulsos ta tension presion
            miembro miembros msd msi mid mii grado tono biceps rodilla tobillo""");
    /** Units and countable things: a number before one of them is an amount. */
    private static final IntTable UNITS = IntTable.words("""
            bottle bottles set sets year years month months yo bid tid qid qd qhs qam daily prn film films tubular
            flow tablet tablets tab tabs pill pills dose doses inch inches cup cups murmur murmurs systolic
            diastolic strength throughout bilaterally bilateral symmetric symmetrical proximally distally nodes
            node lymph cores positive weeks week wk wks pma points point scale intensity severity pulses reflexes
            of full teaspoon tsp ns saline normal ppd pack packs hpf way cm mm ml mg mcg g kg l units unit u iu ui
            meq leads criteria beats percent degrees hours hour hrs hr minutes min seconds patients cases days dias
            sites levels vessels words objects items questions times strips power pounds lb lbs cc french gauge
            mmhg ganglios positivos proximal distal sistolico diastolico comprimido comprimidos cilindros semanas
            sem puntos horas minutos cucharada ampolla vial viales mujeres pacientes casos cells copies cfu""");
    /** Words that, after "the 11th", leave no doubt that it is a day of the month. */
    private static final IntTable AFTER_DAY = IntTable.words("""
            and at he she they we with for when to in by but patient pt if because after before or like as since
            then y a se que con para por""");

    private static final int OR = Hashes.folded("or");

    final TextWords words;
    final DateNumbers numbers;
    final boolean spanish;

    DateContext(TextWords words, Language language) {
        this.words = words;
        this.numbers = new DateNumbers(words);
        this.spanish = language == Language.SPANISH;
    }

    /** Returns the word before a number, skipping an opening bracket or colon; -1 if the number starts a line. */
    int wordBefore(int i) {
        int k = i;
        while (k > 0 && i - k < 3) {
            if (words.startsLine(k)) {
                return -1;
            }
            k--;
            if (!words.isMark(k, "(:=[#.~")) {
                break;
            }
        }
        return k < i && words.kind[k] != TextWords.OTHER ? k : -1;
    }

    /** Returns whether the word directly before a number introduces a date. */
    boolean followsDateWord(int i) {
        int k = wordBefore(i);
        if (k < 0) {
            return false;
        }
        k -= words.hash[k] == DateWords.THE_EN && k > 0 ? 1 : 0;
        return words.isIn(k, DATE_WORDS) || spanish && words.isIn(k, DateWords.ARTICLES_ES) && !isScaled(i);
    }

    /** Returns whether the word directly before a number is an event that happens on a day. */
    boolean followsEvent(int i) {
        int k = wordBefore(i);
        if (k < 0) {
            return false;
        }
        if (words.hash[k] == OR) {
            return words.shape[k] == 2 && !isAllCapitals(k);
        }
        // "d/c 3/9", "f/u 3/9".
        boolean abbreviated = k > 1
                && words.character(k - 1) == '/'
                && words.length(k) == 1
                && words.length(k - 2) == 1
                && words.isGlued(k)
                && isAbbreviatedEvent(words.character(k - 2), words.character(k));
        return abbreviated || words.isIn(k, EVENTS);
    }

    private static boolean isAbbreviatedEvent(char first, char second) {
        return first == 'd' && second == 'c' || first == 'f' && second == 'u' || first == 'D' && second == 'C';
    }

    /**
     * Returns whether the word before is in capitals: "OR" is an operating room only in text that is not all capitals.
     */
    private boolean isAllCapitals(int k) {
        return k > 0 && words.shape[k - 1] == 2 && words.length(k - 1) > 4;
    }

    /** Returns whether a scale or measure is named before the number, in the same sentence. */
    boolean isScaled(int i) {
        return isScaledWithin(i, REACH);
    }

    /**
     * Returns whether a scale or measure is named within {@code reach} words before the number, in the same sentence.
     */
    boolean isScaledWithin(int i, int reach) {
        for (int k = i - 1; k >= 0 && i - k <= reach && !words.startsLine(k + 1); k--) {
            if (words.kind[k] == TextWords.OTHER
                    && words.character(k) == '.'
                    && !words.isGlued(k + 1)
                    && !(k > 0 && words.length(k - 1) <= 3)) {
                return false;
            }
            if (words.isIn(k, SCALED)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a unit or a percent sign begins at this word, or after a hyphen. */
    boolean hasUnit(int k) {
        int n = k;
        n += n < words.count && words.character(n) == '-' && words.isGlued(n) ? 1 : 0;
        return n < words.count && !words.startsLine(n) && (isUnit(n) || words.character(n) == '%');
    }

    /** Returns whether the word is a unit or a countable thing. */
    boolean isUnit(int k) {
        return words.isIn(k, UNITS);
    }

    /** Returns whether the phrase ends at this word, so that the number before it counts nothing. */
    boolean endsPhrase(int k) {
        return isClosed(k) || words.isIn(k, AFTER_DAY);
    }

    /** Returns whether a line or the text ends before this word, or the word is a closing mark. */
    boolean isClosed(int k) {
        return k >= words.count
                || words.startsLine(k)
                || words.isMark(k, ".,;:)")
                        && !(k + 1 < words.count && words.isGlued(k + 1) && words.kind[k + 1] != TextWords.OTHER);
    }

    /** Returns whether the word is the first of a line, sentence or cell. */
    boolean startsEntry(int i) {
        return i == 0 || words.startsLine(i) || ".;|".indexOf(words.character(i - 1)) >= 0 && !words.isGlued(i);
    }
}
