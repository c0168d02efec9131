package dev.sigilo.tokenize.domain;

import dev.sigilo.records.Category;

/**
 * A value of the record's own fields that must not be left in its texts either, in whatever form.
 *
 * @param field       the field
 * @param category    what it is
 * @param value       the value as the producer sent it
 * @param replacement what stands for it in a text, as {@code [NAME pat_name_1_…]}
 */
public record KnownIdentifier(String field, Category category, String value, String replacement) {
    /** The field and what stands for its value, never the value. */
    @Override
    public String toString() {
        return "KnownIdentifier[" + field + " " + replacement + "]";
    }
}
