/** The two projections as Pulsar Functions. */
package dev.sigilo.project.adapter;
