/**
 * Dates in English and Spanish. {@link dev.sigilo.text.dates.DateText} reads and shifts dates in free text, {@link
 * dev.sigilo.text.dates.FieldDates} those that are the whole value of a field, and {@link
 * dev.sigilo.text.dates.StandardDate} accepts only ISO 8601 and DICOM. {@link dev.sigilo.text.dates.DayForms} finds one
 * known day in all its formats. The names of months and weekdays are in {@link dev.sigilo.text.dates.CalendarNames}.
 */
package dev.sigilo.text.dates;
