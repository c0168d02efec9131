package dev.sigilo.tests.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A FHIR bundle with its base64 texts decoded in their place. In base64 the scanner cannot see the first and last
 * characters of a value, so a date that was shifted by a few days would look like the true one.
 */
public final class BundleText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BundleText() {}

    /** Returns the text of the bundle with the texts decoded. */
    public static String decoded(byte[] bundle) throws IOException {
        String text = new String(bundle, StandardCharsets.UTF_8);
        for (JsonNode data : JSON.readTree(bundle).findValues("data")) {
            String encoded = '"' + data.asText() + '"';
            assertThat(text).contains(encoded);
            text = text.replace(encoded, '"' + new String(data.binaryValue(), StandardCharsets.UTF_8) + '"');
        }
        return text;
    }
}
