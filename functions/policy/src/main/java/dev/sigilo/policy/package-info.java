/**
 * The policy: the category of each field of a record and what is done with it. Start at {@link
 * dev.sigilo.policy.Policy#load}. docs/POLICY.md explains every action with an example.
 */
package dev.sigilo.policy;
