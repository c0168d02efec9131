/**
 * De-identifies a classified record by its policy and seals its original. Start at
 * {@link dev.sigilo.tokenize.domain.Tokenizer} and {@link dev.sigilo.tokenize.domain.Sealing}. Free text is the business
 * of a {@link dev.sigilo.tokenize.domain.TextScrubber}.
 */
package dev.sigilo.tokenize.domain;
