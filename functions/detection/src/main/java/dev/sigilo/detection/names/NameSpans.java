package dev.sigilo.detection.names;

import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/** Collects the names that the rules find in one text. */
final class NameSpans {

    private final TextWords words;
    private final List<Span> spans = new ArrayList<>();

    NameSpans(TextWords words) {
        this.words = words;
    }

    /** Adds a name from the word {@code from} up to, but not including, the word {@code to}. */
    void add(int from, int to, boolean staff) {
        spans.add(new Span(
                words.start[from], words.end[to - 1], staff ? IdentifierType.STAFF_NAME : IdentifierType.PATIENT_NAME));
    }

    /** Returns the names in the order in which they were added. */
    List<Span> spans() {
        return spans;
    }
}
