/**
 * Reads HL7 v2 messages in the pipe encoding (HL7 v2.8.2 chapter 2). Start at {@link dev.sigilo.formats.hl7v2.Hl7Reader}.
 */
package dev.sigilo.formats.hl7v2;
