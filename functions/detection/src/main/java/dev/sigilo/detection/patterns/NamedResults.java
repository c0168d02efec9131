package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/**
 * Recognizes results and vital signs by their name: "CPK 18700", "Na 139 K 4.1", "beta-hCG: 24408", "glucose readings
 * 83, 84, 87".
 */
final class NamedResults {

    private static final int MOST_FILLERS = 5;
    private static final int MOST_NAME_WORDS = 6;
    /** The number of words within which another result counts as near. */
    private static final int NEAR = 7;
    /** A number with fewer digits is short. */
    private static final int SHORT = 4;
    /** Names of results and vital signs that have no other meaning, in any case. */
    private static final IntTable NAMES = IntTable.words("""
            sodium potassium chloride bicarbonate bicarb bun creatinine glucose calcium magnesium phosphorus
            phosphate albumin bilirubin ast alt sgot sgpt ggt alp ldh cpk ck ckmb lipase amylase ferritin
            transferrin tibc iron hemoglobin haemoglobin hematocrit haematocrit hgb hct platelet platelets plt plts
            wbc rbc mcv mch mchc rdw neutrophil neutrophils lymphocyte lymphocytes lymphs monocyte monocytes
            eosinophil eosinophils basophil basophils bands segs inr ptt aptt fibrinogen dimer troponin bnp probnp
            ntprobnp crp esr procalcitonin lactate ammonia tsh psa cea afp hcg cholesterol triglycerides
            triglyceride hdl ldl vldl hba1c osmolality osmolarity uric protein globulin cortisol insulin
            testosterone estradiol progesterone prolactin fsh lh pth cd vitamin folate homocysteine ceruloplasmin
            haptoglobin reticulocyte reticulocytes anion gap spo sao pco paco pao hco fio peep respirations
            respiration pulse temperature temp saturation sat sats heartrate bmi weight height ferritina
            transferrina sodio potasio cloro cloruro bicarbonato urea creatinina glucosa glucemia calcio magnesio
            fosforo fosfato albumina bilirrubina got gpt fa amilasa lipasa hierro hemoglobina hematocrito hematies
            leucocitos plaquetas neutrofilos linfocitos monocitos eosinofilos basofilos cayados fibrinogeno dimero
            troponina pcr vsg procalcitonina lactato amonio colesterol trigliceridos osmolaridad urico proteinas
            proteina ferritinemia natremia potasemia calcemia tension pulso temperatura peso talla imc saturacion
            vcm hcm chcm ada fevi lvef ef hematocrit leukocytes erythrocytes leukocyte glucemias natriuretico
            hemoglobin a1c microalbumin microalbuminuria gfr egfr fge tfg hiv vih rna arn viral carga load titer
            titre titulo suv suvmax hu auc adc fov nex kvp mas etl msv ctdi dlp mgy eosinofilia igg iga igm ige
            ige4 efw gravida para gesta paridad abortus psi fef fev fvc dlco tlc rv lvedd lvidd gcs uds ivsd tapse
            nit ph dht dheas retic leucos linfos plaq htco hto creat trop troponins quickinr tacrolimus digoxin
            vancomycin phenytoin valproate lithium litio digoxina vancomicina fenitoina valproico calprotectina
            calprotectin ca15 ca19 ca125 cyfra nse bhcg betahcg hcgbeta hscrp pcrus tacrolimo interleukin
            interleucina complement complemento ferritine lactic rate frecuencia myoglobin mioglobina amplitude
            gradient velocity calorie aldolase aldolasa anca ana rf factor ldlc hdlc gammaglobulina ceruloplasmina
            haptoglobina reticulocitos homocisteina folico cobalamina cobalamin osm""");
    /** Names of results only if they are capitalized: "Na 139", "Hb 8.1". */
    private static final IntTable CAPITAL_NAMES = IntTable.words("""
            na hb ht ca mg fe hr rr bp fc fr ta tas tad pas pad ph mcv sg phos alb bili cre crea glu gluc tbili
            dbili tni tnt il cr gds fsc aec anc alc pt tp tt te tr ti tsat alat asat bpm map pam pvc cvp co po""");
    /** Names of results that may belong to an address or a person: another result must be near. */
    private static final IntTable DOUBTFUL = IntTable.words("""
            cl cr k p r t pt fa c te tr ti ca co po fr pas pad map tt tp ta na il fe mg sg hierro para factor ana
            gap iron weight height peso talla load carga vitamin titulo rf rv psi sat hu mas protein proteina
            insulin tension ada cd""");
    /** Names for which only the number of digits decides: a person's file number has more digits. */
    private static final IntTable SURE_IF_SHORT = IntTable.words("""
            para gap weight height peso talla factor load carga vitamin na ca fe mg cd protein proteina insulin sat
            fa tension rf psi hu""");
    /** Words between the name of a result and its value. */
    private static final IntTable FILLERS = IntTable.words("""
            of is was at were are era fue es de del en level levels nivel niveles value values valor count counts
            recuento total serum serico serica sericos basal today hoy high low alto alta bajo baja about around
            approximately down up peak pico reading readings rate ratio resting fasting ayunas result resultado
            remains repeat to a increased decreased elevated h l rna arn ultrasensible hs free libre direct directa
            total mean media max min and y with con but only stable estable ranged between entre lower upper
            respiratory cardiaca respiratoria heart""");

    private static final int NO = Hashes.folded("no");

    private final TextWords words;
    private final ResultValues values;
    private final boolean[] marks;

    /**
     * Reads results of these words.
     *
     * @param marks the words known to belong to a result; the parts of a name before its last are added to them
     */
    NamedResults(TextWords words, ResultValues values, boolean[] marks) {
        this.words = words;
        this.values = values;
        this.marks = marks;
    }

    /** Returns whether the word with this hash names a result or vital sign. */
    static boolean isName(int hash) {
        return NAMES.get(hash) != IntTable.ABSENT;
    }

    /** Returns the word after the result whose name begins at this word, or {@code i}. */
    int end(int i) {
        boolean sure = isResult(i);
        boolean doubtful = isDoubtful(i);
        if (!sure && !doubtful) {
            return i;
        }
        int named = nameEnd(i);
        int value = fillers(named);
        int end = value < words.count ? values.number(value) : value;
        if (end == value || end >= words.count && value >= words.count) {
            // "CD4" of "CD4-positive" is a name, but its number is still part of a result.
            return named > i + 1 && sure ? named : i;
        }
        boolean certain = words.isIn(i, SURE_IF_SHORT) && values.digits(value, end) < SHORT && !isHouse(end);
        if (doubtful && !certain && !hasResultNear(i, end)) {
            return i;
        }
        markBack(i);
        return values.listEnd(values.unit(end));
    }

    private boolean isResult(int i) {
        if (isMultiple(i) || words.isIn(i, DOUBTFUL)) {
            return false;
        }
        return words.isIn(i, NAMES) || words.isCapitalised(i) && words.isIn(i, CAPITAL_NAMES);
    }

    private boolean isDoubtful(int i) {
        return words.isIn(i, DOUBTFUL) && !isMultiple(i) && (words.isCapitalised(i) || words.isIn(i, NAMES));
    }

    /** Returns whether it means thousands: "341K". */
    private boolean isMultiple(int i) {
        return i > 0 && words.isGlued(i) && words.isDigits(i - 1) && words.length(i) == 1;
    }

    /** Returns whether it is a street of Colombia: "Cl. 45 # 12-30", "Cr 15 No. 93". */
    private boolean isHouse(int end) {
        return end < words.count && !words.startsLine(end) && (words.character(end) == '#' || words.hash[end] == NO);
    }

    /** Returns whether another result is near: marked before, or named after. */
    private boolean hasResultNear(int i, int end) {
        for (int k = Math.max(0, i - NEAR); k < i; k++) {
            if (marks[k]) {
                return true;
            }
        }
        for (int k = end; k < Math.min(words.count, end + NEAR); k++) {
            if (words.isLetters(k) && (isResult(k) || isDoubtful(k)) && words.length(k) > 1) {
                return true;
            }
            if (words.character(k) == '#') {
                return false;
            }
        }
        return false;
    }

    /** Marks the words that hyphens join to the name after them: "NT-pro[BNP]", "beta-[hCG]". */
    private void markBack(int i) {
        int k = i;
        while (k > 0 && i - k < 4 && words.isGlued(k) && (words.isLetters(k - 1) || words.character(k - 1) == '-')) {
            k--;
            marks[k] = true;
        }
    }

    /**
     * Returns the word after a name with the letters and digits that are joined to it: "CO2", "HbA1c", "CA 19-9",
     * "IL-6".
     */
    private int nameEnd(int i) {
        int k = i + 1;
        while (k < words.count
                && k - i < MOST_NAME_WORDS
                && words.isGlued(k)
                && (words.isDigits(k) && words.length(k) <= 3
                        || words.isLetters(k)
                        || words.character(k) == '-'
                                && k + 1 < words.count
                                && words.isGlued(k + 1)
                                && words.kind[k + 1] != TextWords.OTHER)) {
            k++;
        }
        return k;
    }

    /** Returns the word where the value may begin, after words such as "level" and "was". */
    private int fillers(int from) {
        int k = from;
        while (k < words.count
                && k - from < MOST_FILLERS
                && !words.startsLine(k)
                && (words.isMark(k, ":=<>≤≥~*()-–—|,") && (words.character(k) != ',' || k == from)
                        || words.isLetters(k) && (words.isIn(k, FILLERS) || words.isIn(k, NAMES)))) {
            k = words.isLetters(k) ? nameEnd(k) : k + 1;
        }
        return k < words.count && words.startsLine(k) ? from : k;
    }
}
