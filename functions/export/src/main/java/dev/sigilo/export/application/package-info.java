/** The use case of the export: {@link dev.sigilo.export.application.ExportRecord}. */
package dev.sigilo.export.application;
