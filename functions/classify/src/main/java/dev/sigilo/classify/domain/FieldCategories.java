package dev.sigilo.classify.domain;

import dev.sigilo.records.Category;

/**
 * The categories that a policy gives to fields. The policy comes first: the content decides only where the policy does
 * not name a field. Implementations are thread-safe.
 */
@FunctionalInterface
public interface FieldCategories {
    /** Names no field, so that the content decides each one that is not a field of the record. */
    FieldCategories NONE = field -> null;

    /**
     * The category of a field as a producer named it (aliases resolved), or null where the policy does not name the
     * field.
     */
    Category categoryOf(String field);
}
