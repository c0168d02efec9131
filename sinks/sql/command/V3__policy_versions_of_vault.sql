-- As in records. A file of its own: each file ends with its only change that cannot be repeated, so that a migration that was
-- interrupted can be run again.

ALTER TABLE vault
  ADD COLUMN policy_version INT         NULL COMMENT 'as in records' AFTER policy,
  ADD COLUMN policy_hash    CHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NULL AFTER policy_version,
  ADD COLUMN code_version   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER policy_hash;
