/**
 * Finds identifiers in free text, English and Spanish. It combines patterns that can be checked, rules for names and a
 * sequence model.
 *
 * <p>Start at {@link dev.sigilo.detection.IdentifierDetector}. Other modules use only this package; docs/DETECTION.md
 * describes how the detector decides and how accurate it is.
 */
package dev.sigilo.detection;
