/**
 * Reads DICOM: datasets in the DICOM JSON model (PS3.18 Annex F), headers of DICOM files (PS3.10) and the text of
 * structured reports (PS3.3 A.35). Start at {@link dev.sigilo.formats.dicom.DicomReader}.
 */
package dev.sigilo.formats.dicom;
