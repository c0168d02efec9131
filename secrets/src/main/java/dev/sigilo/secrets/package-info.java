/** Resolves references to secrets in configurations. */
package dev.sigilo.secrets;
