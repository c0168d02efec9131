-- Each row names exactly what made it.

ALTER TABLE records
  ADD COLUMN policy_version   INT          NULL COMMENT 'version of the policy; NULL in rows made before rows carried it' AFTER policy,
  ADD COLUMN policy_hash      CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'hash of the policy''s content' AFTER policy_version,
  ADD COLUMN detector_version VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'hash of the detection models; NULL until the record is tokenized' AFTER policy_hash,
  ADD COLUMN code_version     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'Sigilo''s release and commit' AFTER detector_version;
