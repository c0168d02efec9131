/**
 * Rules for names of people and institutions: what announces them, how far they go, and which of them are clinical
 * terms.
 */
package dev.sigilo.detection.names;
