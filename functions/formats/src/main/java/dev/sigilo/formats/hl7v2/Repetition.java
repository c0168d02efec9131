package dev.sigilo.formats.hl7v2;

import java.util.List;

/** One repetition of a field. Contains PHI. */
record Repetition(Segment segment, int field, int index, List<String> components) {

    /** Returns a component, counted from 1, as one line without reading it, or an empty text. */
    String peek(int component) {
        return component <= components.size() ? segment.text(components.get(component - 1)) : "";
    }

    /** Reads a component, counted from 1, as one line, or gives an empty text. */
    String read(int component) {
        segment.readComponent(field, index, component);
        return peek(component);
    }

    /** Reads a subcomponent, counted from 1, as one line, or gives an empty text. */
    String read(int component, int subcomponent) {
        if (component > components.size()) {
            return "";
        }
        List<String> parts = segment.subcomponents(components.get(component - 1));
        segment.readComponent(field, index, component);
        return subcomponent <= parts.size() ? segment.text(parts.get(subcomponent - 1)) : "";
    }

    /** Notes that all components were read. */
    void readAll() {
        segment.readRepetition(field, index);
    }

    @Override
    public String toString() {
        return "Repetition[" + field + "]";
    }
}
