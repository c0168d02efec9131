package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures of the patient's that no rule may touch: results ("CPK 18700", "Na 139, K 4.1"), vital signs, doses and
 * measures, rows of a table of results ("BUN | 22 | 8-40"), gestations ("G2P1011", "24 2/7 weeks"), codes of terminologies
 * ("CPT 71046") and lists of small numbers ("teeth #18, #19 and #20").
 *
 * <p>One pass over the words, each looked at a bounded number of times.
 */
final class ClinicalFigures {

    private static final int MOST_FILLERS = 5;
    private static final int MOST_NAME_WORDS = 6;
    private static final int MOST_NUMBER_WORDS = 9;
    private static final int MOST_LISTED = 40;
    private static final int MOST_CELLS = 12;
    private static final int MOST_DIGITS = 8;
    private static final int TELEPHONE_DIGITS = 7;
    private static final int MOST_DIGITS_OF_CELL = 6;
    private static final int NEAR = 7;
    private static final int CODES_LISTED = 12;

    /** Names of results and vital signs that are nothing else, in any case. */
    private static final IntTable NAMES = ClinicalScales.words("sodium potassium chloride bicarbonate bicarb bun creatinine glucose calcium "
            + "magnesium phosphorus phosphate albumin bilirubin ast alt sgot sgpt ggt alp ldh cpk ck ckmb lipase amylase ferritin "
            + "transferrin tibc iron hemoglobin haemoglobin hematocrit haematocrit hgb hct platelet platelets plt plts wbc rbc mcv mch mchc rdw "
            + "neutrophil neutrophils lymphocyte lymphocytes lymphs monocyte monocytes eosinophil eosinophils basophil basophils bands segs "
            + "inr ptt aptt fibrinogen dimer troponin bnp probnp ntprobnp crp esr procalcitonin lactate ammonia tsh psa cea afp hcg "
            + "cholesterol triglycerides triglyceride hdl ldl vldl hba1c osmolality osmolarity uric protein globulin cortisol insulin "
            + "testosterone estradiol progesterone prolactin fsh lh pth cd vitamin folate "
            + "homocysteine ceruloplasmin haptoglobin reticulocyte reticulocytes anion gap spo sao pco paco pao hco fio peep "
            + "respirations respiration pulse temperature temp saturation sat sats heartrate bmi weight height ferritina transferrina sodio potasio cloro "
            + "cloruro bicarbonato urea creatinina glucosa glucemia calcio magnesio fosforo fosfato albumina bilirrubina got gpt fa "
            + "amilasa lipasa hierro hemoglobina hematocrito hematies leucocitos plaquetas neutrofilos linfocitos monocitos eosinofilos "
            + "basofilos cayados fibrinogeno dimero troponina pcr vsg procalcitonina lactato amonio colesterol trigliceridos "
            + "osmolaridad urico proteinas proteina ferritinemia natremia potasemia calcemia tension pulso temperatura peso talla imc "
            + "saturacion vcm hcm chcm ada fevi lvef ef hematocrit leukocytes erythrocytes leukocyte glucemias natriuretico "
            + "hemoglobin a1c microalbumin microalbuminuria gfr egfr fge tfg hiv vih rna arn viral carga load titer titre titulo "
            + "suv suvmax hu auc adc fov nex kvp mas etl msv ctdi dlp mgy eosinofilia igg iga igm ige ige4 efw gravida para "
            + "gesta paridad abortus psi fef fev fvc dlco tlc rv lvedd lvidd gcs uds ivsd tapse nit ph dht dheas "
            + "retic leucos linfos plaq htco hto creat trop troponins quickinr tacrolimus digoxin vancomycin phenytoin valproate lithium litio "
            + "digoxina vancomicina fenitoina valproico calprotectina calprotectin ca15 ca19 ca125 cyfra nse bhcg betahcg hcgbeta hscrp pcrus "
            + "tacrolimo interleukin interleucina complement complemento ferritine lactic rate frecuencia myoglobin mioglobina amplitude gradient velocity calorie aldolase aldolasa anca ana rf factor "
            + "ldlc hdlc gammaglobulina ceruloplasmina haptoglobina reticulocitos homocisteina folico cobalamina cobalamin osm");
    /** Names of results that are so only with a capital: "Na 139", "Hb 8.1". */
    private static final IntTable CAPITAL_NAMES = ClinicalScales.words("na hb ht ca mg fe hr rr bp fc fr ta tas tad pas pad ph mcv sg phos alb "
            + "bili cre crea glu gluc tbili dbili tni tnt il cr gds fsc aec anc alc pt tp tt te tr ti tsat alat asat bpm map pam pvc cvp co po");
    /** Names of results that may be something else beside an address or a person: one more result must be near. */
    private static final IntTable DOUBTFUL = ClinicalScales.words("cl cr k p r t pt fa c te tr ti ca co po fr pas pad map tt tp ta na il "
            + "fe mg sg hierro para factor ana gap iron weight height peso talla load carga vitamin titulo rf rv psi sat hu mas "
            + "protein proteina insulin tension ada cd");
    /** For these only the number of digits decides: a person's file number has more. */
    private static final IntTable SURE_IF_SHORT = ClinicalScales.words("para gap weight height peso talla factor load carga vitamin na ca fe mg cd "
            + "protein proteina insulin sat fa tension rf psi hu");
    private static final int SHORT = 4;
    private static final int GESTATIONS = Hashes.folded("g");
    private static final int NO = Hashes.folded("no");

    private static final IntTable FILLERS = ClinicalScales.words("of is was at were are era fue es de del en level levels nivel niveles value values valor "
            + "count counts recuento total serum serico serica sericos basal today hoy high low alto alta bajo baja about around approximately "
            + "down up peak pico reading readings rate ratio resting fasting ayunas result resultado remains repeat to a increased decreased "
            + "elevated h l rna arn ultrasensible hs free libre direct directa total mean media max min and y with con but only stable estable ranged between entre lower upper respiratory cardiaca respiratoria heart");
    private static final IntTable UNITS = ClinicalScales.words("mg mcg ug µg g kg gr grs gram grams gramo gramos ml dl l cl mm cm m ui iu u miu uiu mui meq mmol "
            + "mmhg lpm bpm units unidades unit mgy msv hz khz mhz ghz ng pg kcal cc french ch gy cgy mbq gbq mci bq ci kev mev fl µl umol µmol pmol nmol mosm mm3 "
            + "mos copies copias minutes minute minutos minuto min mins seconds second sec secs segundos hours hour hrs hr horas hora days dias "
            + "week weeks wk wks semanas semana sem months month meses mes beats latidos rpm breaths respiraciones degrees grados cmh2o joules "
            + "volts ppm pulsaciones puffs tablets tablet tabs tab comprimidos comprimido caps capsules capsulas gotas drops cigarettes cigarrillos "
            + "packs pack paquetes paquete vials vial reps times veces lead leads lb lbs pound pounds ounces ounce oz inches inch pulgadas "
            + "feet diopter diopters dioptrias gauge per percent percentil percentile kv kvp ma mas mv msec ms cells celulas hpf cpc "
            + "x10 lit litros litres liters polys segs lymphs lymphocytes bands monocytes eosinophils neutrophils linfocitos calorie calories calorias kilocalorias atmospheres atmosferas atm joule fingerbreadth foot mmhg mcgs units/l fps ptos puntos points dpt mts");
    /** Units that are an age's as well, or an address's: they protect no street, age or date. */
    private static final IntTable NO_UNITS_HERE = ClinicalScales.words("years años m l g ch u ci per ma mes month");
    private static final IntTable CODES = ClinicalScales.words("cpt loinc snomed icd hcpcs drg rxnorm cie ndc msdrg sct omim meddra orphanet orpha atc mesh");
    private static final IntTable CODE_FILLERS = ClinicalScales.words("code codes codigo codigos cm ct pcs mc es number ms and y of dx");
    private static final IntTable AND = ClinicalScales.words("and y e or o to a through vs then versus");
    private static final IntTable WEEKS = ClinicalScales.words("week weeks wk wks w semanas semana sem sg");
    private static final IntTable PARITY = ClinicalScales.words("g p a c l ab sab tab tpal m para");

    private final TextWords words;
    private final byte[] dateMarks;
    private final boolean[] marks;
    /** The last stretch of figures that was looked at for a unit, and where the measure ends. */
    private int measureFrom = -1;
    private int measureTo = -1;
    private int measureStart = -1;
    private int measureEnd = -1;

    private ClinicalFigures(TextWords words, byte[] dateMarks) {
        this.words = words;
        this.dateMarks = dateMarks;
        this.marks = new boolean[words.count];
    }

    /**
     * Reads the words once.
     *
     * @param dateMarks as {@link DatePatterns#marks} gives them
     */
    static ClinicalFigures of(TextWords words, byte[] dateMarks) {
        ClinicalFigures figures = new ClinicalFigures(words, dateMarks);
        figures.read();
        return figures;
    }

    /** Returns whether the word with this hash is a unit. */
    static boolean isUnit(int hash) {
        return UNITS.get(hash) != IntTable.ABSENT;
    }

    /** Returns whether the word with this hash names a result or vital sign. */
    static boolean isName(int hash) {
        return NAMES.get(hash) != IntTable.ABSENT;
    }

    /** Whether a word is of such a figure or its name. */
    boolean covers(int word) {
        return marks[word];
    }

    /** Whether all words of a span that begins at this one are covered, marks aside. */
    boolean coversAll(Span span, int first) {
        for (int k = first; k < words.count && words.start[k] < span.end(); k++) {
            if (!marks[k] && words.kind[k] != TextWords.OTHER) {
                return false;
            }
        }
        return true;
    }

    /** Returns the spans but for those with a figure of this kind in them. Both in the order of the text. */
    List<Span> outside(List<Span> spans) {
        List<Span> kept = new ArrayList<>(spans.size());
        int word = 0;
        for (Span span : spans) {
            word = words.endingAfter(word, span.start());
            boolean touched = false;
            for (int k = word; k < words.count && words.start[k] < span.end(); k++) {
                touched |= marks[k] && words.kind[k] != TextWords.OTHER;
            }
            if (!touched) {
                kept.add(span);
            }
        }
        return kept;
    }

    private void read() {
        int i = 0;
        while (i < words.count) {
            if (words.startsLine(i)) {
                row(i);
            }
            if (ProvenPlaces.isStateWithZip(words, i)) {
                i += 2;
                continue;
            }
            int end = i;
            if (words.kind[i] == TextWords.LETTERS) {
                end = code(i);
                end = end > i ? end : parity(i);
                end = end > i ? end : result(i);
            } else if (words.kind[i] == TextWords.DIGITS) {
                end = gestation(i);
                end = end > i ? end : measure(i);
                end = end > i ? end : list(i);
            } else if (words.character(i) == '#') {
                end = list(i);
            }
            if (end > i) {
                mark(i, end);
            }
            i = Math.max(end, i + 1);
        }
    }

    private void mark(int from, int to) {
        for (int k = from; k < to; k++) {
            marks[k] = true;
        }
    }

    /** "CPK 18700", "Na 139 K 4.1", "beta-hCG: 24408", "glucose readings 83, 84, 87"; returns the word after it, or {@code i}. */
    private int result(int i) {
        boolean sure = isResult(i);
        boolean doubtful = isDoubtful(i);
        if (!sure && !doubtful) {
            return i;
        }
        int named = nameEnd(i);
        int value = fillers(named);
        int end = value < words.count ? number(value) : value;
        if (end == value || end >= words.count && value >= words.count) {
            // "CD4" of "CD4-positive" is a name; figures that belong to it are the patient's all the same.
            return named > i + 1 && sure ? named : i;
        }
        if (doubtful && !(isShort(i) && digits(value, end) < SHORT && !isHouse(end)) && !hasResultNear(i, end)) {
            return i;
        }
        markBack(i);
        return listEnd(unit(end));
    }

    private boolean isResult(int i) {
        if (isMultiple(i)) {
            return false;
        }
        if (words.isIn(i, DOUBTFUL)) {
            return false;
        }
        return words.isIn(i, NAMES)
                || words.isCapitalised(i) && words.isIn(i, CAPITAL_NAMES);
    }

    private boolean isDoubtful(int i) {
        return words.isIn(i, DOUBTFUL) && !isMultiple(i)
                && (words.isCapitalised(i) || words.isIn(i, NAMES));
    }

    /** "341K": thousands. */
    private boolean isMultiple(int i) {
        return i > 0 && words.isGlued(i) && words.kind[i - 1] == TextWords.DIGITS && words.length(i) == 1;
    }

    private boolean isShort(int i) {
        return words.isIn(i, SURE_IF_SHORT);
    }

    /** "Cl. 45 # 12-30", "Cr 15 No. 93": a street of Colombia. */
    private boolean isHouse(int end) {
        return end < words.count && !words.startsLine(end) && (words.character(end) == '#' || words.hash[end] == NO);
    }

    /** Whether another result is near: marked before, or named after. */
    private boolean hasResultNear(int i, int end) {
        for (int k = Math.max(0, i - NEAR); k < i; k++) {
            if (marks[k]) {
                return true;
            }
        }
        for (int k = end; k < Math.min(words.count, end + NEAR); k++) {
            if (words.kind[k] == TextWords.LETTERS && (isResult(k) || isDoubtful(k)) && words.length(k) > 1) {
                return true;
            }
            if (words.character(k) == '#') {
                return false;
            }
        }
        return false;
    }

    /** Takes what is joined to the name by hyphens before it: "NT-pro[BNP]", "beta-[hCG]". */
    private void markBack(int i) {
        int k = i;
        while (k > 0 && i - k < 4 && words.isGlued(k) && (words.kind[k - 1] == TextWords.LETTERS || words.character(k - 1) == '-')) {
            k--;
            marks[k] = true;
        }
    }

    /** The words of a name with what is written on to it: "CO2", "HbA1c", "CA 19-9", "IL-6". */
    private int nameEnd(int i) {
        int k = i + 1;
        while (k < words.count && k - i < MOST_NAME_WORDS && words.isGlued(k)
                && (words.kind[k] == TextWords.DIGITS && words.length(k) <= 3 || words.kind[k] == TextWords.LETTERS
                        || words.character(k) == '-' && k + 1 < words.count && words.isGlued(k + 1) && words.kind[k + 1] != TextWords.OTHER)) {
            k++;
        }
        return k;
    }

    private int fillers(int from) {
        int k = from;
        while (k < words.count && k - from < MOST_FILLERS && !words.startsLine(k)
                && (words.kind[k] == TextWords.OTHER && ":=<>≤≥~*()-–—|,".indexOf(words.character(k)) >= 0 && (words.character(k) != ',' || k == from)
                        || words.kind[k] == TextWords.LETTERS && (words.isIn(k, FILLERS)
                                || words.isIn(k, NAMES)))) {
            k = words.kind[k] == TextWords.LETTERS ? nameEnd(k) : k + 1;
        }
        return k < words.count && words.startsLine(k) ? from : k;
    }

    /** A figure with its parts: "4.1", "120/80", "150 - 400", "2,5"; nothing for a date, or for what may be a telephone number. */
    private int number(int i) {
        if (i >= words.count || words.kind[i] != TextWords.DIGITS || words.startsLine(i) && i > 0 || isWholeDate(i)) {
            return i;
        }
        int k = i;
        int groups = 0;
        int digits = 0;
        int hyphens = 0;
        while (k < words.count && k - i < MOST_NUMBER_WORDS && !(k > i && words.startsLine(k))) {
            if (words.kind[k] == TextWords.DIGITS && (k == i || words.kind[k - 1] == TextWords.OTHER)) {
                groups++;
                digits += words.length(k);
                k++;
            } else if (k > i && words.kind[k] == TextWords.OTHER && ".,/-–x×^+".indexOf(words.character(k)) >= 0 && k + 1 < words.count
                    && words.kind[k + 1] == TextWords.DIGITS && words.kind[k - 1] == TextWords.DIGITS
                    && (words.isGlued(k) && words.isGlued(k + 1)
                            || "-–".indexOf(words.character(k)) >= 0 && words.gap[k] == TextWords.ONE_SPACE && words.gap[k + 1] == TextWords.ONE_SPACE)) {
                hyphens += "-–".indexOf(words.character(k)) >= 0 ? 1 : 0;
                k++;
            } else {
                break;
            }
        }
        boolean telephone = hyphens > 1 && digits >= TELEPHONE_DIGITS || hyphens == 1 && digits > MOST_DIGITS || groups == 1 && digits > MOST_DIGITS;
        return telephone ? i : k;
    }

    /** A date with a day and a year, or separate day, month and year: not a result. */
    private boolean isWholeDate(int i) {
        if (dateMarks[i] != 1) {
            return false;
        }
        int numbers = 0;
        int digits = 0;
        int k = i;
        while (k < words.count && (k == i || dateMarks[k] == 2)) {
            if (words.kind[k] == TextWords.DIGITS) {
                numbers++;
                digits += words.length(k);
            } else if (words.kind[k] == TextWords.LETTERS) {
                return true;
            }
            k++;
        }
        return numbers >= 3 || numbers == 2 && digits >= 5;
    }

    private int unit(int i) {
        int k = i;
        while (k < words.count && k - i < 8 && !words.startsLine(k) && (words.gap[k] <= TextWords.ONE_SPACE)
                && (words.kind[k] == TextWords.LETTERS && words.isIn(k, UNITS) && !isNextName(k) || words.character(k) == '%'
                        || (words.character(k) == '/' || words.character(k) == '^') && words.isGlued(k)
                        || words.kind[k] == TextWords.DIGITS && k > i && words.isGlued(k))) {
            k++;
        }
        return k;
    }

    /** Goes on over further figures of the same result: "83, 84, 87 and 90". */
    private int listEnd(int from) {
        int end = from;
        for (int n = 0; n < MOST_LISTED; n++) {
            int k = end;
            while (k < words.count && k - end < 2 && !words.startsLine(k)
                    && (words.character(k) == ',' || words.kind[k] == TextWords.LETTERS && words.isIn(k, AND) || words.character(k) == '/'
                            || words.character(k) == '-' && !words.isGlued(k))) {
                k++;
            }
            int next = k > end ? number(k) : k;
            if (next == k || digits(k, next) > MOST_DIGITS || next < words.count && words.kind[next] == TextWords.LETTERS
                    && words.gap[next] == TextWords.ONE_SPACE && words.isCapitalised(next) && words.shape[next] == 1) {
                return end;
            }
            end = unit(next);
        }
        return end;
    }

    /** "18, 19, 20, 21", "#18 and #19": four small numbers or more, or two with a sign. */
    private int list(int i) {
        int k = i;
        int items = 0;
        int signs = 0;
        int end = i;
        while (items < MOST_LISTED && k < words.count && !(k > i && words.startsLine(k))) {
            boolean sign = words.character(k) == '#';
            int number = sign ? k + 1 : k;
            if (number >= words.count || words.kind[number] != TextWords.DIGITS || words.length(number) > 3
                    || sign && !words.isGlued(number)
                    || number + 1 < words.count && words.isGlued(number + 1)
                            && (words.kind[number + 1] == TextWords.LETTERS || "-/".indexOf(words.character(number + 1)) >= 0)) {
                break;
            }
            items++;
            signs += sign ? 1 : 0;
            end = number + 1;
            k = end;
            int joint = k;
            while (k < words.count && k - joint < 2 && !words.startsLine(k) && (words.character(k) == ',' && words.isGlued(k)
                    || words.character(k) == '&' || words.kind[k] == TextWords.LETTERS && words.isIn(k, AND))) {
                k++;
            }
            if (k == joint) {
                break;
            }
        }
        // "Avenida del Puerto 177, 2, 1" is a street with house, floor and door.
        return items >= 4 || items >= 2 && signs >= 2 ? end : i;
    }

    /** "24 2/7 weeks", "31+5 semanas", "39w4d". */
    private int gestation(int i) {
        if (words.length(i) > 2) {
            return i;
        }
        int k = i + 1;
        if (k + 2 < words.count && words.kind[k] == TextWords.DIGITS && words.length(k) == 1 && words.character(k + 1) == '/' && words.character(k + 2) == '7'
                && words.length(k + 2) == 1) {
            k += 3;
        } else if (k + 1 < words.count && words.character(k) == '+' && words.kind[k + 1] == TextWords.DIGITS && words.length(k + 1) == 1) {
            k += 2;
            if (k + 1 < words.count && words.character(k) == '/' && words.character(k + 1) == '7') {
                k += 2;
            } else if (!(k < words.count && words.kind[k] == TextWords.LETTERS && words.isIn(k, WEEKS))) {
                return i;
            }
        } else {
            return i;
        }
        return k < words.count && words.kind[k] == TextWords.LETTERS && words.isIn(k, WEEKS) && !words.startsLine(k)
                ? k + 1 : k;
    }

    /** "G3P2002", "G2 P1-0-1-1", "G3 P2 A1". */
    private int parity(int i) {
        if (words.shape[i] != 3 || words.character(i) != 'G' || i + 2 >= words.count || words.kind[i + 1] != TextWords.DIGITS || words.length(i + 1) > 2
                || !words.isGlued(i + 1)) {
            return i;
        }
        int k = i + 2;
        boolean births = false;
        while (k + 1 < words.count && k - i < 16 && !words.startsLine(k)) {
            int part = words.character(k) == ',' ? k + 1 : k;
            if (part + 1 >= words.count || words.kind[part] != TextWords.LETTERS || !words.isIn(part, PARITY)
                    || words.kind[part + 1] != TextWords.DIGITS || words.length(part + 1) > 4) {
                break;
            }
            births |= words.hash[part] != GESTATIONS;
            k = number(part + 1);
            k = k == part + 1 ? part + 2 : k;
            // "2-0-0-2" has too many hyphens to be a result.
            while (k + 1 < words.count && words.character(k) == '-' && words.kind[k + 1] == TextWords.DIGITS && words.length(k + 1) == 1) {
                k += 2;
            }
        }
        return births ? k : i;
    }

    /** "CPT 71046", "CPT code 71046, 71047", "ICD-10: R91.1", "LOINC 30746-2". */
    private int code(int i) {
        if (!words.isIn(i, CODES)) {
            return i;
        }
        int k = i + 1;
        while (k < words.count && k - i < MOST_NAME_WORDS && !words.startsLine(k)
                && (words.kind[k] == TextWords.LETTERS && words.isIn(k, CODE_FILLERS)
                        || words.kind[k] == TextWords.OTHER && ":=#-(),".indexOf(words.character(k)) >= 0
                        || words.kind[k] == TextWords.DIGITS && k == i + 2 && words.character(i + 1) == '-')) {
            k++;
        }
        int end = i;
        for (int n = 0; n < CODES_LISTED && k < words.count && !words.startsLine(k) && words.kind[k] != TextWords.OTHER; n++) {
            int last = k + 1;
            while (last < words.count && last - k < 8 && words.isGlued(last) && (words.kind[last] != TextWords.OTHER
                    || ".-".indexOf(words.character(last)) >= 0 && last + 1 < words.count && words.isGlued(last + 1)
                            && words.kind[last + 1] != TextWords.OTHER)) {
                last++;
            }
            if (digits(k, last) == 0) {
                break;
            }
            end = last;
            k = last;
            while (k < words.count && k - last < 2 && (words.character(k) == ',' || words.character(k) == '/' || words.isIn(k, AND))) {
                k++;
            }
            if (k == last) {
                break;
            }
        }
        return end;
    }

    /** A number with a unit: "850 mg", "1.4 x 2 cm", "19-French". */
    private int measure(int i) {
        int k = measureTo;
        if (i < measureFrom || i >= measureTo) {
            k = i;
            while (k < words.count && (words.kind[k] == TextWords.DIGITS || k > i && ".,x×/-–^+".indexOf(words.character(k)) >= 0 && words.length(k) == 1)
                    && (k == i || !words.startsLine(k))) {
                k++;
            }
            measureFrom = i;
            measureTo = k;
            boolean unit = k < words.count && words.gap[k] <= TextWords.ONE_SPACE && !words.startsLine(k)
                    && (words.kind[k] == TextWords.LETTERS && words.isIn(k, UNITS)
                            && !words.isIn(k, NO_UNITS_HERE) && words.shape[k] != 3 && !isNextName(k) || words.character(k) == '%');
            measureEnd = unit ? unit(k) : -1;
            // A separate number before it is not part of the measurement: "room 12 850 mg", "03/04/2019 5 mg".
            measureStart = k - 1;
            while (unit && measureStart > i && (words.kind[measureStart] == TextWords.OTHER
                    || words.kind[measureStart - 1] == TextWords.OTHER && !isDateWord(measureStart - 1))) {
                measureStart--;
            }
        }
        return measureEnd < 0 || i < measureStart || isWholeDate(i) ? i : measureEnd;
    }

    /** "K 4.1 Cl 101": chloride, no centilitres. */
    private boolean isNextName(int k) {
        return words.shape[k] == 1 && k + 1 < words.count && words.kind[k + 1] == TextWords.DIGITS;
    }

    private boolean isDateWord(int i) {
        return dateMarks[i] != 0;
    }

    /** A line of a table of results: a name in words, a figure, and a range or further figures. */
    private void row(int first) {
        if (words.kind[first] == TextWords.DIGITS) {
            return;
        }
        int k = first;
        int cells = 0;
        boolean range = false;
        boolean figure = false;
        int nameWords = 0;
        int last = first;
        while (k < words.count && cells < MOST_CELLS && !(k > first && words.startsLine(k))) {
            int from = words.character(k) == '|' ? k + 1 : k;
            int end = from;
            while (end < words.count && !(end > first && words.startsLine(end)) && words.character(end) != '|'
                    && (end == from || words.gap[end] < TextWords.WIDE_SPACE)) {
                end++;
                if (end - from > 12) {
                    return;
                }
            }
            if (end == from) {
                k = from;
                if (k < words.count && words.character(k) == '|' || k >= words.count || words.startsLine(k)) {
                    last = k;
                    if (k >= words.count || words.startsLine(k)) {
                        break;
                    }
                }
                continue;
            }
            if (cells == 0) {
                nameWords = words.kind[from] == TextWords.LETTERS ? end - from : 0;
                if (nameWords == 0) {
                    return;
                }
            } else if (isRange(from, end)) {
                range = true;
            } else if (isFigureCell(from, end)) {
                figure = true;
            } else if (digits(from, end) > MOST_DIGITS_OF_CELL) {
                return;
            }
            cells++;
            last = end;
            k = end;
        }
        if (cells >= 2 && range && (figure || nameWords <= 3)) {
            mark(first, Math.min(words.count, last));
        }
    }

    private boolean isRange(int from, int end) {
        int first = from;
        int last = end;
        if (last - first >= 3 && "([".indexOf(words.character(first)) >= 0) {
            first++;
            last--;
        }
        int joint = -1;
        for (int k = first; k < last; k++) {
            char c = words.character(k);
            boolean part = words.kind[k] == TextWords.DIGITS && words.length(k) <= MOST_DIGITS_OF_CELL || words.kind[k] == TextWords.OTHER && ".,".indexOf(c) >= 0;
            if (words.kind[k] == TextWords.OTHER && "-–".indexOf(c) >= 0 && joint < 0) {
                joint = k;
            } else if (!part) {
                return joint >= 0 && k > joint + 1 && (words.isIn(k, UNITS) || c == '%') && rises(first, joint, k);
            }
        }
        return joint > first && joint + 1 < last && rises(first, joint, last);
    }

    private boolean rises(int from, int joint, int to) {
        return value(from, joint) < value(joint + 1, to) && !(words.character(joint + 1) == '0' && words.length(joint + 1) > 1);
    }

    private double value(int from, int to) {
        double value = 0;
        double scale = 1;
        boolean fraction = false;
        for (int i = words.start[from]; i < words.end[to - 1]; i++) {
            char c = words.text.charAt(i);
            if (c >= '0' && c <= '9') {
                scale = fraction ? scale / 10 : scale;
                value = fraction ? value + (c - '0') * scale : value * 10 + c - '0';
            } else if (c == '.' || c == ',') {
                fraction = true;
            }
        }
        return value;
    }

    private boolean isFigureCell(int from, int end) {
        boolean figure = false;
        for (int k = from; k < end; k++) {
            if (words.kind[k] == TextWords.DIGITS) {
                if (words.length(k) > MOST_DIGITS_OF_CELL) {
                    return false;
                }
                figure = true;
            }
        }
        return figure && !isWholeDate(from);
    }

    private int digits(int from, int to) {
        int digits = 0;
        for (int k = from; k < Math.min(to, words.count); k++) {
            digits += words.kind[k] == TextWords.DIGITS ? words.length(k) : 0;
        }
        return digits;
    }
}
