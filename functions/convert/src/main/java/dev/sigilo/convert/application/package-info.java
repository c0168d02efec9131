/**
 * The use case of the stage before classify: {@link dev.sigilo.convert.application.ConvertMessage}. It does not depend
 * on Pulsar.
 */
package dev.sigilo.convert.application;
