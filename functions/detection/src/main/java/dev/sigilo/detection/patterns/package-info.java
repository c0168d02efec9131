/**
 * Rules that find identifiers by their form: dates, ages, addresses, phone numbers, codes with check digits, values
 * with a label. Also rules that recognize clinical values, so that these stay in the text.
 */
package dev.sigilo.detection.patterns;
