package dev.sigilo.records;

/**
 * A passage that decided a report's label.
 *
 * @param field the field that contains it
 * @param start offset of its first character in the field's text, in Unicode code points
 * @param end   offset after its last character
 * @param label the label of this passage by itself: the text of a {@link Label}. It is kept as text, so that a view
 *              shows a newer version's label unchanged
 * @param rule  the rule that gave this label
 */
public record Evidence(String field, int start, int end, String label, String rule) {}
