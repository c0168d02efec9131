/**
 * Rules for names of people and institutions: which words introduce them, how far they extend, and which of them are
 * clinical terms.
 */
package dev.sigilo.detection.names;
