-- Merges of two patient numbers, as in db_query.

ALTER TABLE records
  ADD COLUMN merged_patient_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'patient token that this record replaces by its patient_token (a merge of two patient numbers)' AFTER patient_token,
  ADD KEY by_merge (merged_patient_token, version);
