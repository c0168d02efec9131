package dev.sigilo.tokenize.application;

import dev.sigilo.tokenize.domain.SuppressionList;

/** A port that provides the current suppression list. */
@FunctionalInterface
public interface Suppressions {
    /** Returns the list, at most {@link SuppressionList#MAX_AGE} old. Blocks until it can be read. */
    SuppressionList current();
}
