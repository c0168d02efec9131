package dev.sigilo.tokenize.domain.detect;

import java.util.List;

/**
 * What the weak patterns find in a text: the sequence model sees it as a feature, and it counts by itself where nothing
 * else is found.
 *
 * @param dateMarks as {@link DatePatterns#marks} gives them
 * @param numbers   as {@link LabelledPatterns#find} gives them
 */
record WeakPatterns(byte[] dateMarks, List<Span> numbers) {

    static WeakPatterns of(TextWords words) {
        return new WeakPatterns(DatePatterns.marks(words), LabelledPatterns.find(words));
    }
}
