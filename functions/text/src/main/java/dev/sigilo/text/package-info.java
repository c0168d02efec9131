/**
 * Reads the small parts of a record for every stage: ages ({@link dev.sigilo.text.AgeReader}, {@link
 * dev.sigilo.text.Ages}), flags ({@link dev.sigilo.text.Flag}), letters ({@link dev.sigilo.text.Letters}, {@link
 * dev.sigilo.text.Folding}) and the language of a text ({@link dev.sigilo.text.Language}). Pure functions: no Pulsar,
 * no database, no logger.
 */
package dev.sigilo.text;
