/**
 * The types that travel on Sigilo's topics, how each is written as JSON, and the schema it is registered under.
 * No logic, no Pulsar: {@link dev.sigilo.records.MedicalRecord} is what comes in, {@link dev.sigilo.records.TokenizedRecord}
 * is the event that stays.
 */
package dev.sigilo.records;
