/** The use case of the last stage: {@link dev.sigilo.project.application.Projection}. */
package dev.sigilo.project.application;
