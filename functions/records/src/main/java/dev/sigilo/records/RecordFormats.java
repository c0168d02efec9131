package dev.sigilo.records;

import java.util.List;

/** The formats that the intake accepts. */
public final class RecordFormats {
    /** The format that is used if a configuration names none. */
    public static final RecordFormat DEFAULT = new JsonRecordFormat();

    private static final List<RecordFormat> ALL = List.of(DEFAULT);

    private RecordFormats() {}

    /** Returns the names of all formats. */
    public static List<String> names() {
        return ALL.stream().map(RecordFormat::name).toList();
    }

    /** Returns the format with this name, or null. */
    public static RecordFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
