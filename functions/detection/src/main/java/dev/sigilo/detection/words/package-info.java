/**
 * The words of a text and the lists in which they are looked up. Every other package of detection reads texts through
 * {@link dev.sigilo.detection.words.TextWords}.
 */
package dev.sigilo.detection.words;
