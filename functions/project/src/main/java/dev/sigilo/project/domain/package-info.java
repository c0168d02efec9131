/**
 * Converts events to rows. The conversion is pure: its input contains no PHI, it needs no key, and the same event
 * always gives the same row.
 */
package dev.sigilo.project.domain;
