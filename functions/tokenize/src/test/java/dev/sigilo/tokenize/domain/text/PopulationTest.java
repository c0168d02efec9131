package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Category;
import dev.sigilo.records.Classification;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.Fields;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Treatment;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.text.Folding;
import dev.sigilo.tokenize.domain.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole records of patients who do not exist, through the tokenizer: nothing that identifies them may be left. */
class PopulationTest {
    private static final TokenKeys KEYS = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
    private static final long PUBLISHED_AT = 1_772_000_000_000L;

    @ParameterizedTest
    @CsvSource({"pseudonymized,1,false", "safe-harbor,2,false", "pseudonymized,3,true", "safe-harbor,4,true"})
    void leavesNotOneIdentifierOfAPopulation(String policyName, long seed, boolean tricky) throws Exception {
        Policy policy = policy(policyName);
        Tokenizer tokenizer = new Tokenizer(policy, KEYS, Scrubber.standard());
        SyntheticPopulation population =
                tricky ? new SyntheticPopulation(seed).withTrickyNames() : new SyntheticPopulation(seed);
        List<String> leaks = new ArrayList<>();
        int whole = 0;
        for (int index = 0; index < 1000; index++) {
            SyntheticRecord synthetic = population.record(index);
            TokenizedRecord event = tokenizer.tokenize(classified(synthetic, policyName));
            StringBuilder left = new StringBuilder();
            for (Map<String, String> map : List.of(event.fields(), event.tokens(), event.extra())) {
                map.values().forEach(value -> left.append(value).append(" | "));
            }
            whole += left.indexOf("[FREE_TEXT]") >= 0 ? 1 : 0;
            String words = Folding.words(left.toString());
            for (SyntheticRecord.Identifier identifier : synthetic.identifiers()) {
                String form = Folding.words(identifier.value());
                int at = words.indexOf(form);
                // A text may say "may": names that are common words are looked for in their longer forms alone.
                boolean commonWord = !identifier.unique()
                        && form.indexOf(' ', 1) == form.length() - 1
                        && !identifier.field().equals(Fields.BIRTH_DATE);
                if (at >= 0 && identifier.structured() && !commonWord) {
                    leaks.add("seed " + seed + ", record " + index + ", " + identifier.field() + ": "
                            + identifier.value().replace("\n", "\\n") + " in "
                            + words.substring(Math.max(0, at - 60), Math.min(words.length(), at + 60)));
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(whole).as("texts given up as a whole").isZero();
    }

    static Policy policy(String name) throws Exception {
        return Policy.load(Files.readString(Path.of("../../pulsar-config/policies", name + ".yaml")), name + ".yaml");
    }

    static ClassifiedRecord classified(SyntheticRecord synthetic, String policyName) {
        Classification classification = new Classification(
                synthetic.language(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                "unrouted",
                List.of(),
                List.of(),
                synthetic.label(),
                List.of(),
                null,
                null,
                Map.of());
        return new ClassifiedRecord(
                new Provenance("persistent://medical/intake/raw", "1:1:-1", PUBLISHED_AT, 1),
                Treatment.of(policyName),
                Fields.RECORD_ID,
                synthetic.record().text(Fields.RECORD_ID),
                Map.of("next_of_kin", Category.NAME),
                classification,
                OriginalMessage.json(synthetic.json()));
    }
}
