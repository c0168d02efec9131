package dev.sigilo.tests.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.samples.SyntheticRecord.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Fictitious records about people who are named only in free text: relatives, staff, neighbours, in many wordings. The
 * notes of each record also contain its identity fields. Names and wordings differ from those of
 * {@link SyntheticPopulation} and of the detector's training. The same seed and index give the same record.
 */
final class NarrativePopulation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final Set<String> PARTICLES = Set.of("de", "del", "la", "las", "los", "van", "der");

    /**
     * A record and the people who are named only in its texts.
     *
     * @param record      the record, with its identity fields as identifiers
     * @param others      words of the names that are in no field
     * @param sentences   the sentences that name them, as written
     * @param templates   the wordings of these sentences, as in the resource
     */
    record Narrative(SyntheticRecord record, Set<String> others, List<String> sentences, List<String> templates) {}

    private final JsonNode all;
    private final JsonNode studies;
    private final long seed;

    /** Returns the population of this seed from the wordings in a resource next to this class. */
    NarrativePopulation(String resource, long seed) {
        this.all = resource(NarrativePopulation.class, resource);
        this.studies = resource(SyntheticPopulation.class, "studies.json");
        this.seed = seed;
    }

    /** Returns the first {@code count} records. */
    List<Narrative> records(int count) {
        List<Narrative> records = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            records.add(new Writer(index).write());
        }
        return records;
    }

    private final class Writer {
        private final int index;
        private final SplittableRandom random;
        private final String language;
        private final JsonNode words;
        private final Map<String, String> own = new LinkedHashMap<>();
        private final Map<String, String[]> people = new LinkedHashMap<>();
        private final String kinPhone;
        private final List<Identifier> identifiers = new ArrayList<>();
        private final Set<String> others = new TreeSet<>();
        private final List<String> sentences = new ArrayList<>();
        private final List<String> templates = new ArrayList<>();

        Writer(int index) {
            this.index = index;
            this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index * 0x5851F42D4C957F2DL);
            this.language = random.nextInt(2) == 0 ? "es" : "en";
            this.words = all.get(language);
            for (String role : List.of("kin", "kin2", "doc", "doc2", "patient", "physician")) {
                people.put(role, new String[] {pick("given"), surname()});
            }
            kinPhone = isSpanish()
                    ? "9" + digits(2) + " " + digits(2) + " " + digits(2) + " " + digits(2)
                    : (201 + random.nextInt(780)) + "-555-01" + digits(2);
        }

        private boolean isSpanish() {
            return language.equals("es");
        }

        private String surname() {
            return isSpanish() && random.nextInt(4) > 0 ? pick("surname") + " " + pick("surname") : pick("surname");
        }

        Narrative write() {
            identity();
            JsonNode study;
            do {
                study = studies.get(random.nextInt(studies.size()));
            } while (!study.get("language").asText().equals(language));
            Map<String, String> fields = new LinkedHashMap<>(own);
            for (String field : List.of(
                    Fields.IMAGE,
                    Fields.DIAGNOSIS,
                    Fields.BODY_PART,
                    Fields.MODALITY,
                    Fields.SYMPTOMS,
                    Fields.INDICATION,
                    Fields.TECHNIQUE,
                    Fields.FINDINGS,
                    Fields.CODE)) {
                fields.put(field, study.get(field).asText());
            }
            fields.put(Fields.DIAGNOSIS_DATE, "2021-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10));
            fields.put(
                    Fields.CLINICAL_HISTORY,
                    study.get("history").asText() + " " + weave("people") + " " + weave("own"));
            fields.put(
                    Fields.REPORT,
                    weave("own") + "\n" + study.get("findings").asText() + " " + weave("people") + "\n"
                            + study.get("impression").asText() + "\n" + weave("people"));
            fields.put(Fields.IMPRESSION, study.get("impression").asText() + " " + weave("again"));
            ObjectNode json = JSON.createObjectNode();
            Map<String, FieldValue> values = new LinkedHashMap<>();
            fields.forEach((name, value) -> {
                json.put(name, value);
                values.put(name, new FieldValue(FieldValue.Type.STRING, value));
            });
            LocalDate day = LocalDate.parse(fields.get(Fields.DIAGNOSIS_DATE));
            SyntheticRecord record = new SyntheticRecord(
                    index,
                    language,
                    MedicalRecord.of(values),
                    json.toString(),
                    identifiers,
                    LocalDate.parse(own.get(Fields.BIRTH_DATE)),
                    day,
                    day.minusDays(90),
                    Label.of(study.get("label").asText()));
            return new Narrative(record, others, sentences, templates);
        }

        private void identity() {
            own(Fields.RECORD_ID, "R" + (10_000_000L + random.nextInt(89_999_999)) + "-" + index);
            own(Fields.ACCESSION_NUMBER, "" + letter() + letter() + (100_000_000L + random.nextInt(899_999_999)));
            own(
                    Fields.STUDY_UID,
                    "1.3.6.1.4.1." + (10_000 + random.nextInt(89_999)) + "." + digits(8) + ".1." + digits(5));
            own(
                    Fields.PATIENT_ID,
                    isSpanish()
                            ? "HC" + (1_000_000 + random.nextInt(8_999_999))
                            : "" + letter() + (10_000_000 + random.nextInt(89_999_999)));
            own(Fields.PATIENT_NAME, full("patient"));
            own(
                    Fields.BIRTH_DATE,
                    LocalDate.of(1940 + random.nextInt(65), 1 + random.nextInt(12), 1 + random.nextInt(28))
                            .toString());
            own(Fields.PHONE, isSpanish() ? "7" + digits(8) : (201 + random.nextInt(780)) + ".555.01" + digits(2));
            own(
                    Fields.EMAIL,
                    ascii(people.get("patient")[0].charAt(0)
                                            + people.get("patient")[1].split(" ")[0])
                                    .toLowerCase(Locale.ROOT)
                                    .replaceAll("[^a-z]", "")
                            + digits(3) + "@example.net");
            own(
                    Fields.ADDRESS,
                    isSpanish()
                            ? pick("street") + " " + (2 + random.nextInt(180)) + ", " + (1 + random.nextInt(9))
                                    + "º izq."
                            : (100 + random.nextInt(9000)) + " " + pick("street"));
            own.put(Fields.CITY, pick("city"));
            own.put(Fields.POSTAL_CODE, isSpanish() ? "1" + digits(4) : "5" + digits(4));
            own(
                    Fields.INSURANCE_ID,
                    isSpanish()
                            ? digits(2) + "/" + digits(8) + "/" + digits(2)
                            : "W" + digits(9) + "-0" + (1 + random.nextInt(5)));
            int dni = 10_000_000 + random.nextInt(89_999_999);
            own(
                    Fields.NATIONAL_ID,
                    isSpanish()
                            ? dni + "-" + DNI_LETTERS.charAt(dni % 23)
                            : (100 + random.nextInt(560)) + "-" + (10 + random.nextInt(89)) + "-"
                                    + (1000 + random.nextInt(8999)));
            own(Fields.PHYSICIAN_NAME, full("physician"));
            own(Fields.PHYSICIAN_ID, isSpanish() ? "" + (10 + random.nextInt(40)) + digits(7) : "1" + digits(9));
            own(Fields.FACILITY, pick("facility"));
            own(Fields.DEVICE_ID, "SCN" + digits(7));
        }

        private void own(String field, String value) {
            own.put(field, value);
            identifiers.add(new Identifier(field, value, true, !field.equals(Fields.BIRTH_DATE)));
        }

        private String weave(String kind) {
            String template = pick(kind);
            StringBuilder text = new StringBuilder();
            int from = 0;
            for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
                int close = template.indexOf('}', open);
                text.append(template, from, open).append(slot(template.substring(open + 1, close)));
                from = close + 1;
            }
            String sentence = text.append(template.substring(from)).toString();
            if (!kind.equals("own")) {
                sentences.add(sentence);
                templates.add(template);
            }
            return sentence;
        }

        private String slot(String name) {
            return switch (name) {
                case "kin_phone" -> kinPhone;
                case "patient" -> full("patient");
                case "PATIENT" -> (people.get("patient")[1] + " " + people.get("patient")[0]).toUpperCase(Locale.ROOT);
                case "given" -> people.get("patient")[0];
                case "surname" -> people.get("patient")[1];
                case "physician" -> full("physician");
                default -> own.containsKey(name) ? own.get(name) : other(name);
            };
        }

        /**
         * kin, kin2, doc, doc2, and how: G given name, S surname, L small letters, I surname first, Ini with an
         * initial.
         */
        private String other(String slot) {
            boolean capitals = slot.equals(slot.toUpperCase(Locale.ROOT));
            String name = slot.toLowerCase(Locale.ROOT);
            String role = name.startsWith("doc")
                    ? name.startsWith("doc2") ? "doc2" : "doc"
                    : name.startsWith("kin2") ? "kin2" : "kin";
            String form = capitals ? "" : slot.substring(role.length());
            String given = people.get(role)[0];
            String surname = people.get(role)[1];
            String written = switch (form) {
                case "G" -> given;
                case "S" -> surname;
                case "L" -> (given + " " + surname).toLowerCase(Locale.ROOT);
                case "I" -> surname + ", " + given;
                case "Ini" -> given.charAt(0) + ". " + surname;
                default -> someForm(given, surname);
            };
            for (String word : (given + " " + surname).split("[ -]")) {
                boolean given1 = given.contains(word);
                if ((form.equals("G") && !given1) || (form.equals("S") || form.equals("Ini")) && given1) {
                    continue;
                }
                if (word.length() > 2 && !PARTICLES.contains(word)) {
                    others.add(word);
                }
            }
            return capitals ? written.toUpperCase(Locale.ROOT) : written;
        }

        private String someForm(String given, String surname) {
            return switch (random.nextInt(12)) {
                case 0 -> (given + " " + surname).toUpperCase(Locale.ROOT);
                case 1 -> given + " " + letter() + ". " + surname;
                case 2 -> given + "\n" + surname;
                case 3 -> ascii(given + " " + surname);
                case 4 -> given + " " + surname.split(" (?!la |de |der |Berg)")[0];
                default -> given + " " + surname;
            };
        }

        private String full(String role) {
            return people.get(role)[0] + " " + people.get(role)[1];
        }

        private String pick(String kind) {
            JsonNode list = words.get(kind);
            return list.get(random.nextInt(list.size())).asText();
        }

        private char letter() {
            return (char) ('A' + random.nextInt(26));
        }

        private String digits(int count) {
            StringBuilder digits = new StringBuilder(count);
            for (int i = 0; i < count; i++) {
                digits.append((char) ('0' + random.nextInt(10)));
            }
            return digits.toString();
        }
    }

    private static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    private static JsonNode resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
