/**
 * What containers run besides Pulsar and MySQL. These classes use the JDK alone, as the image of Pulsar has nothing else for them:
 * {@link dev.sigilo.stack.compose.CertificateCheck}.
 */
package dev.sigilo.stack.compose;
