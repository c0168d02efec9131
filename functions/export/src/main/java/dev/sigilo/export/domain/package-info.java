/**
 * Turns events of the log into FHIR R4 bundles. The conversion is pure: its input contains no PHI, it needs no key, and
 * the same event always gives the same bundle.
 */
package dev.sigilo.export.domain;
