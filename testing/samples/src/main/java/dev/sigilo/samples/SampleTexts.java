package dev.sigilo.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The texts that synthetic records are made of, and random choices among them. */
final class SampleTexts {
    static final JsonNode STUDIES = resource("studies.json");
    static final JsonNode SENTENCES = resource("sentences.json");
    static final JsonNode PEOPLE = resource("people.json");

    private SampleTexts() {}

    static String pick(JsonNode list, SplittableRandom random) {
        return list.get(random.nextInt(list.size())).asText();
    }

    static String pickOf(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    static char letter(SplittableRandom random) {
        return (char) ('A' + random.nextInt(26));
    }

    static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** Returns the text without accents. */
    static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    private static JsonNode resource(String name) {
        Supplier<IllegalStateException> missing = () ->
                new IllegalStateException("resource " + name + " is not in the sigilo-samples jar; build it again");
        try (InputStream in = SampleTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw missing.get();
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw missing.get();
        }
    }
}
