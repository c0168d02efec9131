package dev.sigilo.formats.hl7v2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * One segment of a message. It also remembers which of its values were read, so that the others are counted. Contains
 * PHI. Not thread-safe.
 */
final class Segment {
    /** More fields, repetitions or components than any real message has stay together in the last one. */
    private static final int MAX_PARTS = 500;

    private static final int MAX_COMPONENTS = 62;
    private static final long WHOLE = -1;

    private final String name;
    private final String line;
    private final Delimiters delimiters;
    private final Escapes escapes;
    private final List<String> fields;
    /** How many fields precede field 1 in {@link #fields}: MSH-1 is the delimiter itself. */
    private final int shift;

    /** The repetitions that have a value, by field; null where they were not asked for. */
    private final List<List<Repetition>> values;

    private long[][] read;

    /**
     * @param line the segment as it was sent, without its line end; with line feeds where a text was broken into lines
     */
    Segment(String line, Delimiters delimiters, Escapes escapes) {
        this.name = line.substring(0, 3);
        this.line = line;
        this.delimiters = delimiters;
        this.escapes = escapes;
        this.fields = Delimiters.split(line, delimiters.field(), MAX_PARTS);
        this.shift = name.equals("MSH") ? 1 : 0;
        this.values = new ArrayList<>(Collections.nCopies(fields.size(), null));
        this.read = new long[fields.size()][];
    }

    String name() {
        return name;
    }

    String line() {
        return line;
    }

    Delimiters delimiters() {
        return delimiters;
    }

    /** Returns a field as it was sent, or an empty text. */
    String raw(int field) {
        int index = field - shift;
        return index > 0 && index < fields.size() ? fields.get(index) : "";
    }

    /** Returns whether a field has no value. */
    boolean isEmpty(int field) {
        String raw = raw(field);
        return raw.isEmpty() || delimiters.isEmpty(raw);
    }

    /** Returns the repetitions of a field as they were sent. */
    List<String> repetitions(int field) {
        return Delimiters.split(raw(field), delimiters.repetition(), MAX_PARTS);
    }

    /** Returns the components of a repetition as they were sent. */
    List<String> components(String repetition) {
        return Delimiters.split(repetition, delimiters.component(), MAX_COMPONENTS);
    }

    /** Returns the subcomponents of a component as they were sent. */
    List<String> subcomponents(String component) {
        return Delimiters.split(component, delimiters.subcomponent(), MAX_COMPONENTS);
    }

    /** Returns a component, counted from 1, of the field's first repetition as one line, or an empty text. */
    String value(int field, int component) {
        List<Repetition> found = values(field);
        return found.isEmpty() || found.get(0).index() > 0 ? "" : found.get(0).peek(component);
    }

    /** Returns a component's value as one line: subcomponents separated by blanks, escape sequences decoded. */
    String text(String component) {
        if (delimiters.isEmpty(component)) {
            return "";
        }
        if (isPlain(component)) {
            return component;
        }
        return oneLine(lines(component.replace(delimiters.subcomponent(), ' ')));
    }

    /** Returns whether a component, as most do, has nothing to decode and no blanks to remove. */
    private boolean isPlain(String component) {
        char before = ' ';
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            boolean special = c == delimiters.escape() || c == delimiters.subcomponent() || c < ' ' || c == '\u00A0';
            if (special || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }

    /** Returns a value with its line breaks, with escape sequences decoded. */
    String lines(String raw) {
        return escapes.decode(raw);
    }

    /** Returns a text as one line without repeated blanks. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c <= ' ' || c == '\u00A0';
            if (!blank) {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    /** Forgets which values were read. */
    void unread() {
        read = new long[fields.size()][];
    }

    /** Notes that a field was read with all its repetitions. */
    void readField(int field) {
        for (int i = 0; i < repetitions(field).size(); i++) {
            readRepetition(field, i);
        }
    }

    /** Notes that a repetition was read with all its components. */
    void readRepetition(int field, int repetition) {
        mark(field, repetition, WHOLE);
    }

    /** Notes that a component, counted from 1, was read. */
    void readComponent(int field, int repetition, int component) {
        mark(field, repetition, 1L << Math.min(component, MAX_COMPONENTS));
    }

    private void mark(int field, int repetition, long components) {
        int index = field - shift;
        if (index <= 0 || index >= fields.size()) {
            return;
        }
        if (read[index] == null) {
            read[index] = new long[repetitions(field).size()];
        }
        if (repetition < read[index].length) {
            read[index][repetition] |= components;
        }
    }

    /**
     * Gives the path of each value that was not read: {@code PID-28} for a field or a repetition of which nothing was
     * read, {@code PID-11.4} for a component of one of which something was read. The standard must define the segment.
     */
    void unreadPaths(Consumer<String> path) {
        for (int index = 1; index < fields.size(); index++) {
            int field = index + shift;
            if (DataTypes.isEnvelope(name, field)) {
                continue;
            }
            for (Repetition repetition : values(field)) {
                long mask = read[index] == null ? 0 : read[index][repetition.index()];
                if (mask == 0) {
                    path.accept(DataTypes.path(name, field));
                } else if (mask != WHOLE) {
                    unreadComponents(repetition, mask, path);
                }
            }
        }
    }

    private void unreadComponents(Repetition repetition, long mask, Consumer<String> path) {
        List<String> components = repetition.components();
        DataTypes.Type type = DataTypes.of(name, repetition.field());
        for (int c = 1; c <= components.size(); c++) {
            boolean isRead = (mask >> Math.min(c, MAX_COMPONENTS) & 1) == 1;
            if (!isRead && !type.isQualifier(c) && !delimiters.isEmpty(components.get(c - 1))) {
                path.accept(DataTypes.path(name, repetition.field()) + "." + c);
            }
        }
    }

    /** Returns the repetitions of a field that have a value, each with its position. */
    List<Repetition> values(int field) {
        int index = field - shift;
        if (index <= 0 || index >= fields.size() || fields.get(index).isEmpty()) {
            return List.of();
        }
        List<Repetition> found = values.get(index);
        if (found == null) {
            found = new ArrayList<>();
            List<String> raw = repetitions(field);
            for (int i = 0; i < raw.size(); i++) {
                if (!delimiters.isEmpty(raw.get(i))) {
                    found.add(new Repetition(this, field, i, components(raw.get(i))));
                }
            }
            values.set(index, found);
        }
        return found;
    }

    /** Returns only the name, because the segment may identify a person. */
    @Override
    public String toString() {
        return "Segment[" + (DataTypes.isStandard(name) ? name : "(unknown)") + "]";
    }
}
