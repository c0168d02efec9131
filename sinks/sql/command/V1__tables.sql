-- db_command: what became of each record, and the originals under seal. Runs on MySQL 9.7 and MariaDB 11.4.
-- Run by `sigilo migrate`. Existing tables without a version keep their rows.
-- Times are UTC (the servers run with time zone +00:00). `version` orders all that is said of one record; a sink
-- overwrites a row only where the incoming version is not older.

-- One row per record, in the shape of command-row.avsc. Only the columns that a row cannot be without are NOT NULL:
-- what a later stage adds is NULL until then, and a rejected message may have no more than its place in the topic.
CREATE TABLE IF NOT EXISTS records (
  record_token  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'identity of the record, or of the message where it has none',
  patient_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  status        VARCHAR(16)  NOT NULL COMMENT 'IN_PROCESS, TOKENIZED, REJECTED, REPLACED or ERASED',
  stage         VARCHAR(16)  NULL COMMENT 'the stage that the row comes from',
  reason        VARCHAR(64)  NULL COMMENT 'reason code of a rejected record',
  field         TEXT         NULL COMMENT 'the field at fault, never its value',
  position      BIGINT       NULL COMMENT 'offset of the fault in the message, in characters; -1 where it has none',
  policy        VARCHAR(255) NULL,
  key_epoch     INT          NULL,
  topic         VARCHAR(512) NULL COMMENT 'the intake topic',
  message_id    VARCHAR(128) NULL COMMENT 'ledger:entry:partition:batch index',
  published_at  DATETIME(3)  NULL COMMENT 'publish time of the message',
  size_bytes    BIGINT       NULL,
  version       BIGINT       NOT NULL,
  updated_at    DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'kept by the database',
  PRIMARY KEY (record_token),
  KEY by_patient (patient_token),
  KEY by_status (status, reason, published_at),
  KEY by_time (published_at)
) ENGINE = InnoDB COMMENT = 'What became of each record';

-- The originals, each sealed under a data key of its own. The data keys are in vault_keys: without its row there, a
-- sealed row cannot be opened again, not from a backup either. By record or by patient, ask for record_token or
-- patient_token; by any other token, on both servers:
--   SELECT record_token FROM vault WHERE JSON_CONTAINS(JSON_KEYS(tokens), JSON_QUOTE('phone_1_...'))
CREATE TABLE IF NOT EXISTS vault (
  record_token   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  patient_token  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  key_epoch      INT          NULL COMMENT 'epoch of the token key',
  tokens         JSON         NULL COMMENT 'each token of the record, under every epoch, to the name of its field',
  policy         VARCHAR(255) NULL,
  topic          VARCHAR(512) NULL,
  message_id     VARCHAR(128) NULL,
  published_at   DATETIME(3)  NULL,
  version        BIGINT       NOT NULL,
  seal_order     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'version, then which of its seals: the same one stands in vault_keys',
  sealed         LONGBLOB     NULL COMMENT 'AES-256-GCM, bound to record_token',
  sealing_key_id BIGINT       NULL COMMENT 'the sealing key that wrapped the data key',
  updated_at     DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (record_token),
  -- MySQL alone can index the keys of a JSON object (MariaDB reads this as a comment, and scans the table).
  /*!80017 KEY by_token ((CAST(JSON_KEYS(tokens) AS CHAR(128) ARRAY))), */
  KEY by_patient (patient_token),
  KEY by_time (published_at)
) ENGINE = InnoDB COMMENT = 'Originals under seal';

-- The wrapped data keys. Deleting a row here erases the original.
CREATE TABLE IF NOT EXISTS vault_keys (
  record_token   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  patient_token  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  wrapped_key    VARBINARY(512) NULL COMMENT 'AES-256-GCM under the sealing key, bound to record_token',
  sealing_key_id BIGINT      NULL COMMENT 'id of the sealing key in its keyset',
  version        BIGINT      NOT NULL,
  seal_order     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'as in vault',
  updated_at     DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (record_token),
  KEY by_patient (patient_token),
  KEY by_sealing_key (sealing_key_id)
) ENGINE = InnoDB COMMENT = 'Wrapped data keys of the vault';

-- Which data keys were destroyed, and up to which seal, so that an older message delivered again cannot bring a key back.
CREATE TABLE IF NOT EXISTS erased_keys (
  record_token   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seal_order     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (record_token)
) ENGINE = InnoDB COMMENT = 'Tombstones of vault_keys';

-- The keysets that the rows are made with, by lineage (printed by `sigilo keys list`). The sinks record them at their first start
-- and refuse to start with others. Only an administrator may change them.
CREATE TABLE IF NOT EXISTS keysets (
  purpose       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'token or sealing',
  lineage       CHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  registered_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (purpose)
) ENGINE = InnoDB COMMENT = 'Keysets that the rows belong to';

-- The audit chain: every reveal, erasure, retokenization, and key or policy change, whichever file it was also written to.
-- The writing role may add lines but not change them; the server records the user and the time, which cannot be supplied.
CREATE TABLE IF NOT EXISTS audit (
  number        BIGINT       NOT NULL COMMENT 'from 1, without a gap',
  line          TEXT         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON; includes the hash of the previous line',
  hash          CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of line',
  signature     VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Ed25519 of hash, base64',
  public_key    VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'X.509, base64',
  database_user VARCHAR(288) NOT NULL DEFAULT (USER()) COMMENT 'authenticated by the server',
  written_at    DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (number)
) ENGINE = InnoDB COMMENT = 'Audit chain';

-- Existing tables without a version have older comments; new tables already have these.
ALTER TABLE records
  MODIFY status VARCHAR(16) NOT NULL COMMENT 'IN_PROCESS, TOKENIZED, REJECTED, REPLACED or ERASED';
ALTER TABLE audit
  MODIFY line TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON; includes the hash of the previous line',
  MODIFY database_user VARCHAR(288) NOT NULL DEFAULT (USER()) COMMENT 'authenticated by the server';
