package dev.sigilo.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.samples.SyntheticRecord.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Patients who do not exist and their radiology records, in English and Spanish. The same seed and index give the same
 * record, on any machine. The notes hold the identifiers of the identity fields in many forms (surname first, without
 * accents, upper case, given name alone, broken over lines, ids with other separators, dates in words …) and people
 * who stand in the text alone. Telephone numbers of the United States are from the range kept for fiction, e-mail
 * addresses from domains kept for examples. Immutable and thread-safe.
 *
 * <p>By default, names that are also common words ({@code May}, {@code Rosa}, {@code León}) do not occur;
 * {@link #withTrickyNames()} gives a population in which every second patient has one.
 */
public final class SyntheticPopulation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode STUDIES = resource("studies.json");
    private static final JsonNode SENTENCES = resource("sentences.json");
    private static final JsonNode PEOPLE = resource("people.json");
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final Set<String> PARTICLES =
            Set.of("de", "del", "la", "las", "los", "y", "van", "st", "jr", "sr", "iii", "dr", "dra", "md");

    private final long seed;
    private final boolean tricky;

    /** The population of this seed. */
    public SyntheticPopulation(long seed) {
        this(seed, false);
    }

    private SyntheticPopulation(long seed, boolean tricky) {
        this.seed = seed;
        this.tricky = tricky;
    }

    /** The same seed, but every second patient has a name that is also a common word. */
    public SyntheticPopulation withTrickyNames() {
        return new SyntheticPopulation(seed, true);
    }

    /** The first {@code count} records. */
    public List<SyntheticRecord> records(int count) {
        List<SyntheticRecord> records = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            records.add(record(index));
        }
        return records;
    }

    /** The record at {@code index}, from 0. Of every three, the third is about the second's patient. */
    public SyntheticRecord record(int index) {
        int patientNumber = index - (index % 3 == 2 ? 1 : 0);
        Person patient = new Person(random(patientNumber, 1), tricky && patientNumber % 2 == 0);
        return new Writer(patient, index, patientNumber, random(index, 2)).write();
    }

    private SplittableRandom random(int number, int salt) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 31L + salt * 0x5851F42D4C957F2DL);
    }

    // ---- people

    /** Who a record is about: all that stays the same from record to record. */
    private static final class Person {
        final boolean spanish;
        final String language;
        final boolean female;
        final String given;
        final String surname;
        final String secondSurname;
        final String suffix;
        final String middleInitial;
        final LocalDate birthDate;
        final String patientId;
        final String phone;
        final String email;
        final String address;
        final String city;
        final String postalCode;
        final String insuranceId;
        final String nationalId;
        final boolean commonWord;

        Person(SplittableRandom random, boolean tricky) {
            spanish = random.nextInt(2) == 0;
            language = spanish ? "es" : "en";
            JsonNode words = PEOPLE.get(language);
            female = random.nextInt(2) == 0;
            boolean trickyGiven = tricky && random.nextInt(2) == 0;
            commonWord = tricky;
            given = pick(words.get(trickyGiven ? "tricky_given" : female ? "female" : "male"), random);
            surname = pick(words.get(tricky && !trickyGiven ? "tricky_surname" : "surname"), random);
            String second = pick(words.get("surname"), random);
            secondSurname = spanish ? second : null;
            middleInitial = !spanish && random.nextInt(3) == 0 ? letter(random) + "." : null;
            suffix = !spanish && !female && random.nextInt(8) == 0 ? pick(words.get("suffix"), random) : null;
            birthDate = LocalDate.of(1922 + random.nextInt(88), 1 + random.nextInt(12), 1 + random.nextInt(28));
            JsonNode place = words.get("city").get(random.nextInt(words.get("city").size()));
            city = place.get(0).asText();
            postalCode = place.get(1).asText();
            String street = pick(words.get("street"), random);
            int number = 10 + random.nextInt(spanish ? 180 : 9000);
            if (spanish) {
                address = street + ", " + number + ", " + (1 + random.nextInt(9)) + "º " + letter(random);
                phone = (random.nextBoolean() ? "+34 " : "") + "6" + digits(random, 2) + " " + digits(random, 3) + " "
                        + digits(random, 3);
                patientId = "" + (1 + random.nextInt(9)) + digits(random, 6);
                int dni = 10_000_000 + random.nextInt(89_999_999);
                nationalId = "" + dni + DNI_LETTERS.charAt(dni % 23);
                insuranceId = "" + (10 + random.nextInt(40)) + " " + digits(random, 8);
            } else {
                address = number + " " + street + (random.nextInt(3) == 0 ? ", Apt " + (1 + random.nextInt(40)) : "");
                phone = "(" + (201 + random.nextInt(780)) + ") 555-01" + digits(random, 2);
                patientId = "MRN-" + "00" + digits(random, 6);
                nationalId = "" + (100 + random.nextInt(560)) + "-" + (10 + random.nextInt(89)) + "-"
                        + (1000 + random.nextInt(8999));
                insuranceId = "" + letter(random) + letter(random) + letter(random) + digits(random, 9);
            }
            email = ascii(given.split("[ -]")[0]).toLowerCase(Locale.ROOT) + "."
                    + ascii(surname).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + random.nextInt(100)
                    + "@example." + (spanish ? "org" : "com");
        }

        String surnames() {
            return secondSurname == null ? surname : surname + " " + secondSurname;
        }

        String fullName() {
            return given + (middleInitial == null ? "" : " " + middleInitial) + " " + surnames()
                    + (suffix == null ? "" : " " + suffix);
        }

        int ageOn(LocalDate day) {
            return Math.max(1, birthDate.until(day).getYears());
        }
    }

    // ---- records

    /** Writes one record of a patient. */
    private static final class Writer {
        final Person patient;
        final int index;
        final int patientNumber;
        final SplittableRandom random;
        final JsonNode words;
        final LocalDate examDate;
        final LocalDate priorDate;
        final String physicianGiven;
        final String physicianSurname;
        final String physicianName;
        final String physicianId;
        final String facility;
        final String recordId;
        final String accession;
        final String studyUid;
        final String deviceId;
        final String kin;
        final String kinPhone;
        final boolean kinField;
        final List<Identifier> identifiers = new ArrayList<>();
        final Set<String> listed = new HashSet<>();

        Writer(Person patient, int index, int patientNumber, SplittableRandom random) {
            this.patient = patient;
            this.index = index;
            this.patientNumber = patientNumber;
            this.random = random;
            words = PEOPLE.get(patient.language);
            LocalDate earliest = patient.birthDate.plusYears(4);
            LocalDate day = LocalDate.of(2012 + random.nextInt(13), 1 + random.nextInt(12), 1 + random.nextInt(28));
            examDate = day.isBefore(earliest) ? earliest.plusDays(random.nextInt(300)) : day;
            priorDate = examDate.minusDays(20 + random.nextInt(700));
            physicianGiven = pick(words.get(random.nextBoolean() ? "female" : "male"), random);
            physicianSurname = pick(words.get("surname"), random);
            boolean spanish = patient.spanish;
            physicianName = spanish
                    ? physicianGiven + " " + physicianSurname + " " + pick(words.get("surname"), random)
                    : physicianGiven + " " + physicianSurname + ", MD";
            physicianId = spanish ? "28/28/" + (10000 + random.nextInt(89999)) : "ME" + digits(random, 7);
            facility = pick(words.get("facility"), random);
            recordId = "REC-" + examDate.getYear() + "-" + String.format("%06d", index * 7 + random.nextInt(7));
            accession = "ACC" + (10_000_000 + random.nextInt(89_999_999));
            studyUid = "2.25." + (1 + random.nextInt(9)) + digits(random, 30);
            deviceId = "SN-" + letter(random) + letter(random) + "-" + (100000 + random.nextInt(899999));
            kin = pick(words.get("female"), random) + " " + pick(words.get("surname"), random);
            kinPhone = spanish ? "91" + digits(random, 7) : "(" + (201 + random.nextInt(780)) + ") 555-01"
                    + digits(random, 2);
            kinField = random.nextInt(3) == 0;
        }

        SyntheticRecord write() {
            List<JsonNode> fitting = new ArrayList<>();
            for (JsonNode study : STUDIES) {
                if (study.get("language").asText().equals(patient.language)
                        && (patient.female || !study.get("modality").asText().equals("MG"))) {
                    fitting.add(study);
                }
            }
            JsonNode study = fitting.get(random.nextInt(fitting.size()));
            listIdentityFields();
            Map<String, FieldValue> fields = new LinkedHashMap<>();
            put(fields, Fields.RECORD_ID, recordId);
            put(fields, Fields.ACCESSION_NUMBER, accession);
            put(fields, Fields.STUDY_UID, studyUid);
            put(fields, Fields.PATIENT_ID, patient.patientId);
            put(fields, Fields.PATIENT_NAME, patientNameField());
            put(fields, Fields.BIRTH_DATE, patient.birthDate.toString());
            put(fields, Fields.PHONE, patient.phone);
            put(fields, Fields.EMAIL, patient.email);
            put(fields, Fields.ADDRESS, patient.address);
            put(fields, Fields.CITY, patient.city);
            put(fields, Fields.POSTAL_CODE, patient.postalCode);
            put(fields, Fields.COUNTRY, patient.spanish ? "España" : "United States");
            put(fields, Fields.INSURANCE_ID, patient.insuranceId);
            put(fields, Fields.NATIONAL_ID, patient.nationalId);
            put(fields, Fields.PHYSICIAN_NAME, physicianName);
            put(fields, Fields.PHYSICIAN_ID, physicianId);
            put(fields, Fields.FACILITY, facility);
            put(fields, Fields.DEVICE_ID, deviceId);
            if (kinField) {
                // A field that no policy foresees.
                put(fields, "next_of_kin", kin + " " + kinPhone);
            }
            String report = weave("report") + "\n" + study.get("findings").asText() + "\n"
                    + study.get("impression").asText() + "\n" + weave("report_end");
            put(fields, Fields.IMAGE, study.get("image").asText());
            put(fields, Fields.DIAGNOSIS, study.get("diagnosis").asText());
            put(fields, Fields.REPORT, report);
            put(fields, Fields.BODY_PART, random.nextInt(6) == 0 ? null : study.get("body_part").asText());
            put(fields, Fields.MODALITY, random.nextInt(6) == 0 ? null : study.get("modality").asText());
            put(fields, Fields.AGE, "" + patient.ageOn(examDate));
            put(fields, Fields.SEX, patient.female ? "F" : "M");
            put(fields, Fields.ETHNICITY, random.nextInt(3) > 0 ? null : patient.spanish ? "caucásica" : "not stated");
            put(fields, Fields.SYMPTOMS, study.get("symptoms").asText());
            put(fields, Fields.CLINICAL_HISTORY, study.get("history").asText() + " " + weave("clinical_history"));
            put(fields, Fields.FINDINGS, study.get("findings").asText() + some(" ", "findings"));
            put(fields, Fields.IMPRESSION, study.get("impression").asText() + some(" ", "impression"));
            put(fields, Fields.RECOMMENDATION, study.get("recommendation").asText() + some(" ", "recommendation"));
            put(fields, Fields.INDICATION, study.get("indication").asText());
            put(fields, Fields.COMPARISON, weave("comparison"));
            put(fields, Fields.TECHNIQUE, study.get("technique").asText());
            String label = study.get("label").asText();
            if (random.nextInt(2) == 0) {
                for (String flag : Fields.FLAGS) {
                    fields.put(flag, new FieldValue(FieldValue.Type.BOOLEAN, "" + flag.equals(label)));
                }
            }
            put(fields, Fields.CODE, study.get("code").asText());
            put(fields, Fields.DIAGNOSIS_DATE, examDate.toString());
            MedicalRecord record = MedicalRecord.of(fields);
            return new SyntheticRecord(patientNumber, patient.language, record, json(record), identifiers,
                    patient.birthDate, examDate, priorDate, Label.of(label));
        }

        private String patientNameField() {
            switch (random.nextInt(4)) {
                case 0:
                    return patient.surnames() + ", " + patient.given;
                case 1:
                    return patient.fullName().toUpperCase(Locale.ROOT);
                default:
                    return patient.fullName();
            }
        }

        private void listIdentityFields() {
            list(Fields.RECORD_ID, recordId, true, true);
            list(Fields.ACCESSION_NUMBER, accession, true, true);
            list(Fields.STUDY_UID, studyUid, true, true);
            list(Fields.PATIENT_ID, patient.patientId, true, true);
            list(Fields.PATIENT_NAME, patient.given + " " + patient.surname, true, true);
            listWords(Fields.PATIENT_NAME, patient.fullName(), true);
            list(Fields.BIRTH_DATE, patient.birthDate.toString(), true, false);
            list(Fields.PHONE, patient.phone, true, true);
            list(Fields.EMAIL, patient.email, true, true);
            list(Fields.ADDRESS, patient.address, true, true);
            list(Fields.POSTAL_CODE, patient.postalCode, true, false);
            list(Fields.INSURANCE_ID, patient.insuranceId, true, true);
            list(Fields.NATIONAL_ID, patient.nationalId, true, true);
            list(Fields.PHYSICIAN_NAME, physicianName, true, true);
            listWords(Fields.PHYSICIAN_NAME, physicianName, true);
            list(Fields.PHYSICIAN_ID, physicianId, true, true);
            list(Fields.FACILITY, facility, true, true);
            list(Fields.DEVICE_ID, deviceId, true, true);
            if (kinField) {
                list("next_of_kin", kin, true, true);
                listWords("next_of_kin", kin, true);
                list("next_of_kin", kinPhone, true, true);
            }
        }

        private void list(String field, String value, boolean structured, boolean unique) {
            if (listed.add(field + "|" + value)) {
                identifiers.add(new Identifier(field, value, structured, unique));
            }
        }

        /** Each word of a name, unless it is also a common word: a report may say "may". */
        private void listWords(String field, String name, boolean structured) {
            for (String word : name.split("[ ,.]+")) {
                if (word.length() > 2 && !PARTICLES.contains(word.toLowerCase(Locale.ROOT)) && !isCommonWord(word)) {
                    list(field, word, structured, true);
                }
            }
        }

        private boolean isCommonWord(String word) {
            for (String kind : new String[] {"tricky_given", "tricky_surname"}) {
                for (JsonNode name : words.get(kind)) {
                    if (name.asText().equalsIgnoreCase(word)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private String some(String separator, String where) {
            return random.nextInt(2) == 0 ? "" : separator + weave(where);
        }

        private String weave(String where) {
            return fill(pick(SENTENCES.get(patient.language).get(where), random));
        }

        private String fill(String template) {
            StringBuilder text = new StringBuilder();
            int from = 0;
            while (true) {
                int open = template.indexOf('{', from);
                if (open < 0) {
                    return text.append(template.substring(from)).toString();
                }
                int close = template.indexOf('}', open);
                text.append(template, from, open).append(placeholder(template.substring(open + 1, close)));
                from = close + 1;
            }
        }

        private String placeholder(String name) {
            return switch (name) {
                case "patient" -> patientForm();
                case "given" -> written(Fields.PATIENT_NAME, varyCase(patient.given), !patient.commonWord, true);
                case "surname" -> written(Fields.PATIENT_NAME, title() + patient.surname, true, true);
                case "physician" -> physicianForm();
                case "kin" -> listKin();
                case "kin_phone" -> written("kin_phone", kinPhone, true, kinField);
                case "age" -> "" + patient.ageOn(examDate);
                case "noun" -> noun();
                case "noun_cap" -> noun().substring(0, 1).toUpperCase(Locale.ROOT) + noun().substring(1);
                case "exam_date" -> date(examDate);
                case "prior_date" -> date(priorDate);
                case "next_date" -> date(examDate.plusDays(30 + random.nextInt(300)));
                case "birth_date" -> written(Fields.BIRTH_DATE, date(patient.birthDate), false, true);
                case "facility" -> written(Fields.FACILITY, varyCase(facility), true, true);
                case "patient_id" -> written(Fields.PATIENT_ID, idForm(patient.patientId), true, true);
                case "accession_number" -> written(Fields.ACCESSION_NUMBER, idForm(accession), true, true);
                case "study_uid" -> studyUid;
                case "device_id" -> written(Fields.DEVICE_ID, idForm(deviceId), true, true);
                case "physician_id" -> written(Fields.PHYSICIAN_ID, idForm(physicianId), true, true);
                case "insurance_id" -> written(Fields.INSURANCE_ID, idForm(patient.insuranceId), true, true);
                case "national_id" -> written(Fields.NATIONAL_ID, idForm(patient.nationalId), true, true);
                case "phone" -> written(Fields.PHONE, phoneForm(patient.phone), true, true);
                case "email" -> written(Fields.EMAIL, varyCase(patient.email), true, true);
                case "address" -> written(Fields.ADDRESS, addressForm(), true, true);
                case "city" -> varyCase(patient.city);
                case "postal_code" -> patient.postalCode;
                default -> throw new IllegalStateException("no placeholder " + name);
            };
        }

        private String written(String field, String value, boolean unique, boolean structured) {
            list(field, value, structured, unique);
            return value;
        }

        private String listKin() {
            list(kinField ? "next_of_kin" : "kin", kin, kinField, true);
            return kin;
        }

        private String noun() {
            return patient.spanish ? patient.female ? "mujer" : "varón" : patient.female ? "woman" : "man";
        }

        private String title() {
            if (patient.spanish) {
                return patient.female ? "Sra. " : "Sr. ";
            }
            return patient.female ? "Ms. " : "Mr. ";
        }

        private String patientForm() {
            boolean initials = false;
            String form;
            String given = patient.given;
            String surname = patient.surname;
            switch (random.nextInt(14)) {
                case 0 -> form = patient.surnames() + ", " + given;
                case 1 -> form = (patient.surnames() + " " + given).toUpperCase(Locale.ROOT);
                case 2 -> form = ascii(patient.fullName());
                case 3 -> form = ascii(patient.fullName()).toUpperCase(Locale.ROOT);
                case 4 -> form = given.substring(0, given.offsetByCodePoints(0, 1)) + ". " + surname;
                case 5 -> form = title() + surname;
                case 6 -> form = given + "\n" + patient.surnames();
                case 7 -> form = given + "  " + surname;
                case 8 -> form = given + " " + surname;
                case 9 -> form = title() + given + " " + surname;
                case 10 -> form = (given + " " + surname).toLowerCase(Locale.ROOT);
                case 11 -> form = patient.secondSurname == null
                        ? given + " " + surname : given + " " + surname + "-" + patient.secondSurname;
                case 12 -> {
                    form = given.charAt(0) + "." + surname.charAt(0) + "."
                            + (patient.secondSurname == null ? "" : patient.secondSurname.charAt(0) + ".");
                    initials = true;
                }
                default -> form = patient.fullName();
            }
            return written(Fields.PATIENT_NAME, form, !initials, true);
        }

        private String physicianForm() {
            String form = switch (random.nextInt(6)) {
                case 0 -> "Dr. " + physicianSurname;
                case 1 -> "Dr. " + physicianGiven + " " + physicianSurname;
                case 2 -> physicianSurname + ", " + physicianGiven;
                case 3 -> ascii(physicianName).toUpperCase(Locale.ROOT);
                case 4 -> "Dr. " + physicianGiven.charAt(0) + ". " + physicianSurname;
                default -> physicianName;
            };
            return written(Fields.PHYSICIAN_NAME, form, true, true);
        }

        private String idForm(String id) {
            String plain = id.replaceAll("[^A-Za-z0-9.]", "");
            return switch (random.nextInt(6)) {
                case 0 -> plain;
                case 1 -> id.toLowerCase(Locale.ROOT);
                case 2 -> id.replace('-', ' ').replace('/', ' ');
                case 3 -> {
                    String digits = plain.replaceAll("^[A-Za-z]+", "").replaceAll("^0+", "");
                    yield digits.length() < 5 ? id : digits;
                }
                case 4 -> plain.replaceAll("(\\d{3})(?=\\d{3})", "$1-");
                default -> id;
            };
        }

        private String phoneForm(String phone) {
            String digits = phone.replaceAll("[^0-9]", "");
            String local = digits.substring(digits.length() - (patient.spanish ? 9 : 10));
            String country = patient.spanish ? "34" : "1";
            String separator = pickOf(random, " ", "-", ".", "");
            String parts = local.substring(0, 3) + separator + local.substring(3, 6) + separator + local.substring(6);
            return switch (random.nextInt(4)) {
                case 0 -> "+" + country + " " + parts;
                case 1 -> "00" + country + local;
                case 2 -> phone;
                default -> parts;
            };
        }

        private String addressForm() {
            String address = patient.address;
            return switch (random.nextInt(4)) {
                case 0 -> address.toUpperCase(Locale.ROOT);
                case 1 -> ascii(address);
                case 2 -> address.replaceFirst("[,]? ", ",\n").replaceFirst(",\n", patient.spanish ? "\n" : " ");
                default -> address;
            };
        }

        private String varyCase(String text) {
            return switch (random.nextInt(4)) {
                case 0 -> text.toUpperCase(Locale.ROOT);
                case 1 -> ascii(text);
                default -> text;
            };
        }

        private String date(LocalDate date) {
            int day = date.getDayOfMonth();
            int month = date.getMonthValue();
            int year = date.getYear();
            String word = month(patient.language, month);
            if (patient.spanish) {
                return switch (random.nextInt(6)) {
                    case 0 -> day + " de " + word + " de " + year;
                    case 1 -> String.format("%02d-%02d-%d", day, month, year);
                    case 2 -> date.toString();
                    case 3 -> String.format("%02d.%02d.%d", day, month, year);
                    default -> String.format("%02d/%02d/%d", day, month, year);
                };
            }
            return switch (random.nextInt(6)) {
                case 0 -> word + " " + day + ordinal(day) + ", " + year;
                case 1 -> word + " " + day + ", " + year;
                case 2 -> date.toString();
                case 3 -> day + " " + word + " " + year;
                default -> String.format("%02d/%02d/%d", month, day, year);
            };
        }

        private String json(MedicalRecord record) {
            StringWriter text = new StringWriter();
            try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
                generator.writeStartObject();
                for (Map.Entry<String, FieldValue> field : record.fields().entrySet()) {
                    generator.writeFieldName(field.getKey());
                    if (field.getValue().type() == FieldValue.Type.STRING) {
                        generator.writeString(field.getValue().text());
                    } else {
                        generator.writeRawValue(field.getValue().text());
                    }
                }
                generator.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("a StringWriter does not fail", e);
            }
            return text.toString();
        }
    }

    // ---- small things

    private static void put(Map<String, FieldValue> fields, String name, String value) {
        if (value != null) {
            fields.put(name, new FieldValue(FieldValue.Type.STRING, value));
        }
    }

    private static String month(String language, int month) {
        String[] months = language.equals("es")
                ? new String[] {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
                        "octubre", "noviembre", "diciembre"}
                : new String[] {"January", "February", "March", "April", "May", "June", "July", "August", "September",
                        "October", "November", "December"};
        return months[month - 1];
    }

    private static String ordinal(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private static String ascii(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    private static String pick(JsonNode list, SplittableRandom random) {
        return list.get(random.nextInt(list.size())).asText();
    }

    private static String pickOf(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static char letter(SplittableRandom random) {
        return (char) ('A' + random.nextInt(26));
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static JsonNode resource(String name) {
        Supplier<IllegalStateException> missing =
                () -> new IllegalStateException("resource " + name + " is not in the sigilo-samples jar; build it again");
        try (InputStream in = SyntheticPopulation.class.getResourceAsStream(name)) {
            if (in == null) {
                throw missing.get();
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw missing.get();
        }
    }
}
