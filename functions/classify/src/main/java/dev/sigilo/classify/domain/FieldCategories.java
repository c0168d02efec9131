package dev.sigilo.classify.domain;

/**
 * What a policy says a field is. The policy comes first: only where it knows nothing does the content decide.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface FieldCategories {
    /** Names no field, so that the content decides each one that is not a field of the record. */
    FieldCategories NONE = field -> null;

    /**
     * The name of the category of a field as a producer named it (aliases resolved), or null where the policy does
     * not name the field.
     */
    String categoryOf(String field);
}
