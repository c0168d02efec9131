/** References to secrets in configurations. */
package dev.sigilo.secrets;
