package dev.sigilo.tokenize.domain.detect;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.text.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the parts of a text that are proven to be dates by form and context, in English and Spanish.
 *
 * <p>Day, month and year together are proven by their form. Everything else needs context: {@code 3/4} may be a date or a
 * strength grade, {@code 10/07} a month, {@code 2016} a dose, {@code the 11th} a rib. So a pair of figures is a date only
 * beside a word that says so ("on", "dated", "admitted", "CT"), a weekday, or another date in a list with it, and never
 * where a scale or a measure is named ("strength 4/5", "1/2 tablet"). The model's opinion proves nothing here:
 * {@link #check} removes its unproven dates.
 */
final class ProvenDates {

    private static final int EARLIEST = 1850;
    private static final int LATEST = 2099;
    /** 1/2048 is a titre. */
    private static final int LATEST_MONTH = 2039;
    /** How many words may lie between a day of a month and the date that tells the month. */
    private static final int NEAR = 16;
    /** How many words before the numbers, within the sentence, their scale may be named. */
    private static final int REACH = 9;
    /** Denominators that scales have: no proof is drawn from such a figure's size. */
    private static final IntTable DENOMINATORS = ClinicalScales.words("15 16 20 24 25 28 30");

    /** Days that are no scale's denominator: "5/13" alone is a date where nothing names a scale or unit. */
    private static final IntTable DAYS_ONLY = ClinicalScales.words("13 14 17 19 22 26 29 31");
    /** Within how many words a scale or part of the body makes such a pair a score. */
    private static final int SCALE_BESIDE = 4;
    /** Fractions up to this denominator are more often scores. */
    private static final int SMALL_SCALE = 10;
    /** Endings of words for operations and endoscopies. */
    private static final IntTable PROCEDURES = ClinicalScales.words("ectomy scopy plasty otomy ostomy centesis");
    /** British notes write "in 1/52" for "in one week". */
    private static final int WEEKS_OF_YEAR = 52;
    /** The least number of different days of a course, and the most days between the first and the last. */
    private static final int COURSE = 3;
    private static final int LONGEST_COURSE = 10;
    private static final int LARGEST_GRADE = 6;
    private static final IntTable HOW_LONG = ClinicalScales.words("in for x over every");
    private static final IntTable BEFORE_THE_DAY = ClinicalScales.words("on by until till since");
    private static final IntTable HALVES = ClinicalScales.words("am pm a p");

    private static final IntTable SAYS_DATE = ClinicalScales.words("on dated date dates since until till thru dob born birth dos doi doa lmp edd edc "
            + "birthdate studydate fn fnac nacido nacida nacimiento dia dias fecha fechado fechada fur fpp");
    private static final IntTable ARTICLES_ES = ClinicalScales.words("el del al");
    /** Events that happen on a day: numbers right after them are that day. */
    private static final IntTable EVENTS = ClinicalScales.words("admit admitted admission readmitted discharged discharge dc ct cta cxr cxrs mri mr mra "
            + "xr xray ultrasound labs lab visit visits seen surgery biopsy bx scan echo cath colonoscopy egd ekg ecg appt appointment "
            + "transferred returned check checked out removed placed repaired consult consulted clinic film films hospitalized intubated extubated started stopped arrived delivered delivery operation operated "
            + "tte tee cth hus rtc lkw lnmp updated changed hearing chg bmp cbc cmp redraw confirmed addendum stent starts tomorrow scheduled adm amp bm drink tentatively "
            + "recheck event disconnect disconnected pet mammogram catheterization dialysis mi stroke cva injury followup onset culture cultures drawn collected performed "
            + "obtained dictated reviewed received expired died presented return returns due home "
            + "ingreso ingresa ingresado ingresada alta altas tc tac rm rmn rx eco ecografia analitica analiticas intervencion "
            + "intervenido intervenida cirugia biopsia visita visitas consulta revision urgencias traslado trasladado iq exitus "
            + "fallecio parto cultivo cultivos radiografia gammagrafia colonoscopia endoscopia operado operada acude cita");
    /** Events that can also be findings: "MR" is also mitral regurgitation, "CTA" also clear to auscultation. */
    private static final IntTable ALSO_FINDINGS = ClinicalScales.words("mr cta check");
    /** The same, but these words may also describe a state. */
    private static final IntTable TIMES = ClinicalScales.words("prior previous current last exam study film films next recent control previo previa previos "
            + "actual ultimo ultima exploracion proxima proximo anterior");
    private static final IntTable MONTH_BEFORE = ClinicalScales.words("in by since of from before after around circa until till early late mid "
            + "through en desde hasta during between to and or last this next past en de del durante mediados finales principios entre mes pasado "
            + "proximo about approximately beginning end middle later following for");
    private static final IntTable SPAN_BEFORE = ClinicalScales.words("from by before after between through to desde hasta entre");
    private static final IntTable YEAR_BEFORE = ClinicalScales.words("in by since of from before after around circa until till early late mid "
            + "through en desde hasta during between year years to and en de del durante ano anos entre y a about approximately el al");
    /** Scales, measures and parts of the body, which figures with a stroke belong to. */
    private static final IntTable SCALED = ClinicalScales.words("strength strengths power motor muscle muscles reflexes reflex dtr dtrs murmur murmurs pain "
            + "score scores scored scale apgar apgars mmse moca gcs nodes cores images image series slice slices grade graded grading titer titers titre titulo titulos acuity vision "
            + "pulses pulse sirs criteria qsofa bishop ratio iop va deltoid biceps triceps quadriceps hamstrings hamstring iliopsoas "
            + "extremities extremity leg legs arm arms dorsiflexion plantarflexion flexion extension flexors extensors grip grasp tibialis "
            + "recall objects rated rates rating severity intensity bp pressure sensation proprioception cog mini disc height take takes "
            + "gravida para tablet stage step trials trial tone spasticity ashworth edema mallampati interossei brachioradialis "
            + "rdai ishihara audit phq bpp gad pcl epds bims morse braden suboxone zubsolv apgars hallpike ashworth barthel berg tinetti "
            + "patellar achilles finger knee ankle hip elbow wrist shoulder hand hands foot feet toe toes "
            + "fuerza balance reflejos rot rots soplo soplos dolor eva ganglios ganglio cilindros imagen imagenes serie corte escala puntuacion "
            + "agudeza pulsos ta tension presion miembro miembros msd msi mid mii grado tono biceps rodilla tobillo");
    private static final IntTable UNITS = ClinicalScales.words("bottle bottles set sets year years month months yo bid tid qid qd qhs qam daily prn film films tubular flow tablet tablets tab tabs pill pills dose doses inch inches cup cups murmur murmurs systolic "
            + "diastolic strength throughout bilaterally bilateral symmetric symmetrical proximally distally nodes node lymph cores positive "
            + "weeks week wk wks pma points point scale intensity severity pulses reflexes of full teaspoon tsp ns saline normal ppd pack packs "
            + "hpf way cm mm ml mg mcg g kg l units unit u iu ui meq leads criteria beats percent degrees hours hour hrs hr minutes min seconds "
            + "patients cases days dias sites levels vessels words objects items questions times strips power pounds lb lbs cc french gauge mmhg "
            + "ganglios positivos proximal distal sistolico diastolico comprimido comprimidos cilindros semanas sem puntos horas minutos "
            + "cucharada ampolla vial viales mujeres pacientes casos cells copies cfu");
    private static final IntTable STUDIES = ClinicalScales.words("mri mr ct cxr scan study studies visit labs exam echo film films xray radiograph note "
            + "admission biopsy mammogram ultrasound report appointment surgery tc rm rx ecografia estudio analitica");
    private static final IntTable THE = ClinicalScales.words("the his her this that a an el la del compared");
    private static final IntTable JOINING = ClinicalScales.words("and y e to a al through thru or o until hasta then del el the on vs versus luego despues");
    /** Words that put a day of the month beyond doubt when they follow "the 11th". */
    private static final IntTable AFTER_DAY = ClinicalScales.words("and at he she they we with for when to in by but patient pt if because after before or like as since then "
            + "y a se que con para por");
    private static final IntTable NO_DAYS = ClinicalScales.words("dia dias postoperatorio posoperatorio postop ciclo ingreso vida tratamiento evolucion "
            + "estancia post pauta");
    private static final IntTable WEEKDAY_BEFORE = ClinicalScales.words("on this last next following early late until by since for is was that pasado proximo "
            + "este ultimo desde hasta previous past before after finish");
    private static final IntTable PARTS_OF_DAY = ClinicalScales.words("morning afternoon evening night tarde noche");
    private static final IntTable RECURRING = ClinicalScales.words("every each on alternate todos los cada");
    /** Words before the last day of something: "was given through 2/9." */
    private static final IntTable UP_TO = ClinicalScales.words("through see");
    private static final IntTable RESULTS = ClinicalScales.words("pos neg positive negative normal wnl nl nonreactive reactive immune ngtd");
    private static final IntTable THROUGH = ClinicalScales.words("through thru to a");
    private static final IntTable AT = ClinicalScales.words("at a @");
    private static final IntTable SEASONS = ClinicalScales.words("spring summer autumn winter primavera verano otono invierno");
    private static final int FALL = Hashes.folded("fall");
    private static final IntTable SEASON_BEFORE = ClinicalScales.words("last this next past previous early late mid pasado pasada proximo proxima ultimo "
            + "ultima este esta since until during durante desde hasta");
    private static final IntTable SEASON_AFTER = ClinicalScales.words("pasado pasada proximo proxima");
    /** Capitalised month names that are nothing else; the others need a word before them that says when. */
    private static final IntTable PLAIN_MONTHS = ClinicalScales.words("january february july september october november december");
    /** Months' short forms of one language that are common words of the other. */
    private static final IntTable ENGLISH_WORDS = ClinicalScales.words("ago set ene dic abr");
    private static final IntTable ORDINALS = ClinicalScales.words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            + "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth");
    private static final IntTable TENS = ClinicalScales.words("twenty thirty");
    private static final IntTable DAYS_ES = ClinicalScales.words("uno primero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            + "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
            + "veintiocho veintinueve treinta");
    private static final IntTable YEAR_WORDS = ClinicalScales.words("mil dos novecientos ochocientos nineteen two thousand hundred twenty and y cero oh uno un tres "
            + "cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno "
            + "veintidos veintitres veinticuatro veinticinco veintiseis treinta cuarenta cincuenta sesenta setenta ochenta noventa one three four "
            + "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen thirty forty fifty sixty seventy "
            + "eighty ninety");
    private static final IntTable YEAR_STARTS = ClinicalScales.words("mil dos nineteen twenty two");
    private static final IntTable THIS = ClinicalScales.words("this last that next the same este ese pasado mismo");
    private static final IntTable PARTICLES = ClinicalScales.words("of de del");
    private static final IntTable MODIFIED_YEAR = ClinicalScales.words("year ano");
    private static final IntTable HOLIDAYS = ClinicalScales.words("christmas thanksgiving halloween hanukkah chanukah passover ramadan diwali kwanzaa navidad "
            + "navidades nochebuena nochevieja ramadan carnaval carnavales xmas");
    private static final String[][] LONG_HOLIDAYS = {{"new", "year", "'", "s"}, {"new", "years", "day"}, {"new", "years", "eve"}, {"easter", "sunday"},
        {"easter", "monday"}, {"at", "easter"}, {"before", "easter"}, {"after", "easter"}, {"since", "easter"}, {"labor", "day"}, {"labour", "day"}, {"memorial", "day"},
        {"independence", "day"}, {"fourth", "of", "july"}, {"4", "th", "of", "july"}, {"valentine", "'", "s", "day"}, {"valentines", "day"},
        {"mother", "'", "s", "day"}, {"father", "'", "s", "day"}, {"good", "friday"}, {"palm", "sunday"}, {"ash", "wednesday"}, {"boxing", "day"},
        {"columbus", "day"}, {"veterans", "day"}, {"presidents", "day"}, {"president", "'", "s", "day"}, {"yom", "kippur"}, {"rosh", "hashanah"},
        {"patrick", "'", "s", "day"}, {"patricks", "day"}, {"luther", "king", "day"}, {"mlk", "day"}, {"cinco", "de", "mayo"}, {"ano", "nuevo"},
        {"semana", "santa"}, {"jueves", "santo"}, {"viernes", "santo"}, {"sabado", "santo"}, {"lunes", "santo"}, {"martes", "santo"},
        {"miercoles", "santo"}, {"miercoles", "de", "ceniza"}, {"domingo", "de", "ramos"}, {"domingo", "de", "resurreccion"},
        {"lunes", "de", "pascua"}, {"domingo", "de", "pascua"}, {"dia", "de", "reyes"}, {"noche", "de", "reyes"}, {"reyes", "magos"},
        {"todos", "los", "santos"}, {"dia", "de", "la", "madre"}, {"dia", "del", "padre"}, {"san", "valentin"}, {"noche", "de", "san", "juan"},
        {"puente", "de", "mayo"}, {"puente", "de", "diciembre"}, {"puente", "de", "la", "constitucion"}, {"puente", "del", "pilar"},
        {"dia", "de", "la", "constitucion"}, {"dia", "del", "pilar"}, {"fiesta", "nacional"}};
    private static final IntTable HOLIDAY_STARTS = starts();
    private static final IntTable HOLIDAY_ENDS = ClinicalScales.words("eve day break holidays holiday week weekend");
    private static final IntTable NO_HOLIDAYS = ClinicalScales.words("disease factor tree");
    private static final IntTable LABELS = ClinicalScales.words("date dated dob doi dos fecha fnac nacimiento");
    private static final String ROMAN = "IVX";

    private static final int DAY_ES = Hashes.folded("dia");
    private static final int THE_EN = Hashes.folded("the");
    private static final int ON = Hashes.folded("on");
    private static final int MARCH = Hashes.folded("march");
    private static final int MAY = Hashes.folded("may");
    private static final int OR = Hashes.folded("or");
    private static final int S = Hashes.folded("s");
    private static final int AGO = Hashes.folded("ago");

    private enum Proof { NONE, OPEN, DATE, WEEKDAY }

    /** Something that has a date's form: from word {@code from} up to before word {@code to}. */
    private static final class Candidate {
        final int from;
        final int to;
        Proof proof;

        Candidate(int from, int to, Proof proof) {
            this.from = from;
            this.to = to;
            this.proof = proof;
        }
    }

    private final TextWords words;
    private final byte[] marks;
    private final boolean spanish;
    private final List<Candidate> candidates = new ArrayList<>();

    private ProvenDates(TextWords words, byte[] marks, Language language) {
        this.words = words;
        this.marks = marks;
        this.spanish = language == Language.SPANISH;
    }

    /** Returns the dates in the order of the text; {@code marks} are those of {@link DatePatterns#marks}. */
    static List<Span> find(TextWords words, byte[] marks, Language language) {
        ProvenDates dates = new ProvenDates(words, marks, language);
        dates.collect();
        dates.link();
        dates.agree();
        List<Span> spans = new ArrayList<>();
        for (Candidate candidate : dates.candidates) {
            if (candidate.proof == Proof.DATE) {
                spans.add(new Span(words.start[candidate.from], words.end[candidate.to - 1], IdentifierType.DATE));
            }
        }
        return spans;
    }

    /**
     * Returns the spans without dates that nothing proves. One that overlaps a proven date stays, cut to the date if it has
     * other figures; a year stands if a word before it says that it is one, a month by its name.
     */
    static List<Span> check(List<Span> tagged, List<Span> proven, TextWords words, Language language) {
        ProvenDates dates = new ProvenDates(words, null, language);
        List<Span> kept = new ArrayList<>(tagged.size());
        int word = 0;
        int next = 0;
        int end = 0;
        for (int k = 0; k < tagged.size(); k++) {
            Span span = tagged.get(k);
            if (span.type() != IdentifierType.DATE) {
                if (span.start() >= end) {
                    kept.add(span);
                }
                continue;
            }
            word = words.endingAfter(word, span.start());
            while (next < proven.size() && proven.get(next).end() <= span.start()) {
                next++;
            }
            int last = next;
            while (last < proven.size() && proven.get(last).start() < span.end()) {
                last++;
            }
            if (last > next) {
                Span whole = dates.united(span, word, proven.subList(next, last));
                int most = k + 1 < tagged.size() ? tagged.get(k + 1).start() : words.text.length();
                if (whole.start() >= end && whole.end() <= most) {
                    kept.add(whole);
                    end = whole.end();
                }
            } else if (span.start() >= end && dates.standsByItself(span, word)) {
                kept.add(span);
                end = span.end();
            }
        }
        return kept;
    }

    private Span united(Span span, int word, List<Span> proven) {
        int from = Math.min(span.start(), proven.get(0).start());
        int to = Math.max(span.end(), proven.get(proven.size() - 1).end());
        for (int i = word; i < words.count && words.start[i] < span.end(); i++) {
            if (words.kind[i] == TextWords.DIGITS && !isWithin(words.start[i], proven) && !isTime(i) && !isYear(i)) {
                return new Span(proven.get(0).start(), proven.get(0).end(), span.type());
            }
        }
        return new Span(from, to, span.type());
    }

    private static boolean isWithin(int offset, List<Span> spans) {
        for (Span span : spans) {
            if (span.start() <= offset && offset < span.end()) {
                return true;
            }
        }
        return false;
    }

    private boolean isTime(int i) {
        return i + 1 < words.count && (words.character(i + 1) == ':' || words.character(i + 1) == 'h' || words.character(i + 1) == 'H') && words.gap[i + 1] <= TextWords.ONE_SPACE
                || i > 0 && (words.character(i - 1) == ':' || words.character(i - 1) == '.' || words.character(i - 1) == '+') && words.isGlued(i);
    }

    /** Whether a model's date that no rule proves may stand: without figures, or a year that a word before it makes one. */
    private boolean standsByItself(Span span, int word) {
        boolean month = false;
        boolean weekday = false;
        int figures = 0;
        int figure = -1;
        int letters = 0;
        for (int i = word; i < words.count && words.start[i] < span.end(); i++) {
            figures += words.kind[i] == TextWords.DIGITS ? 1 : 0;
            figure = words.kind[i] == TextWords.DIGITS ? i : figure;
            letters += words.kind[i] == TextWords.LETTERS ? 1 : 0;
            month |= words.wordClass[i] == WordClasses.MONTH;
            weekday |= words.wordClass[i] == WordClasses.WEEKDAY;
        }
        if (figures == 0) {
            return spanish ? !weekday || month || letters > 2 : !weekday && !month;
        }
        return figures == 1 && isYearSaid(figure);
    }

    private boolean isYearSaid(int i) {
        if (!isYear(i) || i + 1 < words.count && (words.isIn(i + 1, UNITS) || words.isGlued(i + 1) && "/%".indexOf(words.character(i + 1)) >= 0)) {
            return false;
        }
        int before = i - 1;
        while (before >= 0 && i - before < 3 && words.kind[before] == TextWords.OTHER && "('`´’".indexOf(words.character(before)) >= 0) {
            before--;
        }
        boolean inBrackets = i > 0 && words.character(i - 1) == '(' && i + 1 < words.count && (words.character(i + 1) == ')' || words.character(i + 1) == ','
                || words.isIn(i + 1, JOINING) && i + 2 < words.count && isYear(i + 2));
        return inBrackets || before >= 0 && words.isIn(before, YEAR_BEFORE);
    }

    private boolean isYear(int i) {
        return words.kind[i] == TextWords.DIGITS && words.length(i) == 4 && words.value(i) >= EARLIEST && words.value(i) <= LATEST;
    }

    // ---- forms

    private void collect() {
        int i = 0;
        while (i < words.count) {
            Candidate candidate = candidate(i);
            if (candidate == null) {
                i++;
            } else {
                if (candidate.proof != Proof.NONE) {
                    candidates.add(candidate);
                }
                i = candidate.to;
            }
        }
    }

    /** What begins at this word, or null; proof NONE passes over something that is no date. */
    private Candidate candidate(int i) {
        if (marks[i] == 1) {
            return marked(i);
        }
        if (words.kind[i] == TextWords.DIGITS) {
            int holiday = holiday(i);
            return holiday > i ? new Candidate(i, holiday, Proof.DATE) : figures(i);
        }
        if (words.kind[i] != TextWords.LETTERS) {
            return null;
        }
        int end = holiday(i);
        end = end > i ? end : season(i);
        end = end > i ? end : dayInWords(i);
        if (end > i) {
            return new Candidate(i, end, Proof.DATE);
        }
        if (words.wordClass[i] == WordClasses.MONTH) {
            return month(i);
        }
        if (words.wordClass[i] == WordClasses.WEEKDAY && isWeekday(i)) {
            return new Candidate(i, i + 1, isOneDay(i) ? Proof.DATE : Proof.WEEKDAY);
        }
        return romanMonth(i);
    }

    /** "Sun" and "sat" are words; so are short forms in small letters. */
    private boolean isWeekday(int i) {
        return words.length(i) > 3 || words.shape[i] != 0;
    }

    /** "On Friday", "this Tuesday", "Sunday morning", "el lunes"; but not recurring days. */
    private boolean isOneDay(int i) {
        int before = i - 1;
        if (before >= 0 && (words.startsLine(i) || words.character(before) == '.' || words.character(before) == ',')) {
            before = -1;
        }
        boolean said = before >= 0 && (words.isIn(before, WEEKDAY_BEFORE) || spanish && words.isIn(before, ARTICLES_ES));
        boolean part = i + 1 < words.count && words.isIn(i + 1, PARTS_OF_DAY) && !(before >= 0 && words.isIn(before, RECURRING));
        return (said || part) && words.length(i) > 3 && !recurs(i);
    }

    private boolean recurs(int i) {
        int weekdays = 0;
        for (int k = i; k < words.count && k < i + 9; k++) {
            if (words.wordClass[k] == WordClasses.WEEKDAY) {
                weekdays++;
            } else if (words.isIn(k, THROUGH)) {
                return k + 1 < words.count && words.wordClass[k + 1] == WordClasses.WEEKDAY;
            } else if (words.character(k) != ',' && !words.isIn(k, JOINING)) {
                break;
            }
        }
        return weekdays > 2;
    }

    private Candidate marked(int i) {
        int end = i + 1;
        while (end < words.count && marks[end] == 2) {
            end++;
        }
        if (words.kind[i] == TextWords.LETTERS && !spanish && words.isIn(i, ENGLISH_WORDS)) {
            return new Candidate(i, end, Proof.NONE);
        }
        if (isListNumber(i)) {
            return new Candidate(i, i + 2, Proof.NONE);
        }
        boolean figures = end == i + 5 && words.kind[i + 2] == TextWords.DIGITS && words.kind[i] == TextWords.DIGITS;
        if (figures && words.length(i + 4) == 2 && !isSaid(i)) {
            boolean stroke = words.character(i + 1) == '/';
            boolean small = words.value(i) <= 12 && words.value(i + 2) <= 12 && words.value(i + 4) <= 31;
            if (small && !isPadded(i) && !isPadded(i + 2) && (isScaledWithin(i, 5) || hasUnit(end))) {
                return new Candidate(i, end, Proof.NONE);
            }
            if (!stroke && words.value(i + 4) <= 31 && !isAfterEvent(i)) {
                return new Candidate(i, end, hasUnit(end) || isScaled(i) ? Proof.NONE : Proof.OPEN);
            }
        }
        if (words.kind[i] == TextWords.DIGITS && end == i + 2 && words.hash[i + 1] == AGO && !spanish) {
            return new Candidate(i, end, Proof.NONE);
        }
        return new Candidate(i, year(end), Proof.DATE);
    }

    /** "2. July 18, 2007": the number of an entry, not a day. */
    private boolean isListNumber(int i) {
        return i + 3 < words.count && words.kind[i] == TextWords.DIGITS && words.character(i + 1) == '.' && !words.isGlued(i + 2)
                && words.wordClass[i + 2] == WordClasses.MONTH && isDay(i + 3);
    }

    private boolean isPadded(int i) {
        return words.length(i) == 2 && words.character(i) == '0';
    }

    /** "of 2006", "'06" after a date, month, season or holiday; returns the word after it, or {@code end}. */
    private int year(int end) {
        return Math.abs(yearOrSaid(end));
    }

    /** The same, but {@code -end} where "of this year" follows, which proves a month and tells no more of it. */
    private int yearOrSaid(int end) {
        int k = end;
        if (k < words.count && words.character(k) == ',' && k + 1 < words.count && (words.isIn(k + 1, PARTICLES) || isYear(k + 1))) {
            k++;
        }
        if (k >= words.count || words.startsLine(k) && !words.isIn(k, PARTICLES)) {
            return end;
        }
        k += words.isIn(k, PARTICLES) ? 1 : 0;
        if (k < words.count && (words.character(k) == '\'' || words.character(k) == '’') && k + 1 < words.count && words.kind[k + 1] == TextWords.DIGITS
                && words.length(k + 1) == 2 && words.isGlued(k + 1)) {
            return k + 2;
        }
        if (k < words.count && isYear(k) && (k > end || words.gap[k] != TextWords.NEW_LINE) && !(k + 1 < words.count && hasUnit(k + 1))) {
            return k + 1;
        }
        int year = k;
        while (year < words.count && year - k < 2 && words.isIn(year, THIS)) {
            year++;
        }
        return year > k && k > end && year < words.count && words.isIn(year, MODIFIED_YEAR) ? -end : end;
    }

    private Candidate month(int i) {
        if (!spanish && words.isIn(i, ENGLISH_WORDS)) {
            return null;
        }
        int k = i + 1;
        if (k < words.count && words.character(k) == '.' && words.isGlued(k) && words.length(i) <= 4) {
            k++;
        }
        if (k < words.count && isDay(k) && i > 1 && isListNumber(i - 2)) {
            int day = k + 1;
            day += day < words.count && words.isGlued(day) && words.isOrdinalMark(day) ? 1 : 0;
            return new Candidate(i, year(day), Proof.DATE);
        }
        int end = yearOrSaid(k);
        boolean capital = words.isCapitalised(i);
        boolean name = capital || spanish && WordClasses.isWholeMonth(words.hash[i]);
        if (end != k) {
            boolean said = name || WordClasses.isWholeMonth(words.hash[i]) && words.hash[i] != MAY && words.hash[i] != MARCH;
            return said ? new Candidate(i, end > k ? end : i + 1, Proof.DATE) : null;
        }
        if (!name || i + 1 < words.count && words.kind[i + 1] == TextWords.DIGITS && words.gap[i + 1] <= TextWords.ONE_SPACE && words.length(i) < 4) {
            return null;
        }
        boolean before = i > 0 && !words.startsLine(i) && (words.isIn(i - 1, MONTH_BEFORE) || words.isIn(i - 1, TIMES)
                || words.character(i - 1) == '-' && i > 1 && words.isGlued(i) && words.isIn(i - 2, MONTH_BEFORE));
        boolean personAfter = i + 1 < words.count && words.shape[i + 1] == 1 && words.gap[i + 1] == TextWords.ONE_SPACE;
        boolean plain = words.isIn(i, PLAIN_MONTHS) && words.shape[i] == 1;
        if (plain && !personAfter || before && !(personAfter && !plain)) {
            return new Candidate(i, i + 1, Proof.DATE);
        }
        return null;
    }

    private Candidate figures(int i) {
        if (isPartOfNumber(i)) {
            return null;
        }
        int length = words.length(i);
        if (length == 8 || length == 12 || length == 14) {
            return isCompact(i) ? new Candidate(i, i + 1, Proof.DATE) : null;
        }
        if (length > 2) {
            return null;
        }
        if (i + 2 < words.count && words.isGlued(i + 1) && words.isGlued(i + 2)) {
            char separator = words.character(i + 1);
            if (separator == '/' && words.kind[i + 2] == TextWords.DIGITS) {
                return withStroke(i);
            }
            if ((separator == '-' || separator == '/' || separator == '.') && isRoman(i + 2) && isDay(i)) {
                return romanAfterDay(i);
            }
        }
        return day(i);
    }

    private Candidate withStroke(int i) {
        int a = words.value(i);
        int b = words.value(i + 2);
        int next = i + 3;
        boolean third = next + 1 < words.count && words.isGlued(next) && words.isGlued(next + 1) && words.kind[next + 1] == TextWords.DIGITS;
        boolean more = next + 3 < words.count && words.isGlued(next + 2) && words.isGlued(next + 3) && words.kind[next + 3] == TextWords.DIGITS;
        boolean dayAndMonth = isDay(i) && isDay(i + 2) && (a <= 12 || b <= 12);
        if (third && words.character(next) == '/') {
            // 08/23/207: a year with a figure too few or too many; 5/9/2018 after "5/3-".
            boolean slip = !(more && words.character(next + 2) == '/') && words.length(i + 2) <= 3
                    && (words.length(next + 1) == 3 && dayAndMonth || words.length(next + 1) == 4 && isYear(next + 1) && words.value(next + 1) >= 1900);
            boolean range = i > 0 && words.isGlued(i) && words.isDash(i - 1) && dayAndMonth && (isYear(next + 1) || words.length(next + 1) == 2);
            return new Candidate(i, next + 2, slip || range ? Proof.DATE : Proof.NONE);
        }
        if (third && more && words.isDash(next) && words.character(next + 2) == '/' && dayAndMonth && isDay(next + 1) && words.length(next + 3) == 2
                && words.value(next + 3) > 31) {
            // 1/12-15/93
            return new Candidate(i, next + 4, Proof.DATE);
        }
        if (third && words.isDash(next) && more && words.character(next + 2) == '/' && dayAndMonth && isDay(next + 1) && next + 5 < words.count
                && words.character(next + 4) == '/' && words.isGlued(next + 5)) {
            // 5/3-5/9/2018
            return new Candidate(i, next, Proof.DATE);
        }
        if (next + 1 < words.count && words.character(next) == '/' && words.isGlued(next) && words.isGlued(next + 1) && "-+".indexOf(words.character(next + 1)) >= 0) {
            // "5/80/-1": dilation, effacement and station.
            return new Candidate(i, next, Proof.NONE);
        }
        if (third && words.character(next) == '.' || next < words.count && words.isGlued(next) && "%".indexOf(words.character(next)) >= 0) {
            return new Candidate(i, next, Proof.NONE);
        }
        if (words.length(i + 2) == 4) {
            int before = wordBefore(i);
            boolean said = isSaid(i) || isAfterEvent(i) || before >= 0 && words.isIn(before, MONTH_BEFORE);
            boolean month = a >= 1 && a <= 12 && isYear(i + 2) && words.value(i + 2) >= 1900 && words.value(i + 2) <= LATEST_MONTH && !hasUnit(next) && (said || isPadded(i) || !isScaled(i));
            return new Candidate(i, next, month ? Proof.DATE : Proof.NONE);
        }
        // "3-3-4/3-3-9": pocket depths of a tooth.
        if (i > 1 && words.isGlued(i) && words.isDash(i - 1) && words.kind[i - 2] == TextWords.DIGITS && words.isGlued(i - 1) && third && words.isDash(next)) {
            return new Candidate(i, next, Proof.NONE);
        }
        boolean weeks = b == WEEKS_OF_YEAR && i > 0 && words.isIn(i - 1, HOW_LONG);
        boolean monthAndYear = a >= 1 && a <= 12 && words.length(i + 2) == 2 && !weeks;
        if (words.length(i + 2) > 2 || !dayAndMonth && !monthAndYear || next < words.count && words.isGlued(next) && words.kind[next] == TextWords.LETTERS) {
            return new Candidate(i, next, Proof.NONE);
        }
        return new Candidate(i, next, pair(i, dayAndMonth, monthAndYear));
    }

    private Proof pair(int i, boolean dayAndMonth, boolean monthAndYear) {
        int next = i + 3;
        boolean weekday = isBesideWeekday(i, next);
        // "2/4 on 08/15": how many of how many, and on which day.
        boolean count = isGrade(i) && next + 3 < words.count && words.hash[next] == ON && words.kind[next + 1] == TextWords.DIGITS && words.character(next + 2) == '/';
        if ((hasUnit(next) || count) && !weekday) {
            return Proof.NONE;
        }
        if (isSaid(i) || weekday && dayAndMonth) {
            return Proof.DATE;
        }
        boolean grade = isGrade(i) && i > 0 && words.isIn(i - 1, ALSO_FINDINGS);
        boolean monthFirst = !spanish && dayAndMonth && words.value(i) <= 12;
        if (monthFirst && words.isIn(i + 2, DAYS_ONLY) && !isScaledWithin(i, SCALE_BESIDE)) {
            return Proof.DATE;
        }
        boolean event = isAfterEvent(i) && !grade || i > 0 && !words.startsLine(i) && isProcedure(i - 1);
        if (isScaled(i) && !(event && !isScaledWithin(i, 3))) {
            return Proof.NONE;
        }
        int before = wordBefore(i);
        boolean yearLike = monthAndYear && (isPadded(i + 2) || words.value(i + 2) > 31);
        if (yearLike && before >= 0 && words.isIn(before, MONTH_BEFORE)) {
            return Proof.DATE;
        }
        if (monthAndYear && words.value(i + 2) >= 70 && !(before >= 0 && words.isIn(before, SCALED))) {
            return Proof.DATE;
        }
        boolean inBrackets = dayAndMonth && i > 0 && words.character(i - 1) == '(' && next + 1 < words.count && words.character(next) == ')'
                && words.character(next + 1) == ':' && !isGrade(i);
        if (inBrackets) {
            return Proof.DATE;
        }
        if (dayAndMonth && (isBeforeTime(next) || isRange(i))) {
            return Proof.DATE;
        }
        if (dayAndMonth && !isGrade(i) && (isClosed(next) && before >= 0 && words.isIn(before, UP_TO) || isInBracketsBehind(i, next) || isBehindDegree(i, next))) {
            return Proof.DATE;
        }
        boolean padded = dayAndMonth && (isPadded(i) || isPadded(i + 2));
        if (padded || event) {
            return Proof.DATE;
        }
        if (before >= 0 && words.isIn(before, TIMES) && dayAndMonth || startsEntry(i) && next < words.count && words.character(next) == ':' && !isGrade(i)) {
            return Proof.DATE;
        }
        if (dayAndMonth && before > 0 && (words.isIn(before, PARTICLES) || words.isIn(before, SPAN_BEFORE)) && words.isIn(before - 1, STUDIES) && !isGrade(i)) {
            return Proof.DATE;
        }
        if (before >= 0 && words.isIn(before, THE) && next < words.count && words.isIn(next, STUDIES)) {
            return Proof.DATE;
        }
        if (before >= 0 && words.isIn(before, SPAN_BEFORE) && dayAndMonth && (words.value(i) > 12 || words.value(i + 2) > 12)
                && !words.isIn(i + 2, DENOMINATORS)) {
            return Proof.DATE;
        }
        if (dayAndMonth && isBeforeClock(next)) {
            return Proof.DATE;
        }
        return dayAndMonth || monthAndYear ? Proof.OPEN : Proof.NONE;
    }

    /** "LKW 8/23 0630", "Complete 10/1 0325", "f/u 1/13 9:20", "8/8 140pm". */
    private boolean isBeforeClock(int next) {
        if (next >= words.count || words.kind[next] != TextWords.DIGITS || words.gap[next] == TextWords.NO_GAP || words.startsLine(next)) {
            return false;
        }
        int behind = next + 1;
        boolean minutes = behind + 1 < words.count && words.character(behind) == ':' && words.isGlued(behind) && words.isGlued(behind + 1)
                && words.kind[behind + 1] == TextWords.DIGITS && words.length(behind + 1) == 2 && words.value(behind + 1) < 60;
        if (words.length(next) <= 2) {
            return minutes && words.value(next) < 24;
        }
        boolean clock = words.value(next) / 100 < 24 && words.value(next) % 100 < 60;
        boolean halves = behind < words.count && words.isGlued(behind) && words.isIn(behind, HALVES);
        return clock && (halves || words.length(next) == 4 && words.character(next) <= '2' && !hasUnit(behind)
                && (behind >= words.count || !words.isGlued(behind) || ".,;)".indexOf(words.character(behind)) >= 0));
    }

    /**
     * Promotes pairs of numbers that agree with each other: three or more different days of one month, at most ten days apart and above most scales,
     * are dates and not scores. English only, where the month comes first.
     */
    private void agreeAmongThemselves() {
        int[] days = new int[13];
        for (Candidate candidate : candidates) {
            if (isOpenDay(candidate)) {
                days[words.value(candidate.from)] |= 1 << words.value(candidate.from + 2);
            }
        }
        for (Candidate candidate : candidates) {
            int month = isOpenDay(candidate) ? days[words.value(candidate.from)] : 0;
            if (Integer.bitCount(month) >= COURSE && Integer.numberOfTrailingZeros(Integer.highestOneBit(month)) - Integer.numberOfTrailingZeros(month) <= LONGEST_COURSE) {
                candidate.proof = Proof.DATE;
            }
        }
    }

    private boolean isOpenDay(Candidate candidate) {
        int i = candidate.from;
        return candidate.proof == Proof.OPEN && candidate.to == i + 3 && isDayAndMonth(i) && words.value(i) <= 12 && words.value(i + 2) > LARGEST_GRADE
                && words.value(i + 2) != SMALL_SCALE && !words.isIn(i + 2, DENOMINATORS);
    }

    /**
     * Promotes pairs of numbers that agree with a proven date: the month is the same or a neighbouring one, and the day is larger than
     * most scales or smaller than the month, so the pair is no score. English only, where the month comes first.
     */
    private void agree() {
        if (spanish) {
            return;
        }
        agreeAmongThemselves();
        boolean[] months = new boolean[14];
        boolean any = false;
        for (Candidate candidate : candidates) {
            if (candidate.proof == Proof.DATE && isDayAndMonth(candidate.from) && words.value(candidate.from) <= 12) {
                months[words.value(candidate.from)] = true;
                any = true;
            }
        }
        if (!any) {
            return;
        }
        months[0] = months[12];
        months[13] = months[1];
        for (Candidate candidate : candidates) {
            int i = candidate.from;
            if (candidate.proof == Proof.OPEN && candidate.to == i + 3 && isDayAndMonth(i) && words.value(i) <= 12
                    && (words.value(i + 2) > SMALL_SCALE || words.value(i) > words.value(i + 2))) {
                int month = words.value(i);
                boolean near = months[month] || months[month - 1] || months[month + 1];
                if (words.isIn(i + 2, DENOMINATORS) ? months[month] : near) {
                    candidate.proof = Proof.DATE;
                }
            }
        }
    }

    /** "Appendectomy 8/6", "bronchoscopy 3/9". */
    private boolean isProcedure(int i) {
        if (words.kind[i] != TextWords.LETTERS) {
            return false;
        }
        for (int n = 4; n <= 6 && n < words.length(i) - 2; n++) {
            if (PROCEDURES.get(words.hashOf(words.end[i] - n, words.end[i])) != IntTable.ABSENT) {
                return true;
            }
        }
        return false;
    }

    /** "4/19 at 9:15", "1/8 at 10a", "3/7, 9 am", "6/8 AM". */
    private boolean isBeforeTime(int next) {
        if (next >= words.count || words.startsLine(next)) {
            return false;
        }
        if (words.isIn(next, HALVES) && words.length(next) == 2 && words.gap[next] == TextWords.ONE_SPACE) {
            return true;
        }
        int hour = words.isIn(next, AT) || words.character(next) == ',' ? next + 1 : next;
        if (hour == next || hour + 1 >= words.count || words.kind[hour] != TextWords.DIGITS || words.length(hour) > 2 || words.value(hour) > 23) {
            return false;
        }
        boolean minutes = words.character(hour + 1) == ':' && words.isGlued(hour + 1) && hour + 2 < words.count && words.kind[hour + 2] == TextWords.DIGITS;
        boolean half = words.isIn(hour + 1, HALVES) && (words.length(hour + 1) == 2 || words.isGlued(hour + 1));
        return words.isIn(next, AT) && minutes || half;
    }

    /** "(Mehrotra, 2/8)", "GBS POS (10/20)": at the end of a bracket, behind a name and a comma, or alone behind a result. */
    private boolean isInBracketsBehind(int i, int next) {
        if (i < 2 || next >= words.count || words.character(next) != ')' || words.startsLine(i)) {
            return false;
        }
        boolean result = words.character(i - 1) == '(' && words.isIn(i - 2, RESULTS);
        boolean name = i > 2 && words.character(i - 1) == ',' && words.shape[i - 2] == 1 && words.kind[i - 2] == TextWords.LETTERS && words.character(i - 3) == '(';
        return result || name;
    }

    /** "J. Quist-Arcton, OTR/L, 9/5.": a signature's day. */
    private boolean isBehindDegree(int i, int next) {
        if (i < 2 || words.character(i - 1) != ',' || words.startsLine(i) || !isClosed(next)) {
            return false;
        }
        boolean licensed = i > 3 && words.length(i - 2) == 1 && words.character(i - 3) == '/' && ClinicalNames.isDegree(words, i - 4);
        return licensed || ClinicalNames.isDegree(words, i - 2) && ClinicalNames.isOnlyDegree(words, i - 2);
    }

    /** One end of "3/1–3/18" or "9/30 to 10/11": two days whose second figures differ, as those of two scores of one scale do not. */
    private boolean isRange(int i) {
        int end = i + 3;
        if (end + 3 < words.count && isThrough(end) && isDayAndMonth(end + 1)) {
            return isLater(i, end + 1) && (words.isDash(end) || isBehindFrom(i));
        }
        int before = i - 4;
        return before >= 0 && isThrough(i - 1) && isDayAndMonth(before) && isLater(before, i) && (words.isDash(i - 1) || isBehindFrom(before));
    }

    private boolean isThrough(int i) {
        return words.isDash(i) || words.isIn(i, THROUGH);
    }

    private boolean isBehindFrom(int i) {
        return i > 0 && words.isIn(i - 1, SPAN_BEFORE);
    }

    private boolean isDayAndMonth(int i) {
        return i + 2 < words.count && isDay(i) && isDay(i + 2) && words.character(i + 1) == '/' && words.isGlued(i + 1) && words.isGlued(i + 2)
                && (words.value(i) <= 12 || words.value(i + 2) <= 12);
    }

    private boolean isLater(int one, int other) {
        int before = words.value(one) * 100 + words.value(one + 2);
        int after = words.value(other) * 100 + words.value(other + 2);
        return words.value(one + 2) != words.value(other + 2) && after > before && words.value(one) <= 12 && words.value(other) <= 12
                && (Math.max(words.value(one + 2), words.value(other + 2)) > 10 || isBehindFrom(one) && words.value(one) > words.value(one + 2));
    }

    /** "4/5:" in a legend of grades. */
    private boolean isGrade(int i) {
        return words.value(i) <= words.value(i + 2) && (words.value(i + 2) <= 6 || words.value(i + 2) == 10);
    }

    private boolean startsEntry(int i) {
        return i == 0 || words.startsLine(i) || ".;|".indexOf(words.character(i - 1)) >= 0 && !words.isGlued(i);
    }

    /** "3-III", "3-III-2019". */
    private Candidate romanAfterDay(int i) {
        int end = i + 3;
        if (end + 1 < words.count && words.character(end) == words.character(i + 1) && words.isGlued(end) && words.isGlued(end + 1) && words.kind[end + 1] == TextWords.DIGITS
                && (words.length(end + 1) == 4 || words.length(end + 1) == 2)) {
            return new Candidate(i, end + 2, Proof.DATE);
        }
        boolean single = words.length(i + 2) == 1;
        return new Candidate(i, end, words.character(i + 1) == '-' && !isScaled(i) && !single ? Proof.DATE : Proof.OPEN);
    }

    /** "III/2019". */
    private Candidate romanMonth(int i) {
        boolean form = isRoman(i) && i + 2 < words.count && "/-".indexOf(words.character(i + 1)) >= 0 && words.isGlued(i + 1) && words.isGlued(i + 2) && isYear(i + 2)
                && !(i > 0 && words.isGlued(i));
        return form ? new Candidate(i, i + 3, Proof.DATE) : null;
    }

    private boolean isRoman(int i) {
        if (words.kind[i] != TextWords.LETTERS || words.length(i) > 4) {
            return false;
        }
        for (int k = words.start[i]; k < words.end[i]; k++) {
            if (ROMAN.indexOf(words.text.charAt(k)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** "on the 11th", "Monday the 11th", "el día 11", "del 3 y del 5 de abril". */
    private Candidate day(int i) {
        if (!isDay(i)) {
            return null;
        }
        boolean ordinal = i + 1 < words.count && words.isGlued(i + 1) && words.isOrdinalMark(i + 1);
        int end = ordinal ? i + 2 : i + 1;
        if (ordinal && i > 0 && words.hash[i - 1] == THE_EN) {
            boolean weekday = i > 1 && (words.wordClass[i - 2] == WordClasses.WEEKDAY
                    || i > 2 && words.character(i - 2) == ',' && words.wordClass[i - 3] == WordClasses.WEEKDAY);
            boolean on = i > 1 && words.isIn(i - 2, BEFORE_THE_DAY) && closes(end) || isOrdinalRange(i, end);
            boolean joined = end < words.count && words.isIn(end, JOINING) && !words.startsLine(end);
            return weekday || on ? new Candidate(i, end, Proof.DATE) : i > 1 && (isClosed(end) || joined) ? new Candidate(i, end, Proof.OPEN) : null;
        }
        if (ordinal && i > 0 && words.wordClass[i - 1] == WordClasses.WEEKDAY) {
            return new Candidate(i, end, Proof.DATE);
        }
        if (i > 1 && words.hash[i - 1] == DAY_ES && words.isIn(i - 2, ARTICLES_ES) && !saysHowLong(end)
                && !(end < words.count && words.isGlued(end) && !isClosed(end))) {
            return new Candidate(i, end, Proof.OPEN);
        }
        if (i > 0 && words.wordClass[i - 1] == WordClasses.WEEKDAY && spanish && closes(end)) {
            return new Candidate(i, end, Proof.DATE);
        }
        if (i > 0 && words.isIn(i - 1, ARTICLES_ES) && spanish && !ordinal && !(end < words.count && (words.character(end) == '%' || hasUnit(end)))) {
            return new Candidate(i, end, Proof.OPEN);
        }
        return null;
    }

    /** One end of "from the 9th to the 16th". */
    private boolean isOrdinalRange(int i, int end) {
        boolean opens = i > 1 && words.isIn(i - 2, SPAN_BEFORE) && end + 3 < words.count && words.isIn(end, THROUGH) && words.hash[end + 1] == THE_EN && isDay(end + 2)
                && words.isOrdinalMark(end + 3);
        boolean ends = i > 5 && words.isIn(i - 2, THROUGH) && words.isOrdinalMark(i - 3) && isDay(i - 4) && words.hash[i - 5] == THE_EN && words.isIn(i - 6, SPAN_BEFORE);
        return opens || ends;
    }

    /** "día 3 de ingreso", "día 2 postoperatorio". */
    private boolean saysHowLong(int k) {
        for (int n = k; n < words.count && n < k + 3; n++) {
            if (words.isIn(n, NO_DAYS)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing that could be counted follows. */
    private boolean closes(int k) {
        return isClosed(k) || words.isIn(k, AFTER_DAY);
    }

    private boolean isClosed(int k) {
        return k >= words.count || words.startsLine(k) || words.kind[k] == TextWords.OTHER && ".,;:)".indexOf(words.character(k)) >= 0
                && !(k + 1 < words.count && words.isGlued(k + 1) && words.kind[k + 1] != TextWords.OTHER);
    }

    private boolean isCompact(int i) {
        String written = words.text.subSequence(words.start[i], words.start[i] + 8).toString();
        int year = Integer.parseInt(written.substring(0, 4));
        int month = Integer.parseInt(written.substring(4, 6));
        int dayOfMonth = Integer.parseInt(written.substring(6));
        boolean form = year >= 1900 && year <= LATEST && month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= 31;
        int k = i - 1;
        while (form && k >= 0 && i - k < 4 && words.kind[k] == TextWords.OTHER && ":=\"'[(>".indexOf(words.character(k)) >= 0) {
            k--;
        }
        return form && k >= 0 && words.isIn(k, LABELS);
    }

    // ---- words

    private int season(int i) {
        boolean fall = words.hash[i] == FALL;
        if (!fall && !words.isIn(i, SEASONS)) {
            return i;
        }
        int year = yearOrSaid(i + 1);
        if (year != i + 1) {
            return Math.abs(year);
        }
        if (fall) {
            return i;
        }
        if (i + 1 < words.count && words.isIn(i + 1, SEASON_AFTER)) {
            return i + 2;
        }
        int before = i - 1;
        before -= before > 0 && words.isIn(before, THE) ? 1 : 0;
        return before >= 0 && words.isIn(before, SEASON_BEFORE) ? i + 1 : i;
    }

    private int holiday(int i) {
        int end = i;
        if (words.isIn(i, HOLIDAYS) && words.shape[i] != 0) {
            end = i + 1;
        } else if (words.isIn(i, HOLIDAY_STARTS)) {
            for (String[] holiday : LONG_HOLIDAYS) {
                end = Math.max(end, named(i, holiday));
            }
        }
        if (end == i || end < words.count && words.isIn(end, NO_HOLIDAYS)) {
            return i;
        }
        if (end + 1 < words.count && words.character(end) == '\'' && words.hash[end + 1] == S) {
            end += 2;
        }
        end += end < words.count && words.isIn(end, HOLIDAY_ENDS) ? 1 : 0;
        return year(end);
    }

    private int named(int i, String[] name) {
        if (i + name.length > words.count) {
            return i;
        }
        for (int k = 0; k < name.length; k++) {
            boolean apostrophe = name[k].equals("'") && (words.character(i + k) == '\'' || words.character(i + k) == '’');
            if (!apostrophe && words.hash[i + k] != Hashes.folded(name[k])) {
                return i;
            }
        }
        boolean capital = words.kind[i] == TextWords.DIGITS;
        for (int k = 0; k < name.length; k++) {
            capital |= words.isCapitalised(i + k) && words.length(i + k) > 1;
        }
        return capital ? i + name.length : i;
    }

    private static IntTable starts() {
        IntTable table = new IntTable(64);
        for (String[] holiday : LONG_HOLIDAYS) {
            table.put(Hashes.folded(holiday[0]), 1);
        }
        return table.withFilter();
    }

    /** "uno de mayo de mil novecientos cincuenta y dos", "third of March", "twenty-first of June, nineteen ninety". */
    private int dayInWords(int i) {
        int k = i;
        if (words.isIn(k, DAYS_ES) && words.wordClass[i] != WordClasses.WEEKDAY) {
            k++;
            if (k + 1 < words.count && words.character(k) == 'y' && words.length(k) == 1 && words.isIn(k + 1, DAYS_ES)) {
                k += 2;
            }
        } else if (words.isIn(k, TENS) && k + 2 < words.count && (words.character(k + 1) == '-' && words.isIn(k + 2, ORDINALS))) {
            k += 3;
        } else if (words.isIn(k, TENS) && k + 1 < words.count && words.isIn(k + 1, ORDINALS)) {
            k += 2;
        } else if (words.isIn(k, ORDINALS)) {
            k++;
        }
        if (k > i) {
            boolean of = k + 1 < words.count && words.isIn(k, PARTICLES) && words.wordClass[k + 1] == WordClasses.MONTH && WordClasses.isWholeMonth(words.hash[k + 1]);
            return of ? yearInWords(k + 2) : i;
        }
        if (words.wordClass[i] == WordClasses.MONTH && words.isCapitalised(i) && WordClasses.isWholeMonth(words.hash[i]) && i + 1 < words.count) {
            k = i + 1;
            k += words.hash[k] == THE_EN && k + 1 < words.count ? 1 : 0;
            if (words.isIn(k, ORDINALS)) {
                return yearInWords(k + 1);
            }
            if (words.isIn(k, TENS) && k + 2 < words.count && words.character(k + 1) == '-' && words.isIn(k + 2, ORDINALS)) {
                return yearInWords(k + 3);
            }
            int year = yearInWords(k);
            return year > k ? year : i;
        }
        return i;
    }

    private int yearInWords(int k) {
        int figures = year(k);
        if (figures > k) {
            return figures;
        }
        int i = k;
        while (i < words.count && i - k < 2 && (words.character(i) == ',' || words.isIn(i, PARTICLES))) {
            i++;
        }
        if (i >= words.count || !words.isIn(i, YEAR_STARTS)) {
            return k;
        }
        int end = i;
        while (end < words.count && end - i < 9 && (words.isIn(end, YEAR_WORDS) || words.character(end) == '-' && end > i)) {
            end++;
        }
        return end - i >= 2 ? end : k;
    }

    // ---- surroundings

    /** The word before figures, an opening bracket or colon aside; -1 where they start a line. */
    private int wordBefore(int i) {
        int k = i;
        while (k > 0 && i - k < 3) {
            if (words.startsLine(k)) {
                return -1;
            }
            k--;
            if (words.kind[k] != TextWords.OTHER || "(:=[#.~".indexOf(words.character(k)) < 0) {
                break;
            }
        }
        return k < i && words.kind[k] != TextWords.OTHER ? k : -1;
    }

    /** Whether the word right before shows that these numbers are a date. */
    private boolean isSaid(int i) {
        int k = wordBefore(i);
        if (k < 0) {
            return false;
        }
        k -= words.hash[k] == THE_EN && k > 0 ? 1 : 0;
        return words.isIn(k, SAYS_DATE) || spanish && words.isIn(k, ARTICLES_ES) && !isScaled(i);
    }

    private boolean isAfterEvent(int i) {
        int k = wordBefore(i);
        if (k < 0) {
            return false;
        }
        if (words.hash[k] == OR) {
            return words.shape[k] == 2 && !isAllCapitals(k);
        }
        // "d/c 3/9", "f/u 3/9".
        boolean stroke = k > 1 && words.character(k - 1) == '/' && words.length(k) == 1 && words.length(k - 2) == 1 && words.isGlued(k)
                && (words.character(k - 2) == 'd' && words.character(k) == 'c' || words.character(k - 2) == 'f' && words.character(k) == 'u'
                || words.character(k - 2) == 'D' && words.character(k) == 'C');
        return stroke || words.isIn(k, EVENTS);
    }

    private boolean isAllCapitals(int k) {
        return k > 0 && words.shape[k - 1] == 2 && words.length(k - 1) > 4;
    }

    private boolean isBesideWeekday(int i, int next) {
        int k = i - 1;
        while (k > 0 && i - k < 3 && words.kind[k] == TextWords.OTHER && ",.(".indexOf(words.character(k)) >= 0) {
            k--;
        }
        boolean before = k >= 0 && words.wordClass[k] == WordClasses.WEEKDAY && isWeekday(k) && !words.startsLine(i);
        int n = next;
        n += n < words.count && (words.character(n) == '(' || words.character(n) == ',') ? 1 : 0;
        return before || n < words.count && words.wordClass[n] == WordClasses.WEEKDAY && isWeekday(n) && !words.startsLine(n) && n - next < 2
                && (n > next && words.character(next) == '(' || n == next);
    }

    /** Whether a scale or measure is named before, in the same sentence. */
    private boolean isScaled(int i) {
        return isScaledWithin(i, REACH);
    }

    private boolean isScaledWithin(int i, int reach) {
        for (int k = i - 1; k >= 0 && i - k <= reach && !words.startsLine(k + 1); k--) {
            if (words.kind[k] == TextWords.OTHER && words.character(k) == '.' && !words.isGlued(k + 1) && !(k > 0 && words.length(k - 1) <= 3)) {
                return false;
            }
            if (words.isIn(k, SCALED)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasUnit(int k) {
        int n = k;
        n += n < words.count && words.character(n) == '-' && words.isGlued(n) ? 1 : 0;
        return n < words.count && !words.startsLine(n) && (words.isIn(n, UNITS) || words.character(n) == '%');
    }

    // ---- lists

    /** What is open becomes a date beside one: "3/4, 3/5 and 3/6/2019"; so does a weekday. */
    private void link() {
        boolean anyFigures = false;
        for (Candidate candidate : candidates) {
            anyFigures |= candidate.proof == Proof.DATE;
        }
        if (!anyFigures) {
            candidates.removeIf(candidate -> candidate.proof != Proof.DATE);
            return;
        }
        for (int k = 1; k < candidates.size(); k++) {
            linkTo(candidates.get(k), candidates.get(k - 1), k > 1 ? candidates.get(k - 2) : null);
        }
        for (int k = candidates.size() - 2; k >= 0; k--) {
            linkTo(candidates.get(k), candidates.get(k + 1), k + 2 < candidates.size() ? candidates.get(k + 2) : null);
        }
        daysNearDates();
    }

    /** "El día 11", "el 11": days of a month that a date near them tells. */
    private void daysNearDates() {
        int[] after = new int[candidates.size() + 1];
        after[candidates.size()] = Integer.MAX_VALUE;
        for (int k = candidates.size() - 1; k >= 0; k--) {
            after[k] = candidates.get(k).proof == Proof.DATE ? candidates.get(k).from : after[k + 1];
        }
        int before = -NEAR - 1;
        for (int k = 0; k < candidates.size(); k++) {
            Candidate candidate = candidates.get(k);
            if (candidate.proof == Proof.DATE) {
                before = candidate.to;
                continue;
            }
            boolean dayAlone = candidate.proof == Proof.OPEN && candidate.to - candidate.from <= 2;
            boolean near = candidate.from - before <= NEAR || after[k] - NEAR <= candidate.to;
            boolean said = candidate.from > 0 && words.hash[candidate.from - 1] == DAY_ES && closes(candidate.to);
            if (dayAlone && near && (said || isClosed(candidate.to)) && !isScaled(candidate.from)) {
                candidate.proof = Proof.DATE;
            }
        }
    }

    private void linkTo(Candidate candidate, Candidate other, Candidate behind) {
        if (candidate.proof == Proof.DATE || candidate.proof == Proof.NONE || !isBeside(candidate, other)) {
            return;
        }
        boolean throughWeekday = other.proof == Proof.WEEKDAY && behind != null && behind.proof == Proof.DATE && isBeside(other, behind);
        if (other.proof == Proof.DATE || throughWeekday && candidate.proof == Proof.OPEN) {
            candidate.proof = Proof.DATE;
        }
    }

    private boolean isBeside(Candidate one, Candidate other) {
        int from = Math.min(one.to, other.to);
        int to = Math.max(one.from, other.from);
        if (isNextEntry(from, to) && !isScore(one) && !isScore(other)) {
            return true;
        }
        if (to - from > 4) {
            return false;
        }
        for (int i = from; i < to; i++) {
            boolean mark = words.kind[i] == TextWords.OTHER && ",;-–()&/".indexOf(words.character(i)) >= 0;
            if (!mark && !words.isIn(i, JOINING) && !words.isIn(i, SAYS_DATE) && !words.isIn(i, THE)) {
                return false;
            }
        }
        return true;
    }

    /** ", out" in "chest tube 11/4, out 11/7". */
    private boolean isNextEntry(int from, int to) {
        return to == from + 2 && (words.character(from) == ',' || words.character(from) == ';') && words.shape[from + 1] == 0
                && words.kind[from + 1] == TextWords.LETTERS && !words.startsLine(from + 1) && !words.isIn(from + 1, SCALED);
    }

    /** Whether a pair may be a score of five or ten points, whose list says nothing: "sleep 3/10, mood 4/10". */
    private boolean isScore(Candidate pair) {
        int second = pair.to - 1;
        return pair.to - pair.from == 3 && words.kind[second] == TextWords.DIGITS && (words.value(second) == 5 || words.value(second) == 10);
    }

    // ---- words

    private boolean isPartOfNumber(int i) {
        return i > 1 && words.isGlued(i) && words.kind[i - 1] == TextWords.OTHER && "./:,".indexOf(words.character(i - 1)) >= 0 && words.isGlued(i - 1)
                && words.kind[i - 2] == TextWords.DIGITS || i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER;
    }

    private boolean isDay(int i) {
        return words.kind[i] == TextWords.DIGITS && words.length(i) <= 2 && words.value(i) >= 1 && words.value(i) <= 31;
    }
}
