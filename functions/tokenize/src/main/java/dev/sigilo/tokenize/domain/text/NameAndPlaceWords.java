package dev.sigilo.tokenize.domain.text;

import dev.sigilo.text.WordList;
import dev.sigilo.text.dates.CalendarNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Words that help to distinguish names, places, facilities and ids from other words; all folded. */
final class NameAndPlaceWords {
    private static final Set<String> OF_REPORTS = read("clinical-words.txt");
    private static final Set<String> CLINICAL = read("clinical-words.txt", "note-words.txt");
    private static final Set<String> NAME_WORDS = read("name-words.txt");

    /** Words that join the parts of a name but are not names. */
    static final Set<String> PARTICLES = WordList.setOfWords("""
            de del la las los el y e i van von der den di da do dos das du le al bin ben ibn st san santa mc mac
            o d l ter ten zu""");

    /** Titles, letters after a name, and words for an unknown name. */
    static final Set<String> NO_NAMES = WordList.setOfWords("""
            mr mrs ms miss dr dra doctor doctora prof sr sra srta don dona md phd rn do np pa dds facr mbbs frcr
            jr ii iii iv esq unknown anonymous anonymized none null na test patient paciente name nombre
            desconocido desconocida anonimo anonima not given available""");

    /** Titles and labels directly before a name. */
    static final Set<String> NAME_LABELS = WordList.setOfWords("""
            mr mrs ms miss dr dra sr sra srta don dona patient paciente name nombre apellidos apellido surname
            prof doctor doctora called named llamado llamada re iniciales initials firmado fdo signed by nurse
            enfermera enfermero sister brother mother father daughter son wife husband""");

    /** Abbreviations of two letters with dots, which are rarely initials of a person. */
    static final Set<String> DOTTED = WordList.setOfWords("""
            us uk pa ap iv im sc po lv rv ed er vo ct mr ta fc fr sa sl am pm ie eg md dc ad bc id cc ee uu rx
            hc ef ei mi ai dr st no td qd""");

    /** Verbs of people, not of findings, which follow a name at the beginning of a sentence. */
    static final Set<String> PERSON_VERBS = WordList.setOfWords("""
            reports reported states stated says said denies denied complains complained presents presented is
            was has had lives lived came went returns returned underwent tolerated should feels felt takes
            refiere refirio acude acudio presenta presento niega nego dice vive ingresa ingreso tolera tolero
            vuelve volvio tiene padece consulta consulto debe es fue comenta""");

    /** Labels before the number of a person or thing. */
    static final Set<String> ID_LABELS = WordList.setOfWords("""
            id mrn nhc no num number numero record historia hc accession ref reference referencia patient
            paciente exp expediente episodio episode visit colegiado license licence col ncol case caso estudio
            study chart cp zip postal code policy poliza nass ssn dni n""");

    /** Words before a place. */
    static final Set<String> PLACE_WORDS = WordList.setOfWords("""
            in from of to at near en de desde a para por city town ciudad localidad municipio provincia hacia cp
            zip residence""");

    static final Set<String> STREET_WORDS = WordList.setOfWords("""
            calle c cl avenida avda av plaza pza pl paseo po pso ronda camino carretera ctra travesia glorieta
            pasaje urbanizacion urb street st avenue ave road rd drive dr boulevard blvd court ct lane ln way
            terrace place square circle cir parkway pkwy highway hwy trail n s e w north south east west""");

    static final Set<String> FACILITY_WORDS = WordList.setOfWords("""
            hospital clinic clinica center centre centro medical medico general universitario universitaria
            university regional comarcal health salud imaging associates institute instituto de del la las los
            el the of and y community radiology radiologia diagnostico diagnostic group system sanitario
            provincial ambulatorio residencia policlinica policlinico department servicio unidad unit virgen
            saint st san santa""");

    /** Abbreviations of modalities and departments. */
    private static final Set<String> DEPARTMENTS =
            WordList.setOfWords("ct mr mri us pet nm xr cr dx mg rx er ed icu uci nicu ccu picu ecg ekg eeg");

    private static final int LONGEST_TERM = 8;

    private NameAndPlaceWords() {}

    /** Whether a folded word is a name: always, depending on its context, or only in clear cases. */
    enum Kind {
        NAME,
        NAME_OR_WORD,
        WORD
    }

    /**
     * Returns whether a facility's or ward's whole name is a short clinical word, such as "Liver", "Chest" or "CT". It
     * identifies nobody, and reports use the word for the organ or the examination.
     */
    static boolean isTerm(String folded) {
        return folded.length() <= LONGEST_TERM && (OF_REPORTS.contains(folded) || DEPARTMENTS.contains(folded));
    }

    static Kind kind(String folded) {
        if (folded.length() <= 2 || CLINICAL.contains(folded)) {
            return Kind.WORD;
        }
        return NAME_WORDS.contains(folded) || CalendarNames.isName(folded) ? Kind.NAME_OR_WORD : Kind.NAME;
    }

    private static Set<String> read(String... names) {
        Set<String> words = new HashSet<>();
        for (String name : names) {
            try (InputStream in = NameAndPlaceWords.class.getResourceAsStream(name);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("#")) {
                        words.addAll(Arrays.asList(line.split(" ")));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("word list " + name + " is not in the jar; build it again", e);
            }
        }
        return Set.copyOf(words);
    }
}
