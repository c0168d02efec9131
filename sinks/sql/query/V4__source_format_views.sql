-- Views of what HL7 v2, FHIR and DICOM bring, and of patients whose numbers were merged. They run on MySQL 9.7 and MariaDB 11.4.

-- Which patient token replaces which. If several records merge the same number, the newest decides.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW patient_links AS
SELECT
  m.merged_patient_token,
  m.patient_token,
  m.version,
  m.published_at,
  m.record_token
FROM medical_records m
WHERE m.merged_patient_token IS NOT NULL
  AND m.patient_token IS NOT NULL
  AND m.patient_token <> m.merged_patient_token
  AND NOT EXISTS (
    SELECT 1
    FROM medical_records n
    WHERE n.merged_patient_token = m.merged_patient_token
      AND n.patient_token IS NOT NULL
      AND n.patient_token <> n.merged_patient_token
      AND (n.version > m.version OR n.version = m.version AND n.record_token > m.record_token)
  );

-- The current token of each patient whose number was merged, through up to 32 merges one after the other. Two numbers that were
-- merged in both directions would form a circle: there the newest merge decides, and the number that it keeps is current.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW current_patients AS
WITH RECURSIVE
links AS (
  SELECT merged_patient_token, patient_token, version FROM patient_links
),
walks (start_token, token, version, newest, steps) AS (
  SELECT merged_patient_token, patient_token, version, version, 1 FROM links
  UNION ALL
  SELECT w.start_token, l.patient_token, l.version, GREATEST(w.newest, l.version), w.steps + 1
  FROM walks w
  JOIN links l ON l.merged_patient_token = w.token
  WHERE w.token <> w.start_token AND w.steps < 32
),
kept AS (
  SELECT DISTINCT start_token FROM walks WHERE token = start_token AND version = newest
),
valid AS (
  SELECT l.merged_patient_token, l.patient_token
  FROM links l
  LEFT JOIN kept k ON k.start_token = l.merged_patient_token
  WHERE k.start_token IS NULL
),
chains (start_token, token, steps) AS (
  SELECT merged_patient_token, patient_token, 1 FROM valid
  UNION ALL
  SELECT c.start_token, v.patient_token, c.steps + 1
  FROM chains c
  JOIN valid v ON v.merged_patient_token = c.token
  WHERE c.steps < 32
)
SELECT
  c.start_token AS patient_token,
  c.token       AS current_patient_token
FROM chains c
LEFT JOIN valid v ON v.merged_patient_token = c.token
WHERE v.merged_patient_token IS NULL;

-- Every record with its patient's current token: a join by it finds the records under all numbers of a patient. A later migration that
-- adds a column to medical_records must create this view again.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW medical_records_current AS
SELECT
  COALESCE(c.current_patient_token, m.patient_token) AS current_patient_token,
  m.*
FROM medical_records m
LEFT JOIN current_patients c ON c.patient_token = m.patient_token;

-- One row per study, by the mapped study UID. The counts are the larger of what a message says and of what has arrived. If the records
-- of a study name several patients, the study belongs to none.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW studies AS
SELECT
  s.study_uid,
  CASE WHEN COUNT(DISTINCT s.current_patient_token) = 1 THEN MIN(s.current_patient_token) END AS patient_token,
  COUNT(*)                                                       AS records,
  NULLIF(GREATEST(COALESCE(MAX(s.study_series), 0), COUNT(DISTINCT s.series_uid)), 0)      AS series,
  NULLIF(GREATEST(COALESCE(MAX(s.study_instances), 0), COUNT(DISTINCT s.instance_uid)), 0) AS instances,
  GROUP_CONCAT(DISTINCT s.modality_code ORDER BY s.modality_code SEPARATOR ', ')           AS modalities,
  GROUP_CONCAT(DISTINCT s.source_format ORDER BY s.source_format SEPARATOR ', ')           AS source_formats,
  MIN(s.diagnosis_date)                                          AS first_day,
  MAX(s.diagnosis_date)                                          AS last_day
FROM (
  SELECT
    JSON_UNQUOTE(JSON_EXTRACT(tokens, '$.study_uid'))   AS study_uid,
    JSON_UNQUOTE(JSON_EXTRACT(extra, '$.series_uid'))   AS series_uid,
    JSON_UNQUOTE(JSON_EXTRACT(extra, '$.instance_uid')) AS instance_uid,
    current_patient_token,
    study_series,
    study_instances,
    modality_code,
    source_format,
    diagnosis_date
  FROM medical_records_current
  WHERE JSON_EXTRACT(tokens, '$.study_uid') IS NOT NULL
) s
GROUP BY s.study_uid;

-- One row per coded observation. tokenize limits the length of codes and their systems. The other columns are texts of any length, which
-- a narrower type may cut (MariaDB) or replace by NULL (MySQL).
CREATE OR REPLACE SQL SECURITY INVOKER VIEW observations_coded AS
SELECT
  m.record_token,
  m.patient_token,
  m.diagnosis_date,
  o.number,
  o.code_system,
  o.code,
  o.display,
  o.value,
  o.value_system,
  o.value_code,
  o.unit,
  o.flag,
  o.status,
  o.reference_range
FROM medical_records m
CROSS JOIN JSON_TABLE(
  m.coded_observations,
  '$[*]' COLUMNS (
    number          FOR ORDINALITY,
    code_system     VARCHAR(32) PATH '$.system',
    code            VARCHAR(64) PATH '$.code',
    display         MEDIUMTEXT  PATH '$.display',
    value           MEDIUMTEXT  PATH '$.value',
    value_system    VARCHAR(32) PATH '$.value_system',
    value_code      VARCHAR(64) PATH '$.value_code',
    unit            MEDIUMTEXT  PATH '$.unit',
    flag            MEDIUMTEXT  PATH '$.flag',
    status          MEDIUMTEXT  PATH '$.status',
    reference_range MEDIUMTEXT  PATH '$.range'
  )
) o;

-- How many records came in which format. NULL in rows made before rows carried their format.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW records_per_format AS
SELECT
  COALESCE(source_format, 'unknown')  AS source_format,
  COALESCE(source_type, '')           AS source_type,
  COUNT(*)                            AS records,
  COUNT(DISTINCT patient_token)       AS patients,
  MIN(published_at)                   AS first_published_at,
  MAX(published_at)                   AS last_published_at
FROM medical_records
GROUP BY COALESCE(source_format, 'unknown'), COALESCE(source_type, '');
