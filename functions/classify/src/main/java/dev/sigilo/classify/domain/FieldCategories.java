package dev.sigilo.classify.domain;

import dev.sigilo.records.Category;

/**
 * The categories that a policy gives to fields. The policy takes precedence: the content decides only for fields that
 * the policy does not name. Implementations are thread-safe.
 */
@FunctionalInterface
public interface FieldCategories {
    /** Names no field, so that the content decides for every field. */
    FieldCategories NONE = field -> null;

    /**
     * Returns the category of a field as a producer named it (aliases resolved), or null if the policy does not name
     * the field.
     */
    Category categoryOf(String field);
}
