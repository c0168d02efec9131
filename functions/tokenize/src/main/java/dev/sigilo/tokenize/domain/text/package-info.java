/**
 * De-identifies free text. Start at {@link dev.sigilo.tokenize.domain.text.Scrubber}. It combines the identifiers that
 * are known from the record's own fields ({@link dev.sigilo.tokenize.domain.text.KnownIdentifiers}) with those detected
 * in the text itself ({@link dev.sigilo.detection.IdentifierDetector}), and shifts dates ({@link
 * dev.sigilo.text.dates.DateText}).
 */
package dev.sigilo.tokenize.domain.text;
