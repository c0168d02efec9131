/**
 * Programs that containers run besides Pulsar and MySQL, such as {@link dev.sigilo.stack.compose.CertificateCheck}.
 * They use only the JDK, because the Pulsar image provides nothing else.
 */
package dev.sigilo.stack.compose;
