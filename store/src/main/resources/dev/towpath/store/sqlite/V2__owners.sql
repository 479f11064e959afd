-- parent_step: the step of the parent that asked for the run, and which unit of it; null for one that repeats its parent.
ALTER TABLE run ADD COLUMN parent_step TEXT CHECK (parent_step IS NULL OR parent IS NOT NULL);
ALTER TABLE run ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;

-- Until now all runs with a parent were asked for by a step, with a key made of the parent, the step and the unit.
UPDATE run SET parent_step = coalesce(substr(idempotency_key, length(parent) + 2), '') WHERE parent IS NOT NULL;

-- What is to be done, by who does it.
CREATE INDEX run_unfinished ON run (owner, priority DESC, id)
 WHERE status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED');

-- Requests to whoever executes a run. No number comes twice: one who is late must not take another's message.
CREATE TABLE inbox (
  no     INTEGER PRIMARY KEY AUTOINCREMENT,
  run    INTEGER NOT NULL REFERENCES run (no),
  kind   TEXT    NOT NULL CHECK (kind IN ('CANCEL', 'PAUSE', 'RESUME', 'DECIDE')),
  body   TEXT    NOT NULL,
  sender TEXT    NOT NULL,
  at_ms  INTEGER NOT NULL
) STRICT;

-- What belongs to a run lies in the order of one number, `place`, made of the run's number (upper bits) and that within
-- the run (lower 32 bits). A new row then goes to the end of its table, which changes one page, and rarely two more; a
-- key of several columns had its neighbours written again with each third commit, and an index on the run besides.
CREATE TABLE placed_step (
  place      INTEGER PRIMARY KEY,
  run        INTEGER NOT NULL AS (place >> 32) REFERENCES run (no),
  idx        INTEGER NOT NULL AS (place & 4294967295),
  name       TEXT    NOT NULL,
  status     TEXT    NOT NULL CHECK (status IN ('CREATED', 'QUEUED', 'RUNNING', 'WAITING', 'SUCCEEDED', 'CACHED',
                                                'SKIPPED', 'FAILED', 'CANCELLING', 'CANCELLED')),
  attempts   INTEGER NOT NULL CHECK (attempts >= 0),
  units      TEXT,
  started_ms INTEGER,
  ended_ms   INTEGER,
  output     BLOB    CHECK (length(output) = 32),
  failure    TEXT,
  reason     TEXT    NOT NULL,
  CHECK (status <> 'FAILED' OR failure IS NOT NULL)
) STRICT;
INSERT INTO placed_step (place, name, status, attempts, units, started_ms, ended_ms, output, failure, reason)
SELECT run << 32 | idx, name, status, attempts, units, started_ms, ended_ms, output, failure, reason
  FROM step ORDER BY run, idx;
DROP TABLE step;
ALTER TABLE placed_step RENAME TO step;

CREATE TABLE placed_event (
  place    INTEGER PRIMARY KEY,
  run      INTEGER NOT NULL AS (place >> 32) REFERENCES run (no),
  seq      INTEGER NOT NULL AS (place & 4294967295) CHECK (seq >= 1),
  count    INTEGER NOT NULL CHECK (count >= 1),
  epoch    INTEGER NOT NULL CHECK (epoch >= 0),
  event_id TEXT    NOT NULL,
  at_ms    INTEGER NOT NULL,
  packed   BLOB    NOT NULL
) STRICT;
INSERT INTO placed_event (place, count, epoch, event_id, at_ms, packed)
SELECT run << 32 | seq, count, epoch, event_id, at_ms, packed FROM event ORDER BY run, seq;
DROP TABLE event;
ALTER TABLE placed_event RENAME TO event;

-- Within a run artifacts are numbered as they come.
CREATE TABLE placed_artifact (
  place      INTEGER PRIMARY KEY,
  run        INTEGER NOT NULL AS (place >> 32) REFERENCES run (no),
  pipeline   TEXT    NOT NULL,
  step       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  version    INTEGER NOT NULL CHECK (version >= 1),
  created_ms INTEGER NOT NULL,
  size       INTEGER NOT NULL CHECK (size >= 0),
  media_type TEXT    NOT NULL,
  digest     BLOB    NOT NULL CHECK (length(digest) = 32),
  file_name  TEXT    NOT NULL,
  elements   INTEGER NOT NULL CHECK (elements >= -1)
) STRICT;
INSERT INTO placed_artifact
       (place, pipeline, step, name, version, created_ms, size, media_type, digest, file_name, elements)
SELECT run << 32 | row_number() OVER (PARTITION BY run ORDER BY created_ms, pipeline, step, name, version),
       pipeline, step, name, version, created_ms, size, media_type, digest, file_name, elements
  FROM artifact;
DROP TABLE artifact;
ALTER TABLE placed_artifact RENAME TO artifact;
CREATE UNIQUE INDEX artifact_version ON artifact (pipeline, step, name, version DESC);
