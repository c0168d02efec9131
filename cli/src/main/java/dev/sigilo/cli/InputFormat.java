package dev.sigilo.cli;

import java.util.List;
import java.util.Locale;

/** The formats of an input: records as JSON or CSV, and the messages of hospital systems. */
enum InputFormat {
    NDJSON(null),
    CSV(null),
    JSON(null),
    HL7V2("hl7v2", ".hl7"),
    FHIR("fhir", ".json", ".ndjson"),
    DICOM("dicom", ".dcm", ".json");

    private final String id;
    private final List<String> extensions;

    InputFormat(String id, String... extensions) {
        this.id = id;
        this.extensions = List.of(extensions);
    }

    /** Returns the format's name in the topology, or null for records as JSON or CSV. */
    String id() {
        return id;
    }

    /** Returns whether the input contains messages of hospital systems, which convert turns into records. */
    boolean isMessages() {
        return id != null;
    }

    /** Returns how the names of its files end. */
    List<String> extensions() {
        return extensions;
    }

    /** Returns whether a file's name ends as those of this format do. */
    boolean isNameOf(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return extensions.stream().anyMatch(name::endsWith);
    }

    /**
     * Returns the format that a file's name gives: HL7 v2 for {@code .hl7}, DICOM for {@code .dcm}, CSV for {@code .csv},
     * else NDJSON. FHIR and DICOM JSON have no name of their own.
     */
    static InputFormat ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".hl7") ? HL7V2 : name.endsWith(".dcm") ? DICOM : name.endsWith(".csv") ? CSV : NDJSON;
    }

    /** Returns how a reader of records reads the input. */
    RecordReader.Format records() {
        return this == CSV ? RecordReader.Format.CSV : RecordReader.Format.NDJSON;
    }
}
