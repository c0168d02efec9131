package dev.sigilo.training;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.training.sequence.ModelTraining.MarkedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Writes English and Spanish texts with their identifiers marked, from templates and word lists. All people in them are
 * invented. The same templates, lists and seed give the same texts. Not thread-safe.
 *
 * <p>A template is a line with slots in braces. {@link TemplateSlots} lists the slots. {@code {patient}} names the
 * person of the text, and every other slot is filled from the list of that name in the file of phrases.
 */
final class TemplateTexts {

    private final RandomChoice choice;
    private final TemplateSlots slots;
    private Persona persona;
    /** Whether the text has already named the persona. */
    private boolean introduced;

    private StringBuilder text;
    private List<Span> spans;

    TemplateTexts(TrainingWordLists lists, List<String> phraseLines, long seed) {
        this.choice = new RandomChoice(seed);
        this.slots = new TemplateSlots(choice, lists, new TrainingPhrases(phraseLines, choice));
    }

    /** Fills the template once. */
    MarkedText fill(String template) {
        start();
        append(template);
        return new MarkedText(recased(), spans, 1);
    }

    /** Writes a text about one person, named by the slots {@code patient} and {@code patientlast}. */
    MarkedText persona(boolean woman, Supplier<MarkedText> writing) {
        persona = slots.newPersona(woman);
        introduced = false;
        return writing.get();
    }

    /** Starts a text. Add to it with {@link #append}, {@link #literal} and {@link #marked}; {@link #end} returns it. */
    void start() {
        text = new StringBuilder();
        spans = new ArrayList<>();
    }

    void literal(String value) {
        text.append(value);
    }

    void marked(String value, IdentifierType type) {
        mark(value, type);
    }

    MarkedText end() {
        return new MarkedText(text.toString(), spans, 1);
    }

    /** Adds a template with its slots filled. */
    void append(String template) {
        String lines = template.replace("\\n", "\n");
        int i = 0;
        while (i < lines.length()) {
            char c = lines.charAt(i);
            int close = c == '{' ? lines.indexOf('}', i) : -1;
            if (close > 0) {
                slot(lines.substring(i + 1, close));
                i = close + 1;
            } else {
                text.append(c);
                i++;
            }
        }
    }

    /** Replaces the marked identifiers of a text with others of their kind. */
    MarkedText refill(MarkedText original) {
        text = new StringBuilder();
        spans = new ArrayList<>();
        int from = 0;
        boolean lower = original.text().equals(original.text().toLowerCase(Locale.ROOT));
        for (Span span : original.spans()) {
            text.append(original.text(), from, span.start());
            String old = original.text().substring(span.start(), span.end());
            String slot = switch (span.type()) {
                case PATIENT_NAME -> old.indexOf(' ') > 0 ? "name" : choice.either() ? "first" : "last";
                case STREET -> old.length() > 30 ? "longstreet" : old.length() > 8 ? "street" : "";
                case TERRITORY -> "city";
                case COUNTRY -> "country";
                case INSTITUTION -> "org";
                case PROFESSION -> "job";
                case NATIONALITY -> "nat";
                default -> "";
            };
            if (slot.isEmpty()) {
                mark(old, span.type());
            } else {
                slot(slot);
            }
            from = span.end();
        }
        text.append(original.text(), from, original.text().length());
        return new MarkedText(lower ? sameLength(text.toString().toLowerCase(Locale.ROOT)) : text.toString(), spans, 1);
    }

    private String recased() {
        int kind = choice.below(100);
        if (kind < 8) {
            return sameLength(text.toString().toLowerCase(Locale.ROOT));
        }
        if (kind < 10) {
            return sameLength(text.toString().toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    private String sameLength(String recased) {
        return recased.length() == text.length() ? recased : text.toString();
    }

    private void slot(String name) {
        if (name.equals("patient")) {
            patient();
            return;
        }
        TemplateSlots.Slot slot = slots.get(name);
        String value = slot.value().get();
        if (slot.type() == null) {
            text.append(value);
        } else {
            mark(value, slot.type());
        }
    }

    private void mark(String value, IdentifierType type) {
        spans.add(new Span(text.length(), text.length() + value.length(), type));
        text.append(value);
    }

    /** Names the persona: in full at first, later also by a title and surname, the given name or the surname. */
    private void patient() {
        String title = persona.woman() ? choice.of("Ms. ", "Mrs. ", "Ms. ", "Miss ") : "Mr. ";
        int form = introduced ? choice.below(10) : choice.below(3);
        introduced = true;
        if (form > 5) {
            text.append(title);
            mark(persona.surname(), IdentifierType.PATIENT_NAME);
        } else if (form > 3) {
            mark(persona.given(), IdentifierType.PATIENT_NAME);
        } else if (form == 3) {
            mark(persona.surname(), IdentifierType.PATIENT_NAME);
        } else {
            if (form == 2) {
                text.append(title);
            }
            mark(persona.given() + " " + persona.surname(), IdentifierType.PATIENT_NAME);
        }
    }
}
