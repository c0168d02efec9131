package dev.sigilo.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tests.leak.LeakScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without keys, a reader learns from tokens only which of them are equal. */
class ReidentificationTest {
    /** Kind, epoch, and the part that replaces the value. */
    private static final Pattern TOKEN = Pattern.compile("\\b([a-z][a-z_]*?)_(\\d+)_([a-z2-7]{26})\\b");

    private static final List<SyntheticRecord> RECORDS = new SyntheticPopulation(99).records(Chain.size(150, 1500));
    private static final Set<String> WITH_PHI = Set.of("intake/raw", "intake/classified");

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void noIdentifierIsInTheOutputAsAHashThatAGuessCouldConfirm(String policy) {
        String output = output(Chain.policy(policy), Chain.TOKEN_KEYS);
        List<LeakScanner.Hit> hits = LeakScanner.ofHashes(RECORDS).scan("output", output);
        assertThat(LeakScanner.summary(hits)).isEqualTo("{}");
    }

    @Test
    void noTokenOfOneEpochIsATokenOfAnother() {
        Keyset rotated = Chain.TOKEN_KEYS.rotated();
        Map<String, Set<String>> before = tokens(output(Chain.policy("pseudonymized"), Chain.TOKEN_KEYS));
        Map<String, Set<String>> after = tokens(output(Chain.policy("pseudonymized"), rotated));
        // The record's token is its identity and does not change.
        before.remove("rec");
        assertThat(before.keySet()).contains("pat", "phone", "email");
        before.forEach((kind, values) ->
                assertThat(after.get(kind)).as(kind).hasSameSizeAs(values).doesNotContainAnyElementsOf(values));
    }

    @Test
    void noTokenForOneRecipientIsATokenForAnother() {
        String policy = Chain.policy("pseudonymized");
        assertThat(policy).contains("token_domain: default");
        Map<String, Set<String>> one = tokens(output(policy, Chain.TOKEN_KEYS));
        Map<String, Set<String>> other =
                tokens(output(policy.replace("token_domain: default", "token_domain: hospital-b"), Chain.TOKEN_KEYS));
        one.forEach((kind, values) ->
                assertThat(other.get(kind)).as(kind).hasSameSizeAs(values).doesNotContainAnyElementsOf(values));
    }

    @Test
    void noTokenUnderOneKeysetIsATokenUnderAnother() {
        Map<String, Set<String>> one = tokens(output(Chain.policy("pseudonymized"), Chain.TOKEN_KEYS));
        Map<String, Set<String>> other =
                tokens(output(Chain.policy("pseudonymized"), Keyset.generate(Keyset.Purpose.TOKEN)));
        one.forEach((kind, values) -> assertThat(other.get(kind)).as(kind).doesNotContainAnyElementsOf(values));
    }

    @Test
    void tokensOfOneKindHaveOneLengthAndNoCommonPrefix() {
        Map<String, Set<String>> tokens = tokens(output(Chain.policy("pseudonymized"), Chain.TOKEN_KEYS));
        tokens.forEach((kind, values) -> {
            Set<String> beginnings =
                    values.stream().map(value -> value.substring(0, 8)).collect(Collectors.toSet());
            assertThat(beginnings).as(kind).hasSameSizeAs(values);
        });
        // Tokens of one patient of two kinds are as different as any two tokens.
        Set<String> all = new HashSet<>();
        tokens.values()
                .forEach(values ->
                        values.forEach(value -> assertThat(all.add(value)).isTrue()));
    }

    @Test
    void recordsOfAPatientCannotBeJoinedUnderSafeHarbor() {
        try (TopologyDriver driver = Chain.driver("safe-harbor").start()) {
            RECORDS.forEach(record -> driver.pipe(record.json()));
            assertThat(driver.table("medical_records").rows()).hasSize(RECORDS.size());
            assertThat(driver.table("medical_records").values())
                    .allSatisfy(row -> assertThat(row.get("patient_token")).isNull());
            Map<String, Integer> uses = new HashMap<>();
            driver.table("medical_records").values().forEach(row -> {
                Set<String> ofRow = new HashSet<>();
                Matcher matcher = TOKEN.matcher(row.toString());
                while (matcher.find()) {
                    ofRow.add(matcher.group());
                }
                ofRow.forEach(token -> uses.merge(token, 1, Integer::sum));
            });
            assertThat(uses.values()).allMatch(count -> count == 1);
        }
    }

    @Test
    void recordsOfAPatientCanBeJoinedUnderPseudonymized() {
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            RECORDS.forEach(record -> driver.pipe(record.json()));
            long patients = RECORDS.stream()
                    .map(SyntheticRecord::patientNumber)
                    .distinct()
                    .count();
            assertThat(driver.table("medical_records").values().stream()
                            .map(row -> row.get("patient_token"))
                            .distinct())
                    .hasSize((int) patients);
        }
    }

    private static Map<String, Set<String>> tokens(String output) {
        Map<String, Set<String>> tokens = new HashMap<>();
        Matcher matcher = TOKEN.matcher(output);
        while (matcher.find()) {
            tokens.computeIfAbsent(matcher.group(1), kind -> new HashSet<>()).add(matcher.group(3));
        }
        return tokens;
    }

    /** Returns everything that readers of the log and of db_query see. */
    private static String output(String policy, Keyset keys) {
        StringBuilder output = new StringBuilder();
        try (TopologyDriver driver = Chain.driverWithPolicy(policy, keys).start()) {
            RECORDS.forEach(record -> driver.pipe(record.json()));
            for (String topic : driver.topology().topics()) {
                if (!WITH_PHI.contains(Topology.shortName(topic)) && !topic.contains("/vault/")) {
                    for (DriverMessage message : driver.read(topic)) {
                        output.append(message.getKey())
                                .append(' ')
                                .append(message.text())
                                .append('\n');
                    }
                }
            }
        }
        return output.toString();
    }
}
