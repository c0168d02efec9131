/**
 * The program that deploy.sh runs before it changes a cluster. It prints to the console, which code that handles
 * records must not.
 */
package dev.sigilo.deploy;
