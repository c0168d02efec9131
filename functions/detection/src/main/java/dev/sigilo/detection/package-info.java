/**
 * Finds identifiers in free text, English and Spanish. Checkable patterns, rules for names and a sequence model work
 * together.
 *
 * <p>Start at {@link dev.sigilo.detection.IdentifierDetector}. Other modules use only this package; docs/DETECTION.md
 * describes how the detector decides and how well.
 */
package dev.sigilo.detection;
