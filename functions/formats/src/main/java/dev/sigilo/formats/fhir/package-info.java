/**
 * Reads FHIR R4 (4.0.1) as JSON: a resource, a Bundle, or resources line by line (NDJSON). Start at
 * {@link dev.sigilo.formats.fhir.FhirReader}. docs/FORMATS.md lists what is read.
 */
package dev.sigilo.formats.fhir;
