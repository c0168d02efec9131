-- db_query: the de-identified records, for reading. Runs on MySQL 9.7 and MariaDB 11.4.
-- Run by `sigilo migrate`. Existing tables without a version keep their rows.
-- Times are UTC (the servers run with time zone +00:00). Holds no PHI, and can be rebuilt from the log at any time.

-- One row per record, in the shape of query-row.avsc. The text of producers is MEDIUMTEXT throughout, however short it
-- mostly is: a message is smaller than that, so no value is ever too long for its column. InnoDB keeps short ones inline.
CREATE TABLE IF NOT EXISTS medical_records (
  record_token     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  patient_token    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'NULL where the record names no patient, or the policy lets none be joined',

  -- the 24 fields of the study, as the policy leaves them
  image            MEDIUMTEXT   NULL,
  diagnosis        MEDIUMTEXT   NULL,
  report           MEDIUMTEXT   NULL,
  body_part        MEDIUMTEXT   NULL,
  modality         MEDIUMTEXT   NULL,
  age              INT          NULL COMMENT 'years; 90 stands for 90 and over',
  sex              MEDIUMTEXT   NULL,
  ethnicity        MEDIUMTEXT   NULL,
  symptoms         MEDIUMTEXT   NULL,
  clinical_history MEDIUMTEXT   NULL,
  findings         MEDIUMTEXT   NULL,
  impression       MEDIUMTEXT   NULL,
  recommendation   MEDIUMTEXT   NULL,
  indication       MEDIUMTEXT   NULL,
  comparison       MEDIUMTEXT   NULL,
  technique        MEDIUMTEXT   NULL,
  no_finding       BOOLEAN      NULL COMMENT 'declared by the producer, as the next five',
  normal           BOOLEAN      NULL,
  abnormal         BOOLEAN      NULL,
  uncertain        BOOLEAN      NULL,
  other            BOOLEAN      NULL,
  unknown          BOOLEAN      NULL,
  code             MEDIUMTEXT   NULL,
  diagnosis_date   DATE         NULL COMMENT 'shifted by the patient''s offset; NULL if no day is known or kept',
  diagnosis_year   INT          NULL COMMENT 'year of diagnosis_date, also if only the year is known or kept',

  -- what classify says of the record
  model_id         VARCHAR(255) NULL COMMENT 'the model that the record is for first of all; NULL where none fits',
  model_ids        JSON         NULL COMMENT 'every model that fits, best first',
  label            VARCHAR(16)  NULL COMMENT 'normal, no_finding, abnormal, uncertain, other or unknown',
  evidence         JSON         NULL COMMENT 'the passages that decided the label, by field and offset',
  observations     JSON         NULL COMMENT 'observation to positive, negative, uncertain or history',
  declared_label   VARCHAR(16)  NULL,
  label_agrees     BOOLEAN      NULL,
  language         VARCHAR(16)  NULL,
  modality_code    VARCHAR(64)  NULL COMMENT 'DICOM modality, declared or inferred',
  body_part_code   VARCHAR(64)  NULL,
  rule             VARCHAR(255) NULL COMMENT 'the rule that chose the model, or unrouted',
  missing          JSON         NULL COMMENT 'what an unrouted record lacks',
  conflicts        JSON         NULL COMMENT 'where declared and written disagree',

  -- what tokenize made of the rest
  tokens           JSON         NULL COMMENT 'identity field to its token or generalized value',
  extra            JSON         NULL COMMENT 'further fields that the policy names',
  scrubbed         JSON         NULL COMMENT 'kind of identifier to how many were taken out of free text',
  key_epoch        INT          NULL,
  policy           VARCHAR(255) NULL,
  published_at     DATETIME(3)  NULL,
  version          BIGINT       NOT NULL,
  updated_at       DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'kept by the database',
  PRIMARY KEY (record_token),
  KEY by_patient (patient_token, diagnosis_date),
  KEY by_model (model_id, label),
  KEY by_label (label, published_at),
  KEY by_time (published_at),
  KEY by_diagnosis_date (diagnosis_date)
) ENGINE = InnoDB COMMENT = 'De-identified records';

-- What was erased, and at which version, so that an older message delivered again cannot bring a row back.
CREATE TABLE IF NOT EXISTS erased (
  record_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version      BIGINT      NOT NULL,
  PRIMARY KEY (record_token)
) ENGINE = InnoDB COMMENT = 'Tombstones of medical_records';

-- The keysets that the rows are made with, by lineage (printed by `sigilo keys list`). The sinks record them at their first start
-- and refuse to start with others. Only an administrator may change them.
CREATE TABLE IF NOT EXISTS keysets (
  purpose       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'token or sealing',
  lineage       CHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  registered_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (purpose)
) ENGINE = InnoDB COMMENT = 'Keysets that the rows belong to';

CREATE OR REPLACE SQL SECURITY INVOKER VIEW records_per_model AS
SELECT
  COALESCE(model_id, 'unrouted')      AS model_id,
  COUNT(*)                            AS records,
  COUNT(DISTINCT patient_token)       AS patients,
  COALESCE(SUM(label = 'normal'), 0)     AS normal,
  COALESCE(SUM(label = 'no_finding'), 0) AS no_finding,
  COALESCE(SUM(label = 'abnormal'), 0)   AS abnormal,
  COALESCE(SUM(label = 'uncertain'), 0)  AS uncertain,
  COALESCE(SUM(label = 'other'), 0)      AS other,
  COALESCE(SUM(label = 'unknown'), 0)    AS unknown
FROM medical_records
GROUP BY COALESCE(model_id, 'unrouted');

-- By the day of the study. Under a policy that shifts dates it is the shifted day. Each patient has a different shift, so the
-- counts do not refer to calendar days. NULL if the row has no day (none was published, or only the year was kept).
CREATE OR REPLACE SQL SECURITY INVOKER VIEW labels_per_day AS
SELECT
  diagnosis_date              AS day,
  COALESCE(label, 'unknown')  AS label,
  COUNT(*)                    AS records
FROM medical_records
GROUP BY diagnosis_date, COALESCE(label, 'unknown');

-- By the day on which the record was published, in the database's time zone.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW labels_per_publication_day AS
SELECT
  DATE(published_at)          AS day,
  COALESCE(label, 'unknown')  AS label,
  COUNT(*)                    AS records
FROM medical_records
GROUP BY DATE(published_at), COALESCE(label, 'unknown');

-- Existing tables without a version have older comments; new tables already have these.
ALTER TABLE medical_records
  MODIFY diagnosis_date DATE NULL COMMENT 'shifted by the patient''s offset; NULL if no day is known or kept',
  MODIFY diagnosis_year INT  NULL COMMENT 'year of diagnosis_date, also if only the year is known or kept';
