package dev.sigilo.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** Makes parsers for JSON that producers wrote: with limits, and with errors that do not quote the input. */
public final class ProducerJson {
    private static final int MAX_NAME_LENGTH = 10_000;
    private static final int MAX_STRING_LENGTH = 64 * 1024 * 1024;

    private ProducerJson() {}

    /** Returns a factory with the limits of a {@link MedicalRecord}, for a record and for the values in it. */
    public static JsonFactory recordFactory() {
        return factory(MedicalRecord.MAX_DEPTH, MedicalRecord.MAX_NUMBER_LENGTH, MAX_NAME_LENGTH);
    }

    /**
     * Returns a factory whose parsers throw {@link com.fasterxml.jackson.core.exc.StreamConstraintsException} beyond
     * these limits.
     *
     * @param maxDepth        how deep objects and arrays may be nested
     * @param maxNumberLength the maximum length of a number in characters
     * @param maxNameLength   the maximum length of a field name in characters
     */
    public static JsonFactory factory(int maxDepth, int maxNumberLength, int maxNameLength) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(maxNumberLength)
                .maxNameLength(maxNameLength)
                .maxStringLength(MAX_STRING_LENGTH)
                .build();
        // Field names come from producers: interning or caching them would let a producer fill the memory.
        return new JsonFactoryBuilder()
                .streamReadConstraints(limits)
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }
}
