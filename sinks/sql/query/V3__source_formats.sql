-- What records of HL7 v2, FHIR and DICOM bring besides the fields of a study. A file of its own: it has only the one change that
-- cannot be repeated, so that a migration that was interrupted can be run again. Existing rows keep NULL, which means unknown.

ALTER TABLE medical_records
  ADD COLUMN source_format        VARCHAR(255) NULL COMMENT 'json, hl7v2, fhir or dicom; NULL in rows made before rows carried it' AFTER code_version,
  ADD COLUMN source_type          VARCHAR(255) NULL COMMENT 'type of the message or resource, such as ORU^R01, DiagnosticReport or CT' AFTER source_format,
  ADD COLUMN order_status         VARCHAR(255) NULL COMMENT 'status of the order, as the format codes it' AFTER source_type,
  ADD COLUMN report_status        VARCHAR(255) NULL COMMENT 'status of the report, as the format codes it, such as F, final or COMPLETE' AFTER order_status,
  ADD COLUMN patient_class        VARCHAR(255) NULL COMMENT 'class of the visit, such as I, O, E, IMP or AMB' AFTER report_status,
  ADD COLUMN study_series         INT          NULL COMMENT 'number of series in the study, as the message counts them' AFTER patient_class,
  ADD COLUMN study_instances      INT          NULL COMMENT 'number of instances in the study, as the message counts them' AFTER study_series,
  ADD COLUMN burned_in_annotation VARCHAR(255) NULL COMMENT 'YES, NO or UNKNOWN: whether the image shows identifying text' AFTER study_instances,
  ADD COLUMN report_date          DATE         NULL COMMENT 'day of the report; NULL if only a month or year is known or kept, which is then in extra' AFTER burned_in_annotation,
  ADD COLUMN order_date           DATE         NULL COMMENT 'day of the order; as report_date' AFTER report_date,
  ADD COLUMN admission_date       DATE         NULL COMMENT 'day of the admission; as report_date' AFTER order_date,
  ADD COLUMN coded_observations   JSON         NULL COMMENT 'observations with their codes and values; see the view observations_coded' AFTER admission_date,
  ADD COLUMN dicom                JSON         NULL COMMENT 'the de-identified header as DICOM JSON (PS3.18 annex F)' AFTER coded_observations,
  ADD COLUMN merged_patient_token VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'patient token that this record replaces by its patient_token (a merge of two patient numbers)' AFTER dicom,
  ADD KEY by_merge (merged_patient_token, version),
  ADD KEY by_format (source_format, source_type);
