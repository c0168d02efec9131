/**
 * De-identifies free text. Enter at {@link dev.sigilo.tokenize.domain.text.Scrubber}: it puts together what the record's
 * own fields give away ({@link dev.sigilo.tokenize.domain.text.KnownIdentifiers}) and what is detected without help
 * ({@link dev.sigilo.tokenize.domain.detect.IdentifierDetector}), and moves dates
 * ({@link dev.sigilo.tokenize.domain.text.DateText}).
 */
package dev.sigilo.tokenize.domain.text;
