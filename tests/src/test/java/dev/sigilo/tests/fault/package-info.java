/**
 * Faults: killed processes, messages delivered twice or out of order, databases that refuse writes. Nothing may be lost
 * or duplicate.
 */
package dev.sigilo.tests.fault;
