/**
 * What Sigilo's Function classes share: a stage takes bytes, gives one output message, and turns every fault of its
 * input into a {@link dev.sigilo.records.RejectedRecord}. Start at {@link dev.sigilo.adapter.StageFunction}.
 */
package dev.sigilo.adapter;
