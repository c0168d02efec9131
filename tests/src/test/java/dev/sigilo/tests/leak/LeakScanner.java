package dev.sigilo.tests.leak;

import dev.sigilo.records.Fields;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.samples.SyntheticRecord.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Searches what leaves the stages for the identifiers of a population, in every {@link Form}. One pass over the text,
 * however many identifiers there are. Thread-safe once built.
 *
 * <p>Plain, folded and separated forms are found as whole words: an id's digits inside a longer number are another
 * number. Encoded forms are found anywhere, from {@value #SHORTEST_ENCODED} bytes up, since shorter ones occur in any
 * random base64 by chance. JSON escapes are read before searching.
 *
 * <p>A {@link Hit} has the identifier's index, field, form and position. It never contains the value, so that a build's
 * log can be shared.
 */
public final class LeakScanner {
    /** Values of fewer UTF-8 bytes are not searched for in base64 and hexadecimal. */
    static final int SHORTEST_ENCODED = 8;

    private static final int SHORTEST_WORD = 4;
    /** This many base64 characters in a row are not text. */
    private static final int CIPHERTEXT = 80;

    private static final int UUID_LENGTH = 36;
    private static final int NEAR = 24;
    private static final int LEAST_UNREADABLE = 4;
    private static final int LEAST_DIGITS = 5;
    private static final int CHUNK_BYTES = 8 * 1024 * 1024;
    private static final int OVERLAP_BYTES = 4096;
    private static final Set<String> NAME_FIELDS =
            Set.of(Fields.PATIENT_NAME, Fields.PHYSICIAN_NAME, "next_of_kin", "kin");
    /** Fields of a synthetic record without names: their words are ordinary ones. */
    private static final List<String> CLINICAL_FIELDS = List.of(
            Fields.IMAGE,
            Fields.DIAGNOSIS,
            Fields.BODY_PART,
            Fields.SYMPTOMS,
            Fields.INDICATION,
            Fields.TECHNIQUE,
            Fields.ETHNICITY,
            Fields.COUNTRY);

    /** How an identifier was written where it was found. */
    public enum Form {
        /** Unchanged. */
        PLAIN,
        /** In other upper and lower case. */
        CASE_FOLDED,
        /** Without its accents, or with other spaces. */
        WITHOUT_ACCENTS,
        /** With other separators than it has, or none. */
        SEPARATORS_REMOVED,
        /** One word of a name. */
        WORD,
        /** In base64, at one of its three alignments; both alphabets. */
        BASE64,
        /** In hexadecimal, either case. */
        HEX,
        /** Percent-encoded. */
        URL_ENCODED,
        /**
         * As MD5, SHA-1, SHA-256 or SHA-512 without a key, or HMAC-SHA-256 under zeros, in hexadecimal, base64 or
         * base32: a guess of the value can be checked against it.
         */
        UNKEYED_HASH
    }

    /**
     * An identifier that was found.
     *
     * @param where      name of the scanned text or file
     * @param offset     position in it, in characters of a text or bytes of a file
     * @param form       how it was written
     * @param identifier index of the identifier in the list that the scanner was built with
     * @param field      the field that the identifier belongs to
     * @param structured whether an identity field of its record contains it
     * @param distinctive whether it is more than one word of a name, which another person may also have
     */
    public record Hit(
            String where,
            long offset,
            Form form,
            int identifier,
            String field,
            boolean structured,
            boolean distinctive) {}

    private record Pattern(int identifier, Form form) {}

    private final List<Identifier> identifiers;
    private final List<Pattern> patterns = new ArrayList<>();
    private final PatternSet folded = new PatternSet(SHORTEST_WORD);
    private final PatternSet compact = new PatternSet(LEAST_DIGITS);
    private final PatternSet encoded = new PatternSet(SHORTEST_ENCODED);
    private final Set<String> ordinaryWords;

    private LeakScanner(Collection<Identifier> identifiers, Set<String> ordinaryWords) {
        this.identifiers = List.copyOf(new LinkedHashSet<>(identifiers));
        this.ordinaryWords = ordinaryWords;
    }

    private LeakScanner withForms() {
        for (int i = 0; i < identifiers.size(); i++) {
            addForms(i, identifiers.get(i));
        }
        return this;
    }

    private LeakScanner withHashes() {
        for (int i = 0; i < identifiers.size(); i++) {
            addHashes(i, identifiers.get(i));
        }
        return this;
    }

    /**
     * Returns a scanner for identifiers that nothing else in the population equals by chance; it can be run over all
     * output.
     */
    public static LeakScanner of(List<SyntheticRecord> records) {
        List<Identifier> unique = records.stream()
                .flatMap(record -> record.identifiers().stream())
                .filter(Identifier::unique)
                .toList();
        return new LeakScanner(unique, ordinaryWords(records)).withForms();
    }

    /**
     * Returns a scanner for only {@link Form#UNKEYED_HASH} of every identifier; separate, because it has many patterns.
     */
    public static LeakScanner ofHashes(List<SyntheticRecord> records) {
        return new LeakScanner(
                        records.stream()
                                .flatMap(record -> record.identifiers().stream())
                                .toList(),
                        Set.of())
                .withHashes();
    }

    /** Returns a scanner for all identifiers of one record, to be run only over the output of this record. */
    public static LeakScanner ofOne(SyntheticRecord record) {
        // Initials are covered by the tests of free-text detection: "A.P." is also a projection of an x-ray.
        List<Identifier> own = record.identifiers().stream()
                .filter(identifier -> identifier.unique() || !identifier.field().equals(Fields.PATIENT_NAME))
                .filter(identifier ->
                        FoldedText.of(identifier.value()).compact().length() >= SHORTEST_WORD)
                .toList();
        return new LeakScanner(own, ordinaryWords(List.of(record))).withForms();
    }

    /** Returns a scanner for these values, in every form. */
    public static LeakScanner ofValues(String field, Collection<String> values) {
        return new LeakScanner(
                        values.stream()
                                .map(value -> new Identifier(field, value, true, true))
                                .toList(),
                        Set.of())
                .withForms()
                .withHashes();
    }

    private static Set<String> ordinaryWords(List<SyntheticRecord> records) {
        Set<String> words = new HashSet<>();
        for (SyntheticRecord record : records) {
            for (String field : CLINICAL_FIELDS) {
                String text = record.record().text(field);
                if (text != null) {
                    words.addAll(words(FoldedText.of(text).text().toString()));
                }
            }
        }
        return words;
    }

    private static List<String> words(String text) {
        return List.of(text.split("[^\\p{L}\\p{N}]+"));
    }

    /** Returns how many identifiers are searched for. */
    public int identifiers() {
        return identifiers.size();
    }

    /** Returns how many forms of them are searched for. */
    public int patterns() {
        return folded.size() + compact.size() + encoded.size();
    }

    // ---- forms

    private void addForms(int index, Identifier identifier) {
        FoldedText text = FoldedText.of(identifier.value());
        String plain = text.text().toString().strip();
        add(folded, plain, index, Form.CASE_FOLDED);
        String letters = text.compact().text().toString().replace(" ", "");
        if (letters.chars().filter(Character::isDigit).count() >= LEAST_DIGITS) {
            add(compact, letters, index, Form.SEPARATORS_REMOVED);
        }
        if (NAME_FIELDS.contains(identifier.field())) {
            for (String word : words(plain)) {
                if (word.length() >= SHORTEST_WORD && !ordinaryWords.contains(word)) {
                    add(folded, word, index, Form.WORD);
                }
            }
        }
        for (String components : componentForms(identifier)) {
            add(folded, FoldedText.of(components).text().toString().strip(), index, Form.CASE_FOLDED);
            byte[] bytes = components.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= SHORTEST_ENCODED) {
                addBase64(index, bytes);
            }
        }
        for (String spelling : spellings(identifier, plain)) {
            byte[] bytes = spelling.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= SHORTEST_ENCODED) {
                addBase64(index, bytes);
                add(encoded, HexFormat.of().formatHex(bytes), index, Form.HEX);
                add(encoded, HexFormat.of().withUpperCase().formatHex(bytes), index, Form.HEX);
            }
            addUrlEncoded(index, spelling);
        }
    }

    /** Returns a name as HL7 v2 and DICOM write it, in components: {@code family^given}, in both cases. */
    private static Set<String> componentForms(Identifier identifier) {
        String name = identifier.value().strip();
        int family = name.lastIndexOf(' ') + 1;
        if (!NAME_FIELDS.contains(identifier.field()) || family == 0) {
            return Set.of();
        }
        String components =
                name.substring(family) + "^" + name.substring(0, family).strip().replace(' ', '^');
        return new LinkedHashSet<>(List.of(components, components.toUpperCase(Locale.ROOT)));
    }

    private static Set<String> spellings(Identifier identifier, String folded) {
        return new LinkedHashSet<>(List.of(
                identifier.value(),
                identifier.value().toLowerCase(Locale.ROOT),
                identifier.value().toUpperCase(Locale.ROOT),
                folded));
    }

    private void addHashes(int index, Identifier identifier) {
        FoldedText text = FoldedText.of(identifier.value());
        for (String spelling : spellings(identifier, text.text().toString().strip())) {
            addHashes(index, spelling.getBytes(StandardCharsets.UTF_8));
        }
        addHashes(index, text.compact().text().toString().replace(" ", "").getBytes(StandardCharsets.UTF_8));
    }

    private void addBase64(int index, byte[] value) {
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + value.length];
            System.arraycopy(value, 0, shifted, shift, value.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // Characters that depend on neighbouring bytes are cut off.
            int from = shift == 0 ? 0 : shift + 1;
            int to = shifted.length * 8 / 6;
            String inner = text.substring(from, to);
            add(encoded, inner, index, Form.BASE64);
            add(encoded, inner.replace('+', '-').replace('/', '_'), index, Form.BASE64);
        }
    }

    private void addUrlEncoded(int index, String value) {
        String plus = URLEncoder.encode(value, StandardCharsets.UTF_8);
        if (plus.equals(value)) {
            return;
        }
        for (String form : List.of(plus, plus.replace("+", "%20"))) {
            add(encoded, form, index, Form.URL_ENCODED);
            StringBuilder lower = new StringBuilder(form);
            for (int i = lower.indexOf("%"); i >= 0 && i + 2 < lower.length(); i = lower.indexOf("%", i + 1)) {
                lower.replace(i + 1, i + 3, lower.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
            }
            add(encoded, lower.toString(), index, Form.URL_ENCODED);
        }
    }

    private void addHashes(int index, byte[] value) {
        for (byte[] hash : List.of(
                hash("MD5", value),
                hash("SHA-1", value),
                hash("SHA-256", value),
                hash("SHA-512", value),
                hashWithKeyOfZeros(value))) {
            String hex = HexFormat.of().formatHex(hash);
            // The first half identifies the hash and also finds truncated ones.
            add(encoded, hex.substring(0, hash.length), index, Form.UNKEYED_HASH);
            add(encoded, hex.substring(0, hash.length).toUpperCase(Locale.ROOT), index, Form.UNKEYED_HASH);
            String base64 = Base64.getEncoder().encodeToString(hash).substring(0, 16);
            add(encoded, base64, index, Form.UNKEYED_HASH);
            add(encoded, base64.replace('+', '-').replace('/', '_'), index, Form.UNKEYED_HASH);
            // In the format of tokens.
            String base32 = base32(hash).substring(0, 20);
            add(encoded, base32, index, Form.UNKEYED_HASH);
            add(encoded, base32.toUpperCase(Locale.ROOT), index, Form.UNKEYED_HASH);
        }
    }

    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            held = held << 8 | each & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append("abcdefghijklmnopqrstuvwxyz234567".charAt(held >> bits - 5 & 31));
            }
            held &= (1 << bits) - 1;
        }
        return text.toString();
    }

    /** Returns a keyed hash with an obvious key. */
    private static byte[] hashWithKeyOfZeros(byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private static byte[] hash(String algorithm, byte[] value) {
        try {
            return MessageDigest.getInstance(algorithm).digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }

    private void add(PatternSet set, String text, int identifier, Form form) {
        set.add(text, patterns.size());
        patterns.add(new Pattern(identifier, form));
    }

    // ---- scanning

    /** Scans a text. */
    public List<Hit> scan(String where, String text) {
        List<Hit> hits = new ArrayList<>();
        scanPlain(where, 0, text, hits);
        scanEncoded(where, 0, text, hits);
        return hits;
    }

    /** Scans bytes, as UTF-8 text and as they are. */
    public List<Hit> scan(String where, byte[] bytes) {
        List<Hit> hits = new ArrayList<>();
        scanBytes(where, 0, bytes, hits);
        return hits;
    }

    /** Scans every regular file under a folder, or one file. */
    public List<Hit> scanFiles(Path path) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(path)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<Hit> hits = new ArrayList<>();
        for (Path file : files) {
            scanFile(file, hits);
        }
        return hits;
    }

    /** Returns counts of hits by field and form: without values, and short enough for a log. */
    public static String summary(List<Hit> hits) {
        return hits.stream()
                .collect(Collectors.groupingBy(
                        hit -> hit.where() + " " + hit.field() + " " + hit.form()
                                + (hit.structured() ? "" : " (text alone)"),
                        java.util.TreeMap::new,
                        Collectors.mapping(
                                hit -> hit.identifier() + "@" + hit.offset(),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        list -> list.size() + " " + list.subList(0, Math.min(5, list.size()))))))
                .toString();
    }

    /** Returns the value of an identifier that was found. Only for a debugger: a build must not print it. */
    String value(Hit hit) {
        return identifiers.get(hit.identifier()).value();
    }

    private void scanFile(Path file, List<Hit> hits) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] carried = new byte[0];
            long offset = 0;
            for (byte[] read = in.readNBytes(CHUNK_BYTES); read.length > 0; read = in.readNBytes(CHUNK_BYTES)) {
                byte[] chunk = new byte[carried.length + read.length];
                System.arraycopy(carried, 0, chunk, 0, carried.length);
                System.arraycopy(read, 0, chunk, carried.length, read.length);
                scanBytes(file.toString(), offset, chunk, hits);
                int keep = Math.min(OVERLAP_BYTES, chunk.length);
                carried = java.util.Arrays.copyOfRange(chunk, chunk.length - keep, chunk.length);
                offset += chunk.length - keep;
            }
        }
    }

    private void scanBytes(String where, long base, byte[] bytes, List<Hit> hits) {
        scanPlain(where, base, new String(bytes, StandardCharsets.UTF_8), hits);
        scanEncoded(where, base, new String(bytes, StandardCharsets.ISO_8859_1), hits);
    }

    private void scanPlain(String where, long base, String text, List<Hit> hits) {
        FoldedText view = FoldedText.of(text);
        folded.search(view.text(), (start, end, number) -> {
            if (isWhole(view.text(), start, end)
                    && (end - start >= SHORTEST_ENCODED || !isRandom(text, view.origin(start)))) {
                Pattern pattern = patterns.get(number);
                Form form =
                        pattern.form == Form.WORD ? Form.WORD : formOf(pattern.identifier, text, view.origin(start));
                hits.add(hit(where, base + view.origin(start), form, pattern));
            }
        });
        FoldedText digits = view.compact();
        compact.search(digits.text(), (start, end, number) -> {
            int from = digits.origin(start);
            int to = digits.origin(end - 1) + 1;
            if (isWhole(text, from, to)) {
                hits.add(hit(where, base + from, Form.SEPARATORS_REMOVED, patterns.get(number)));
            }
        });
    }

    private void scanEncoded(String where, long base, String text, List<Hit> hits) {
        encoded.search(
                text,
                (start, end, number) ->
                        hits.add(hit(where, base + start, patterns.get(number).form, patterns.get(number))));
    }

    private Hit hit(String where, long offset, Form form, Pattern pattern) {
        Identifier identifier = identifiers.get(pattern.identifier);
        boolean distinctive = form != Form.WORD
                && identifier.value().chars().anyMatch(c -> Character.isDigit(c) || Character.isWhitespace(c));
        return new Hit(
                where, offset, form, pattern.identifier, identifier.field(), identifier.structured(), distinctive);
    }

    private Form formOf(int identifier, String text, int start) {
        String value = identifiers.get(identifier).value();
        if (text.startsWith(value, start)) {
            return Form.PLAIN;
        }
        return text.regionMatches(true, start, value, 0, value.length()) ? Form.CASE_FOLDED : Form.WITHOUT_ACCENTS;
    }

    /**
     * A short word also occurs by chance in random data: between two base64 characters, as a group of a UUID, or
     * between random bytes.
     */
    private static boolean isRandom(String text, int at) {
        return isInCiphertext(text, at) || isInUuid(text, at) || isInBinary(text, at);
    }

    /** Returns whether the position is in a sealed original in a binary column, which is read as text here. */
    private static boolean isInBinary(String text, int at) {
        int unreadable = 0;
        for (int i = Math.max(0, at - NEAR); i < Math.min(text.length(), at + NEAR); i++) {
            char c = text.charAt(i);
            unreadable += c == '\uFFFD' || Character.isISOControl(c) && !Character.isWhitespace(c) ? 1 : 0;
        }
        return unreadable >= LEAST_UNREADABLE;
    }

    private static boolean isInUuid(String text, int at) {
        int from = at;
        while (from > 0 && at - from < UUID_LENGTH && isUuid(text.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < text.length() && to - from <= UUID_LENGTH && isUuid(text.charAt(to))) {
            to++;
        }
        return to - from == UUID_LENGTH
                && text.substring(from, to).replaceAll("[^-]+", "").equals("----");
    }

    private static boolean isUuid(char c) {
        return c == '-' || HexFormat.isHexDigit(c);
    }

    private static boolean isInCiphertext(String text, int at) {
        int from = at;
        while (from > 0 && at - from < CIPHERTEXT && isBase64(text.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < text.length() && to - at < CIPHERTEXT && isBase64(text.charAt(to))) {
            to++;
        }
        return to - from >= CIPHERTEXT;
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }

    private static boolean isWhole(CharSequence text, int start, int end) {
        boolean begins = start == 0
                || !Character.isLetterOrDigit(text.charAt(start))
                || !Character.isLetterOrDigit(text.charAt(start - 1));
        return begins
                && (end == text.length()
                        || !Character.isLetterOrDigit(text.charAt(end - 1))
                        || !Character.isLetterOrDigit(text.charAt(end)));
    }

    @Override
    public String toString() {
        return "LeakScanner[" + identifiers.size() + " identifiers]";
    }
}
