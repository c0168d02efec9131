/**
 * The sequence model, a linear-chain conditional random field: its file format, the features of a word, and the search
 * for the best labels.
 */
package dev.sigilo.detection.sequence;
