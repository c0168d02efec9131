package dev.sigilo.detection.words;

/** Small closed classes of words that the model treats alike: months, days of the week, number words. */
public final class WordClasses {

    /** A word in no class. */
    public static final int NONE = 0;
    /** A month. */
    public static final int MONTH = 1;
    /** A day of the week. */
    public static final int WEEKDAY = 2;
    /** A number word. */
    public static final int NUMBER = 3;

    private static final String WHOLE_MONTHS = """
            enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
            january february march april may june july august september october november december""";
    private static final String SHORT_MONTHS = """
            ene feb mar abr may jun jul ago sep sept set oct nov dic jan apr aug dec""";
    private static final String WEEKDAYS = """
            lunes martes miércoles jueves viernes sábado domingo
            monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun""";
    private static final String NUMBERS = """
            dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
            dieciocho diecinueve veinte veintiún veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis
            veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa
            two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
            eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety""";

    private static final IntTable CLASSES = new IntTable(256);
    private static final IntTable MONTH_NAMES = IntTable.words(WHOLE_MONTHS);

    static {
        CLASSES.putAll(NUMBERS, NUMBER);
        CLASSES.putAll(WEEKDAYS, WEEKDAY);
        CLASSES.putAll(WHOLE_MONTHS, MONTH);
        CLASSES.putAll(SHORT_MONTHS, MONTH);
        CLASSES.withFilter();
    }

    private WordClasses() {}

    /** Returns the class of the word with this {@linkplain Hashes#folded hash}, or {@link #NONE}. */
    static int of(int wordHash) {
        return Math.max(NONE, CLASSES.get(wordHash));
    }

    /** Returns whether the word with this hash is the name of a month, written in full. */
    public static boolean isWholeMonth(int wordHash) {
        return MONTH_NAMES.get(wordHash) != IntTable.ABSENT;
    }
}
