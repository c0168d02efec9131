package dev.sigilo.benchmarks.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.evaluation.labels.Reports;
import dev.sigilo.evaluation.texts.GoldText;
import dev.sigilo.records.Category;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.text.Language;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text, and the identifiers that the fields of its record would contain. The texts of a file are read in place: no
 * part of a corpus is copied into the project.
 *
 * @param text        the free text
 * @param language    its language
 * @param identifiers the record's own identifiers
 * @param bytes       the length of the text in UTF-8
 */
record BenchmarkText(String text, Language language, List<KnownIdentifier> identifiers, int bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SYNTHETIC_TEXTS = 250;
    private static final Map<String, String> GOLD_FIELDS = Map.of(
            "NOMBRE_SUJETO_ASISTENCIA",
            Fields.PATIENT_NAME,
            "NOMBRE_PERSONAL_SANITARIO",
            Fields.PHYSICIAN_NAME,
            "ID_SUJETO_ASISTENCIA",
            Fields.PATIENT_ID,
            "ID_ASEGURAMIENTO",
            Fields.INSURANCE_ID,
            "ID_TITULACION_PERSONAL_SANITARIO",
            Fields.PHYSICIAN_ID,
            "CALLE",
            Fields.ADDRESS,
            "TERRITORIO",
            Fields.CITY,
            "HOSPITAL",
            Fields.FACILITY,
            "NUMERO_TELEFONO",
            Fields.PHONE,
            "CORREO_ELECTRONICO",
            Fields.EMAIL);
    private static final Map<String, Category> CATEGORIES = Map.of(
            Fields.PATIENT_NAME,
            Category.NAME,
            Fields.PHYSICIAN_NAME,
            Category.NAME,
            Fields.PATIENT_ID,
            Category.MEDICAL_RECORD_NUMBER,
            Fields.INSURANCE_ID,
            Category.HEALTH_PLAN_NUMBER,
            Fields.PHYSICIAN_ID,
            Category.LICENSE_NUMBER,
            Fields.ADDRESS,
            Category.GEOGRAPHIC,
            Fields.CITY,
            Category.GEOGRAPHIC,
            Fields.FACILITY,
            Category.INSTITUTION,
            Fields.PHONE,
            Category.PHONE,
            Fields.EMAIL,
            Category.EMAIL);

    private BenchmarkText(String text, Language language, Map<String, String> fields) {
        this(text, language, identifiers(fields), text.getBytes(StandardCharsets.UTF_8).length);
    }

    /**
     * Reads the texts of a file: NDJSON with marked spans (the first of each kind is used as the record's field) or a
     * CSV file of reports. If {@code file} is empty, returns reports of synthetic patients.
     */
    static List<BenchmarkText> read(String file) throws IOException {
        if (file.isEmpty()) {
            return synthetic();
        }
        return file.endsWith(".csv") ? reports(Path.of(file)) : gold(Path.of(file));
    }

    private static List<BenchmarkText> gold(Path file) throws IOException {
        List<BenchmarkText> texts = new ArrayList<>();
        for (GoldText gold : GoldText.read(file)) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (GoldText.GoldSpan span : gold.spans()) {
                if (GOLD_FIELDS.containsKey(span.type())) {
                    fields.putIfAbsent(GOLD_FIELDS.get(span.type()), gold.text().substring(span.start(), span.end()));
                }
            }
            texts.add(new BenchmarkText(gold.text(), Language.guess(gold.text()), fields));
        }
        return texts;
    }

    private static List<BenchmarkText> reports(Path file) throws IOException {
        List<BenchmarkText> texts = new ArrayList<>();
        for (MedicalRecord report : Reports.read(file)) {
            StringBuilder text = new StringBuilder();
            for (FieldValue value : report.fields().values()) {
                text.append(value.text()).append('\n');
            }
            texts.add(new BenchmarkText(text.toString(), Language.ENGLISH, Map.of()));
        }
        return texts;
    }

    private static List<BenchmarkText> synthetic() throws IOException {
        List<BenchmarkText> texts = new ArrayList<>();
        for (SyntheticRecord record : new SyntheticPopulation(1).records(SYNTHETIC_TEXTS)) {
            JsonNode json = JSON.readTree(record.json());
            Map<String, String> fields = new LinkedHashMap<>();
            for (String field : CATEGORIES.keySet().stream().sorted().toList()) {
                if (json.path(field).isTextual()) {
                    fields.put(field, json.get(field).textValue());
                }
            }
            texts.add(new BenchmarkText(json.path(Fields.REPORT).asText(), Language.ofCode(record.language()), fields));
        }
        return texts;
    }

    private static List<KnownIdentifier> identifiers(Map<String, String> fields) {
        List<KnownIdentifier> identifiers = new ArrayList<>();
        fields.forEach((field, value) -> identifiers.add(
                new KnownIdentifier(field, CATEGORIES.get(field), value, "[" + CATEGORIES.get(field) + "]")));
        return identifiers;
    }

    /** Omits the text, because it may be a patient's. */
    @Override
    public String toString() {
        return "BenchmarkText[" + bytes + " bytes, " + identifiers.size() + " identifiers]";
    }
}
