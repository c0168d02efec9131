/**
 * Shared code of Sigilo's Function classes: a stage takes bytes, returns one output message, and converts every fault
 * of its input to a {@link dev.sigilo.records.RejectedRecord}. Start at {@link dev.sigilo.runtime.StageFunction}.
 */
package dev.sigilo.runtime;
