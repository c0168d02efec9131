package dev.sigilo.detection.words;

/** Degrees and licences that are written after a name. */
public final class Degrees {

    /** Degrees that have another meaning too. */
    private static final IntTable AMBIGUOUS_DEGREES = IntTable.words("pt od do ma ms pa ba bs aa rt ot");

    private static final IntTable DEGREES = IntTable.words("""
            md do mbbs mbchb np pa pac rn rnc bsn msn dnp fnp anp agnp pnp cnp crnp arnp aprn cns cnm cpm lm lpn
            lvn cna cma ma ccma rma emt nremt pt dpt mpt ota otr otrl cota slp ccc aud phd psyd edd lcsw lmsw licsw
            lisw msw csw lpc lpcc lmhc lmft mft lcpc lac ladc cadc casac rd rdn ldn cde cdces cdcces cdn rdms rvt
            rdcs arrt rpsgt rrt crt rcp pharmd rph bcps bcacp cpht dds dmd rdh od dpm dc dvm facs facc facp faap
            facog faan facr facep fccp frcs frcp frcpc mph mba mha ms msc bs ba jd coa pmhnp pmhnpbc nnp acnp apn
            cgc lcgc ccrn cen cwocn wocn ocn cdp ctrs bcba rbt cht atc cscs cct cst cfa rnfa crna aa caa da rtt
            lcgc""");

    private Degrees() {}

    /** Returns whether the word is a degree or licence after a name: "MD", "LMFT". */
    public static boolean isDegree(TextWords words, int i) {
        return words.isIn(i, DEGREES) && (words.shape[i] == 2 || words.shape[i] == 4 && isOnlyDegree(words, i));
    }

    /** Returns whether a degree has no other meaning: PT is also a patient, and OD the right eye. */
    public static boolean isOnlyDegree(TextWords words, int i) {
        return !words.isIn(i, AMBIGUOUS_DEGREES);
    }
}
