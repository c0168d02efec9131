package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;

/** Lists of English and Spanish words that are used by several rules for dates. */
final class DateWords {

    /** Spanish articles before a day of the month. */
    static final IntTable ARTICLES_ES = IntTable.words("el del al");
    /** Words before the date of a study or event, which may also describe a state. */
    static final IntTable TIMES = IntTable.words("""
            prior previous current last exam study film films next recent control previo previa previos actual
            ultimo ultima exploracion proxima proximo anterior""");
    /** Words before a month. */
    static final IntTable MONTH_BEFORE = IntTable.words("""
            in by since of from before after around circa until till early late mid through en desde hasta during
            between to and or last this next past en de del durante mediados finales principios entre mes pasado
            proximo about approximately beginning end middle later following for""");
    /** Words before one end of a period. */
    static final IntTable SPAN_BEFORE = IntTable.words("""
            from by before after between through to desde hasta entre""");
    /** Words between another word and the date that belongs to it. */
    static final IntTable THE = IntTable.words("the his her this that a an el la del compared");
    /** Studies and visits that are referred to by their date. */
    static final IntTable STUDIES = IntTable.words("""
            mri mr ct cxr scan study studies visit labs exam echo film films xray radiograph note admission biopsy
            mammogram ultrasound report appointment surgery tc rm rx ecografia estudio analitica""");
    /** Words between two dates. */
    static final IntTable JOINING = IntTable.words("""
            and y e to a al through thru or o until hasta then del el the on vs versus luego despues""");
    /** Words between the first and the last day of a period. */
    static final IntTable THROUGH = IntTable.words("through thru to a");
    /** Words between a month and its year. */
    static final IntTable PARTICLES = IntTable.words("of de del");

    static final int THE_EN = Hashes.folded("the");

    private DateWords() {}
}
