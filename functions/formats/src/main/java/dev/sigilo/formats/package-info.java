/**
 * Reads the messages that hospitals send (HL7 v2, FHIR R4, DICOM) into medical records. A library without Pulsar. Start
 * at {@link dev.sigilo.formats.MessageReader}.
 */
package dev.sigilo.formats;
