package dev.sigilo.tests.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Label;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.samples.SyntheticPeople;
import dev.sigilo.samples.SyntheticPerson;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.samples.SyntheticStudy;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tests.leak.LeakScanner;
import dev.sigilo.tests.leak.LeakScanner.Hit;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People whose examinations come as HL7 v2, FHIR, DICOM and JSON at once: each is one patient afterwards, and none can be
 * recognized.
 */
class OnePatientTest {
    private static final int PEOPLE = Chain.size(60, 1000);
    private static final long SEED = 20261129;
    private static final List<String> TOPICS = List.of("intake/hl7v2", "intake/fhir", "intake/dicom", "intake/raw");
    /** The topics that contain PHI by design. */
    private static final Set<String> WITH_PHI = Set.of(
            "intake/hl7v2", "intake/fhir", "intake/dicom", "intake/raw", "intake/converted", "intake/classified");

    /** What the log says about one examination, by the topic that the message came from. */
    private record Logged(SyntheticStudy study, Map<String, List<TokenizedRecord>> events) {
        /** Returns the different values of all events; an event without the value adds nothing. */
        Set<String> distinct(Function<TokenizedRecord, String> value) {
            Set<String> values = new HashSet<>();
            events.values()
                    .forEach(each -> each.forEach(event -> {
                        if (value.apply(event) != null) {
                            values.add(value.apply(event));
                        }
                    }));
            return values;
        }

        /** Returns the different labels of the events with a report, in all formats. */
        Set<Label> labels() {
            Set<Label> labels = new HashSet<>();
            events.values()
                    .forEach(each -> each.stream()
                            .filter(event -> event.fields().containsKey(Fields.REPORT))
                            .forEach(event -> labels.add(event.classification().label())));
            return labels;
        }

        LocalDate day() {
            return LocalDate.parse(events.get("intake/raw").get(0).fields().get(Fields.DIAGNOSIS_DATE));
        }
    }

    private final List<Hit> hits = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    @BeforeEach
    void theTopologyReadsAllFormats() {
        List<String> topics = Topology.read(Chain.config()).topics().stream()
                .map(Topology::shortName)
                .toList();
        assertThat(topics).containsAll(TOPICS);
    }

    @Test
    void aPersonHasOnePatientTokenInAllFormatsAndSharesItWithNobody() throws RecordFormatException {
        Map<String, Integer> owners = new HashMap<>();
        Map<String, String> studies = new HashMap<>();
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            for (SyntheticPerson person : new SyntheticPeople(SEED).people(PEOPLE)) {
                List<Logged> logged = new ArrayList<>();
                for (SyntheticStudy study : person.studies()) {
                    logged.add(new Logged(study, events(driver, study)));
                }

                Set<String> tokens = new HashSet<>();
                logged.forEach(each -> tokens.addAll(each.distinct(TokenizedRecord::patientToken)));
                assertThat(tokens)
                        .as("patient tokens of person " + person.number())
                        .hasSize(1);
                logged.forEach(each -> each.events()
                        .values()
                        .forEach(events -> assertThat(events)
                                .as("events of person " + person.number())
                                .allMatch(event -> event.patientToken() != null)));
                assertThat(owners.put(tokens.iterator().next(), person.number()))
                        .as("another person with the token of person " + person.number())
                        .isNull();
                for (Logged each : logged) {
                    Set<String> uids = each.distinct(event -> event.tokens().get(Fields.STUDY_UID));
                    assertThat(uids)
                            .as("study UIDs of person " + person.number())
                            .hasSize(1);
                    assertThat(each.events().values())
                            .as("events with a study UID")
                            .allSatisfy(events -> assertThat(events)
                                    .anyMatch(event -> event.tokens().containsKey(Fields.STUDY_UID)));
                    assertThat(each.distinct(event -> event.tokens().get(Fields.ACCESSION_NUMBER)))
                            .as("accession numbers of person " + person.number())
                            .hasSize(1);
                    assertThat(each.labels())
                            .as("labels of person " + person.number())
                            .hasSize(1);
                    assertThat(studies.put(uids.iterator().next(), "")).isNull();
                    assertThat(each.distinct(event -> event.fields().get(Fields.DIAGNOSIS_DATE)))
                            .as("study dates of person " + person.number())
                            .containsExactly(each.day().toString());
                }
                assertThat(ChronoUnit.DAYS.between(
                                logged.get(0).day(), logged.get(1).day()))
                        .as("days between the studies of person " + person.number())
                        .isEqualTo(ChronoUnit.DAYS.between(
                                logged.get(0).study().record().examDate(),
                                logged.get(1).study().record().examDate()));
            }
            assertThat(driver.table("medical_records").rows()).hasSameSizeAs(driver.read("tokenized"));
            assertThat(driver.read("rejected")).isEmpty();
        }
        System.out.println("OnePatientTest: " + PEOPLE + " people, " + owners.size() + " patient tokens, "
                + studies.size() + " studies in 4 formats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void noIdentifierIsLeftInAnyForm(String policy) throws RecordFormatException {
        List<SyntheticPerson> people = new SyntheticPeople(SEED + 1).people(PEOPLE / 2);
        List<SyntheticRecord> records = new ArrayList<>();
        people.forEach(person -> person.studies().forEach(study -> records.add(study.recordWithAllIdentifiers())));
        LeakScanner everybody = LeakScanner.of(records);
        try (TopologyDriver driver = Chain.driver(policy).start()) {
            for (SyntheticPerson person : people) {
                for (SyntheticStudy study : person.studies()) {
                    events(driver, study);
                    scanNewMessages(driver, everybody, LeakScanner.ofOne(study.recordWithAllIdentifiers()));
                }
            }
            driver.tables()
                    .forEach((name, table) -> table.rows()
                            .forEach((key, row) -> hits.addAll(everybody.scan("table " + name, key + " " + row))));
            driver.topology()
                    .functions()
                    .forEach(function -> hits.addAll(everybody.scan(
                            "metrics", driver.metrics(function.name()).toString())));
        }
        assertThat(LeakScanner.summary(hits)).isEqualTo("{}");
    }

    /** Sends all forms of an examination; returns the events of each. A FHIR bundle may give one for report and study each. */
    private static Map<String, List<TokenizedRecord>> events(TopologyDriver driver, SyntheticStudy study)
            throws RecordFormatException {
        Map<String, List<TokenizedRecord>> events = new LinkedHashMap<>();
        for (String topic : TOPICS) {
            String message = switch (topic) {
                case "intake/hl7v2" -> study.hl7();
                case "intake/fhir" -> study.fhir();
                case "intake/dicom" -> study.dicom();
                default -> study.json();
            };
            int before = driver.read("tokenized").size();
            driver.pipe(
                    topic,
                    study.record().record().text(Fields.PATIENT_NAME),
                    message.getBytes(StandardCharsets.UTF_8),
                    Map.of());
            List<TokenizedRecord> logged = new ArrayList<>();
            List<DriverMessage> log = driver.read("tokenized");
            for (DriverMessage event : log.subList(before, log.size())) {
                logged.add(TokenizedRecordCodec.decode(event.getValue()));
            }
            assertThat(logged)
                    .as("events after a message on " + topic)
                    .hasSizeBetween(1, topic.equals("intake/fhir") ? 2 : 1);
            events.put(topic, logged);
        }
        return events;
    }

    private void scanNewMessages(TopologyDriver driver, LeakScanner everybody, LeakScanner own) {
        for (String topic : driver.topology().topics()) {
            String name = Topology.shortName(topic);
            List<DriverMessage> messages = driver.read(topic);
            for (DriverMessage message : messages.subList(seen.getOrDefault(topic, 0), messages.size())) {
                if (WITH_PHI.contains(name)) {
                    continue;
                }
                String text = message.getKey() + " " + message.getProperties() + " " + message.text();
                hits.addAll(everybody.scan(name, text));
                if (!name.equals("intake/rejected")) {
                    hits.addAll(own.scan("own " + name, text));
                }
            }
            seen.put(topic, messages.size());
        }
    }
}
