package dev.sigilo.tests.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tests.leak.LeakScanner.Hit;
import dev.sigilo.tests.leak.NarrativePopulation.Narrative;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Records about people who are named only in free text, in wordings that the detector was not trained on, go through
 * the chain with each policy. No value of a field may remain anywhere, and of the names that are in no field, no more
 * may remain than was measured. The wordings of {@code narratives-held-out} and {@code narratives-fresh} were written
 * before the last rules; docs/DETECTION.md describes how far they are independent of them.
 */
class NarrativeLeakTest {
    private static final int RECORDS = Chain.size(300, 2000);
    private static final Pattern CIPHERTEXT = Pattern.compile("[A-Za-z0-9+/]{60,}={0,2}");
    private static final Set<String> WITH_PHI = Set.of(
            "intake/raw", "intake/hl7v2", "intake/fhir", "intake/dicom", "intake/converted", "intake/classified");

    @ParameterizedTest
    @CsvSource({
        "pseudonymized, narratives, 1.5",
        "safe-harbor,   narratives, 1.5",
        "pseudonymized, narratives-held-out, 5.5",
        "safe-harbor,   narratives-held-out, 5.5",
        "pseudonymized, narratives-fresh, 4.5",
        "safe-harbor,   narratives-fresh, 4.5",
    })
    void fieldValuesAreGoneAndSoAreNearlyAllNamesThatOccurOnlyInText(
            String policy, String wordings, double percentOfNameWords) {
        List<Narrative> narratives = new NarrativePopulation(wordings + ".json", 7).records(RECORDS);
        List<Hit> hits = new ArrayList<>();
        int words = 0;
        int left = 0;
        int records = 0;
        try (TopologyDriver driver = Chain.driver(policy).start()) {
            for (Narrative narrative : narratives) {
                driver.pipe("intake/raw", null, narrative.record().json().getBytes(StandardCharsets.UTF_8), Map.of());
                String said = said(driver);
                hits.addAll(LeakScanner.ofOne(narrative.record()).scan("record", said).stream()
                        .filter(hit -> hit.distinctive())
                        .toList());
                int overlooked = overlooked(narrative.others(), said);
                words += narrative.others().size();
                left += overlooked;
                records += overlooked > 0 ? 1 : 0;
                driver.forgetMessages();
            }
            assertThat(driver.table("medical_records").rows()).hasSize(RECORDS);
        }
        System.out.printf(
                "NarrativeLeakTest %s %s: %d records, of %d words of names in free text alone %d left (%.2f %%), in %d records%n",
                policy, wordings, RECORDS, words, left, 100.0 * left / words, records);
        assertThat(LeakScanner.summary(hits)).isEqualTo("{}");
        assertThat(100.0 * left / words).isLessThanOrEqualTo(percentOfNameWords);
    }

    /** Returns everything that the stages after classify wrote about the records since the last call. */
    private static String said(TopologyDriver driver) {
        StringBuilder said = new StringBuilder();
        for (String topic : driver.topology().topics()) {
            if (!WITH_PHI.contains(Topology.shortName(topic))) {
                for (DriverMessage message : driver.read(topic)) {
                    said.append(message.getKey())
                            .append(' ')
                            .append(message.getProperties())
                            .append(' ')
                            .append(message.text())
                            .append('\n');
                }
            }
        }
        return said.toString();
    }

    private static int overlooked(Set<String> names, String said) {
        // A short name may occur in a sealed original by chance.
        String words = words(CIPHERTEXT.matcher(said).replaceAll(" "));
        return (int) names.stream().filter(name -> words.contains(words(name))).count();
    }

    private static String words(String text) {
        return " "
                + FoldedText.of(text)
                        .text()
                        .toString()
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip() + " ";
    }
}
