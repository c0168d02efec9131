-- Each row names exactly what made it, and the table accepts the rows of one policy only.

-- The policy that a table's rows belong to, and each version of it that has rows. The sink records them, and refuses rows of any
-- other policy (OTHER_POLICY). `sigilo retokenize --policy` replaces the rows of one policy by those of another.
CREATE TABLE IF NOT EXISTS policies (
  table_name    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version       INT          NOT NULL COMMENT '0 for the entry that says which policy the table belongs to',
  name          VARCHAR(255) NOT NULL,
  hash          CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'hash of the version''s content; empty for version 0',
  registered_at DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (table_name, version)
) ENGINE = InnoDB COMMENT = 'Policies that the rows belong to';

-- Existing rows of a single policy belong to it. A table with rows of several is claimed by the next row that arrives.
INSERT IGNORE INTO policies (table_name, version, name)
SELECT 'medical_records', 0, MAX(policy) FROM medical_records WHERE policy IS NOT NULL HAVING COUNT(DISTINCT policy) = 1;

-- Last, because it is the only change that cannot be repeated.
ALTER TABLE medical_records
  ADD COLUMN policy_version   INT          NULL COMMENT 'version of the policy; NULL in rows made before rows carried it' AFTER policy,
  ADD COLUMN policy_hash      CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'hash of the policy''s content' AFTER policy_version,
  ADD COLUMN detector_version VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'hash of the detection models' AFTER policy_hash,
  ADD COLUMN code_version     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'Sigilo''s release and commit' AFTER detector_version;
