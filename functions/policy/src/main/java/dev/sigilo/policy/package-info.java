/**
 * The policy: what each field of a record is and what becomes of it. Start at {@link dev.sigilo.policy.Policy#load}.
 * docs/POLICY.md explains every action with an example.
 */
package dev.sigilo.policy;
