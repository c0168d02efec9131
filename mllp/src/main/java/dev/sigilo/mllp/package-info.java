/**
 * Receives HL7 v2 messages over MLLP (HL7 Minimal Lower Layer Protocol) and acknowledges each once it is stored. A library
 * without Pulsar. Start at {@link dev.sigilo.mllp.MllpListener}.
 */
package dev.sigilo.mllp;
