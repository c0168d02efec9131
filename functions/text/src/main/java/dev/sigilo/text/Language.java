package dev.sigilo.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages in which Sigilo reads free text. */
public enum Language {
    ENGLISH("en", """
            the of and to in is was were are for with on at by from this that it his her he she they we you i my your
            not no be been has have had as an or there which who what when where please name patient year old
            left right normal without within after before into over under date""", """
            the of is are and with there for to in was no within normal or at on acute right left chest clear
            views seen has old year pain without by from this patient mild"""),
    SPANISH("es", """
            de la el los las del que en con por para una un se no su al lo como más o y sin sobre entre desde hasta
            es fue son está presenta paciente años nombre apellidos fecha médico edad sexo domicilio país don doña
            izquierda izquierdo derecha derecho normal tras ante muy ha han hay días calle""", """
            de la el los las y en se con sin del que una un por no normal al su es para o ni torax
            paciente derecho derecha izquierdo izquierda anos dolor leve signos""");

    /** Enough text to recognize the language. Limits the cost for a very long text. */
    private static final int EXAMINED_CHARACTERS = 4_000;

    private static final int LONGEST_WORD = 12;

    private final String code;
    private final Set<String> commonWords;
    private final List<String> reportWords;

    Language(String code, String commonWords, String reportWords) {
        this.code = code;
        this.commonWords = Set.of(commonWords.strip().split("\\s+"));
        this.reportWords = List.of(reportWords.strip().split("\\s+"));
    }

    /** Returns the ISO 639-1 code: {@code en} or {@code es}. */
    public String code() {
        return code;
    }

    /** Returns the language with this ISO 639-1 code; English for any other code. */
    public static Language ofCode(String code) {
        return SPANISH.code.equals(code) ? SPANISH : ENGLISH;
    }

    /**
     * Returns the language with this ISO 639 code of two or three letters or English name, in any letter case; empty
     * for any other text.
     */
    public static Optional<Language> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "en", "eng", "english" -> Optional.of(ENGLISH);
            case "es", "spa", "spanish" -> Optional.of(SPANISH);
            default -> Optional.empty();
        };
    }

    /**
     * Returns common words of radiology reports in this language, folded by {@link Letters}. Classify counts them while
     * it scans a report. {@link #guess} works for any text, and also uses common words of letters and forms.
     */
    public List<String> reportWords() {
        return reportWords;
    }

    /**
     * Recognizes the language by its most common words; Spanish letters count too. Returns English if the text gives no
     * indication.
     *
     * @param text any text
     * @return the more likely language, never null
     */
    public static Language guess(String text) {
        int limit = Math.min(text.length(), EXAMINED_CHARACTERS);
        int spanish = 0;
        int english = 0;
        int wordStart = -1;
        for (int i = 0; i <= limit; i++) {
            char c = i < limit ? text.charAt(i) : ' ';
            if (Character.isLetter(c)) {
                if (wordStart < 0) {
                    wordStart = i;
                }
                if (c == 'ñ' || c == 'Ñ') {
                    spanish++;
                }
            } else {
                if (c == '¿' || c == '¡') {
                    spanish++;
                }
                if (wordStart >= 0 && i - wordStart <= LONGEST_WORD) {
                    String word = text.substring(wordStart, i).toLowerCase(Locale.ROOT);
                    if (SPANISH.commonWords.contains(word)) {
                        spanish++;
                    }
                    if (ENGLISH.commonWords.contains(word)) {
                        english++;
                    }
                }
                wordStart = -1;
            }
        }
        return spanish > english ? SPANISH : ENGLISH;
    }
}
