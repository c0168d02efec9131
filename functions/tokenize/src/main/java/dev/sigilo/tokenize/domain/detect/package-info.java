/**
 * Finds identifiers in free text, English and Spanish: checkable patterns and a sequence model together.
 *
 * <p>Enter at {@link dev.sigilo.tokenize.domain.detect.IdentifierDetector}; docs/DETECTION.md tells how it decides
 * and how well.
 */
package dev.sigilo.tokenize.domain.detect;
