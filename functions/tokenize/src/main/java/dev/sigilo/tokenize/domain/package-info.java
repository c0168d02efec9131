/**
 * De-identifies a classified record by its policy and seals its original. Start at {@link
 * dev.sigilo.tokenize.domain.Tokenizer} and {@link dev.sigilo.tokenize.domain.Sealing}. A {@link
 * dev.sigilo.tokenize.domain.TextScrubber} handles free text.
 */
package dev.sigilo.tokenize.domain;
