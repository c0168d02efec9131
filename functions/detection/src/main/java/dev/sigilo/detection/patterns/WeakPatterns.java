package dev.sigilo.detection.patterns;

import dev.sigilo.detection.overlaps.Overlaps;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The matches of the weak patterns in a text. The sequence model uses them as a feature, and they count by themselves
 * where nothing else is found.
 *
 * @param dateMarks as {@link DatePatterns#marks} gives them
 * @param numbers   as {@link LabelledPatterns#find} gives them
 * @param codes     the numbers that are identifiers by their label, even if they contain a date
 */
public record WeakPatterns(byte[] dateMarks, List<Span> numbers, List<Span> codes) {

    /** Returns the matches of the weak patterns in these words. */
    public static WeakPatterns of(TextWords words) {
        byte[] dateMarks = DatePatterns.marks(words);
        List<Span> codes = new ArrayList<>();
        return new WeakPatterns(dateMarks, LabelledPatterns.find(words, dateMarks, codes), codes);
    }

    /** Returns the numbers without unlabelled ones that contain a clinical number. */
    public List<Span> unless(ClinicalValues clinicalValues) {
        return Overlaps.merge(clinicalValues.outside(numbers), codes);
    }
}
