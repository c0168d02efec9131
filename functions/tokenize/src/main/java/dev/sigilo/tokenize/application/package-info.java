/**
 * The use cases of the second stage: {@link dev.sigilo.tokenize.application.TokenizeRecord} and
 * {@link dev.sigilo.tokenize.application.SealRecord}. Both admit only records that are not on the suppression list.
 */
package dev.sigilo.tokenize.application;
