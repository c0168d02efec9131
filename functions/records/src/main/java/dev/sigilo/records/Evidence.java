package dev.sigilo.records;

/**
 * A passage that decided a report's label.
 *
 * @param field the field it stands in
 * @param start offset of its first character in the field's text, in Unicode code points
 * @param end   offset after its last character
 * @param label what this passage alone says: the text of a {@link Label}. It is kept as text, so that a view shows a newer version's label unchanged
 * @param rule  the rule that read it so
 */
public record Evidence(String field, int start, int end, String label, String rule) {}
