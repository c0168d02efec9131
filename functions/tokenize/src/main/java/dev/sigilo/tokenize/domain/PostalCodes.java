package dev.sigilo.tokenize.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Postal codes, cut to what 45 CFR 164.514(b)(2)(i)(B) permits. A ZIP code of the United States is cut to its first
 * three digits, or becomes 000 if all ZIP codes with these digits together have 20,000 inhabitants or fewer. A Spanish
 * code is cut to the two digits of the province; the smallest province has over 80,000 inhabitants. Codes of other
 * countries are not kept.
 */
public final class PostalCodes {
    private static final String SPARSE_FILE = "sparse-zip3-census-2000.txt";
    private static final Set<String> SPARSE = readSparse();
    private static final Set<String> SPAIN = Set.of("es", "esp", "spain", "españa", "espana");
    private static final Set<String> UNITED_STATES = Set.of(
            "us",
            "usa",
            "u.s.",
            "u.s.a.",
            "united states",
            "united states of america",
            "estados unidos",
            "ee.uu.",
            "eeuu");

    private PostalCodes() {}

    /**
     * Returns the shortened code.
     *
     * @param code     as the producer sent it
     * @param country  the record's country, or null
     * @param language {@code en}, {@code es} or null; determines the country if the record does not give it
     * @return empty if the code belongs to neither country
     */
    public static Optional<String> cut(String code, String country, String language) {
        String text = code.strip();
        String place = country == null ? "" : country.strip().toLowerCase(Locale.ROOT);
        boolean spanish = SPAIN.contains(place) || place.isEmpty() && "es".equals(language);
        if (!spanish && !place.isEmpty() && !UNITED_STATES.contains(place)) {
            return Optional.empty();
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        boolean zip = digits == 5 && (text.length() == 5 || text.length() == 10 && isPlusFour(text))
                || digits == 9 && text.length() == 9;
        if (!zip) {
            return Optional.empty();
        }
        if (spanish) {
            return text.length() == 5 ? Optional.of(text.substring(0, 2)) : Optional.empty();
        }
        String prefix = text.substring(0, 3);
        return Optional.of(SPARSE.contains(prefix) ? "000" : prefix);
    }

    /** Returns whether the text is a code or an English or Spanish name of the United States. */
    static boolean isUnitedStates(String country) {
        return UNITED_STATES.contains(country.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isPlusFour(String text) {
        if (text.charAt(5) != '-' && text.charAt(5) != ' ') {
            return false;
        }
        for (int i = 6; i < 10; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Set<String> readSparse() {
        Set<String> sparse = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(PostalCodes.class.getResourceAsStream(SPARSE_FILE), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> sparse.add(line.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(SPARSE_FILE + " is missing from sigilo-tokenize", e);
        }
        return Set.copyOf(sparse);
    }
}
