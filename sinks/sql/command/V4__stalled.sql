-- db_command: the records whose row a table refuses. The sink command-records fills `stalled` from the topic views/refused.

-- One row per record and table whose row waits, in db_command or db_query. It contains no value of the row. The row is deleted once that
-- table takes this version of the record's row or a newer one.
CREATE TABLE IF NOT EXISTS stalled (
  record_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  table_name   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the table that refuses the row, in either database',
  reason       VARCHAR(32) NOT NULL COMMENT 'such as NULL_NOT_ALLOWED; sinks/README.md lists them',
  column_name  VARCHAR(64) NULL COMMENT 'the column at fault; NULL if the server names none',
  sink         VARCHAR(128) NULL COMMENT 'the sink that was refused',
  since        DATETIME(3) NOT NULL COMMENT 'when the record was first refused there',
  row_order    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'version of the refused row in hexadecimal; for the vault, its seal_order',
  updated_at   DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (record_token, table_name),
  KEY by_reason (table_name, reason, column_name)
) ENGINE = InnoDB COMMENT = 'Records whose row a table refuses';

-- Up to which version a refused row was written after all, so that an older report delivered again does not bring it back.
CREATE TABLE IF NOT EXISTS stalled_cleared (
  record_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  table_name   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_order    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (record_token, table_name)
) ENGINE = InnoDB COMMENT = 'Tombstones of stalled';

-- The status of each record, STALLED included. `recorded` is the status in `records`: what the stages said last, NULL if `records` itself
-- refuses the record's first row. An erased record is ERASED, although an older row of it may still wait for its table.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW record_status AS
SELECT
  r.record_token,
  r.patient_token,
  IF(s.record_token IS NULL, r.status, 'STALLED') AS status,
  r.status                                        AS recorded,
  IF(s.record_token IS NULL, r.reason, s.reason)  AS reason,
  s.table_name,
  s.column_name,
  s.since,
  r.published_at,
  r.version
FROM records r
LEFT JOIN (
  SELECT
    w.record_token,
    GROUP_CONCAT(DISTINCT w.reason ORDER BY w.reason SEPARATOR ', ')           AS reason,
    GROUP_CONCAT(DISTINCT w.table_name ORDER BY w.table_name SEPARATOR ', ')   AS table_name,
    GROUP_CONCAT(DISTINCT w.column_name ORDER BY w.column_name SEPARATOR ', ') AS column_name,
    MIN(w.since)                                                               AS since
  FROM stalled w
  LEFT JOIN records e ON e.record_token = w.record_token AND e.status = 'ERASED'
  WHERE e.record_token IS NULL OR w.row_order > CAST(LOWER(LPAD(HEX(e.version), 16, '0')) AS CHAR(16) CHARACTER SET ascii)
  GROUP BY w.record_token
) s ON s.record_token = r.record_token
UNION ALL
SELECT
  w.record_token,
  NULL,
  'STALLED',
  NULL,
  GROUP_CONCAT(DISTINCT w.reason ORDER BY w.reason SEPARATOR ', '),
  GROUP_CONCAT(DISTINCT w.table_name ORDER BY w.table_name SEPARATOR ', '),
  GROUP_CONCAT(DISTINCT w.column_name ORDER BY w.column_name SEPARATOR ', '),
  MIN(w.since),
  NULL,
  NULL
FROM stalled w
LEFT JOIN records r ON r.record_token = w.record_token
WHERE r.record_token IS NULL
GROUP BY w.record_token;
