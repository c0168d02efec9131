package dev.sigilo.detection;

import dev.sigilo.detection.names.ClinicalNames;
import dev.sigilo.detection.names.InstitutionPatterns;
import dev.sigilo.detection.names.NamePatterns;
import dev.sigilo.detection.names.NameWords;
import dev.sigilo.detection.names.NamedInstitutions;
import dev.sigilo.detection.names.NamesAround;
import dev.sigilo.detection.names.RelativePatterns;
import dev.sigilo.detection.names.SentenceNames;
import dev.sigilo.detection.names.SignatureInitials;
import dev.sigilo.detection.names.StatePlaces;
import dev.sigilo.detection.names.WholeNames;
import dev.sigilo.detection.overlaps.LabelledCodes;
import dev.sigilo.detection.overlaps.Overlaps;
import dev.sigilo.detection.overlaps.WholeCodes;
import dev.sigilo.detection.patterns.AddressFields;
import dev.sigilo.detection.patterns.AddressNumbers;
import dev.sigilo.detection.patterns.AddressPatterns;
import dev.sigilo.detection.patterns.AgePatterns;
import dev.sigilo.detection.patterns.CheckedPatterns;
import dev.sigilo.detection.patterns.ClinicalTerms;
import dev.sigilo.detection.patterns.ClinicalValues;
import dev.sigilo.detection.patterns.NetPatterns;
import dev.sigilo.detection.patterns.NumberProofs;
import dev.sigilo.detection.patterns.OldestAges;
import dev.sigilo.detection.patterns.PhoneExtensions;
import dev.sigilo.detection.patterns.PictureData;
import dev.sigilo.detection.patterns.ProvenDates;
import dev.sigilo.detection.patterns.ProvenPlaces;
import dev.sigilo.detection.patterns.SexWords;
import dev.sigilo.detection.patterns.StructuredText;
import dev.sigilo.detection.patterns.UnitAddresses;
import dev.sigilo.detection.patterns.WeakPatterns;
import dev.sigilo.detection.sequence.SequenceModel;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.text.Language;
import dev.sigilo.text.VisibleText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Finds personal identifiers in free text, without using the record's own fields.
 *
 * <p>Thread-safe, deterministic, linear in the length of the text, and defined for every string.
 */
public final class IdentifierDetector {
    private static final int VERSION_DIGITS = 12;
    private static final int BUFFER = 1 << 16;

    private final SequenceModel english;
    private final SequenceModel spanish;
    private final String version;

    private IdentifierDetector(byte[] english, byte[] spanish) throws IOException {
        this.english = read(english);
        this.spanish = read(spanish);
        this.version = hash(english, spanish);
    }

    /** Returns the detector with the shipped models. */
    public static IdentifierDetector standard() {
        return Standard.DETECTOR;
    }

    /**
     * Returns a detector with other models.
     *
     * @param english content of a model file, as the training in tools/detector-training writes it
     * @param spanish content of a model file for Spanish
     * @throws IOException if one of them is not a model of this version
     */
    public static IdentifierDetector of(byte[] english, byte[] spanish) throws IOException {
        return new IdentifierDetector(english, spanish);
    }

    /**
     * Returns the version of the models: the first 12 hexadecimal digits of the SHA-256 of both files, English first.
     */
    public String version() {
        return version;
    }

    /**
     * Finds every span, including those that a policy keeps.
     *
     * @param text any text
     * @param language its language, or null to guess it
     * @return spans in the order of the text, without overlap
     */
    public List<Span> detect(String text, Language language) {
        VisibleText visible = VisibleText.of(text);
        List<Span> spans = find(visible.text(), language);
        if (!visible.isPlain()) {
            spans = new ArrayList<>(spans);
            spans.replaceAll(span -> new Span(visible.start(span.start()), visible.end(span.end()), span.type()));
        }
        return spans;
    }

    private List<Span> find(String text, Language language) {
        Language known = language == null ? Language.guess(text) : language;
        List<Span> addresses = NetPatterns.find(text);
        List<Span> tagged = new ArrayList<>();
        TextWords words = new TextWords(text, 0, text.length(), addresses);
        WeakPatterns weak = WeakPatterns.of(words);
        SequenceModel model = known == Language.SPANISH ? spanish : english;
        model.tag(words, weak, tagged);
        tagged.replaceAll(span -> refined(text, span));
        ClinicalValues clinicalValues = ClinicalValues.of(words, weak.dateMarks());
        tagged = WholeCodes.of(ClinicalTerms.without(tagged, words, clinicalValues), words);
        tagged = NumberProofs.of(tagged, weak, words, model.lexicon);
        tagged = LabelledCodes.over(tagged, weak.codes(), text);
        tagged = LabelledCodes.notWithin(tagged, weak.unless(clinicalValues));
        tagged = ProvenPlaces.check(tagged, words, known);
        List<Span> dates = ProvenDates.find(words, weak.dateMarks(), known);
        List<Span> oldest = OldestAges.find(words, known);
        tagged = OldestAges.check(ProvenDates.check(tagged, dates, words, known), oldest, words);
        tagged = StructuredText.over(tagged, StructuredText.find(text, words, model.lexicon), text);
        List<Span> spanish = List.of();
        if (known == Language.SPANISH) {
            List<Span> named = InstitutionPatterns.find(words);
            RelativePatterns.complete(tagged, words);
            InstitutionPatterns.complete(tagged, named);
            spanish = Overlaps.merge(
                    Overlaps.merge(named, RelativePatterns.find(words)),
                    Overlaps.merge(SexWords.find(words), AddressFields.cities(words)));
        }
        NameWords nameWords = new NameWords(words, model);
        List<Span> names = ClinicalNames.without(
                Overlaps.merge(NamePatterns.find(nameWords), SentenceNames.find(words, nameWords)), nameWords);
        tagged = RelativePatterns.outside(tagged, names, text);
        tagged = ClinicalNames.without(WholeNames.of(tagged, names, nameWords), nameWords);
        List<Span> institutions = known == Language.SPANISH ? List.of() : NamedInstitutions.find(nameWords);
        List<Span> resolved = new Overlaps()
                .add(PictureData.find(text), true)
                .add(addresses, true)
                .add(named(text, dates), false)
                .add(tagged, false)
                .add(institutions, false)
                .add(CheckedPatterns.find(text), true)
                .add(clinicalValues.outside(AddressPatterns.find(words)), true)
                .add(oldest, true)
                .addWhereFree(dates)
                .addWhereFree(weak.unless(clinicalValues))
                .addWhereFree(names)
                .addWhereFree(known == Language.SPANISH ? List.of() : StatePlaces.find(nameWords))
                .addWhereFree(SignatureInitials.find(words))
                .addWhereFree(AgePatterns.find(words))
                .addWhereFree(spanish)
                .resolve(text);
        List<Span> extended = UnitAddresses.withPlaces(PhoneExtensions.with(resolved, words), words, model.lexicon);
        List<Span> addressed = AddressNumbers.with(extended, words, clinicalValues);
        return NamesAround.of(known == Language.SPANISH ? AddressFields.whole(addressed, words) : addressed, nameWords);
    }

    /**
     * Returns the dates that begin with a word, such as a holiday, because a model may label them as a country or a
     * surname.
     */
    private static List<Span> named(String text, List<Span> dates) {
        return dates.stream()
                .filter(date -> Character.isLetter(text.charAt(date.start())))
                .toList();
    }

    /**
     * Makes distinctions that the model's training texts do not make: a relative with a name is a patient's name, and a
     * place with digits and no lower-case letters is a postal code.
     */
    private static Span refined(String text, Span span) {
        if (span.type() == IdentifierType.RELATIVE) {
            return RelativePatterns.isNamed(text, span, startsSentence(text, span.start()))
                    ? new Span(span.start(), span.end(), IdentifierType.PATIENT_NAME)
                    : span;
        }
        if (span.type() != IdentifierType.TERRITORY) {
            return span;
        }
        boolean digit = false;
        boolean lower = false;
        for (int i = span.start(); i < span.end(); i++) {
            char c = text.charAt(i);
            digit |= Character.isDigit(c);
            lower |= Character.isLowerCase(c);
        }
        return digit && !lower ? new Span(span.start(), span.end(), IdentifierType.ZIP) : span;
    }

    private static boolean startsSentence(String text, int start) {
        int i = start - 1;
        while (i >= 0 && Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '\n') {
            i--;
        }
        return i < 0 || ".:\n!?-•(\"".indexOf(text.charAt(i)) >= 0;
    }

    private static SequenceModel read(byte[] compressed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), BUFFER)) {
            return SequenceModel.read(in.readAllBytes());
        }
    }

    private static String hash(byte[]... models) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] model : models) {
                digest.update(model);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Loaded on first use. */
    private static final class Standard {
        static final IdentifierDetector DETECTOR = shipped();

        private static IdentifierDetector shipped() {
            try {
                return new IdentifierDetector(bytes("english.model"), bytes("spanish.model"));
            } catch (IOException e) {
                throw new UncheckedIOException("a detection model cannot be read: train it again", e);
            }
        }

        private static byte[] bytes(String name) throws IOException {
            try (InputStream in = IdentifierDetector.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("the detection model " + name + " is missing from this jar: build "
                            + "functions/detection again");
                }
                return in.readAllBytes();
            }
        }
    }
}
