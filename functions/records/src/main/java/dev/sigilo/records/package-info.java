/**
 * The types of the messages on Sigilo's topics, their JSON codecs, and their registered schemas. The package contains
 * no logic and does not use Pulsar. {@link dev.sigilo.records.MedicalRecord} is the input, and {@link
 * dev.sigilo.records.TokenizedRecord} is the event that the log keeps.
 */
package dev.sigilo.records;
