-- A run. no stands for it in the other tables, where 28 characters in each row would double the pages of a commit.
CREATE TABLE run (
  no              INTEGER PRIMARY KEY,
  id              TEXT    NOT NULL UNIQUE CHECK (length(id) = 28),
  pipeline        TEXT    NOT NULL,
  status          TEXT    NOT NULL CHECK (status IN ('CREATED', 'QUEUED', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED',
                                                     'CANCELLING', 'CANCELLED')),
  bundle          BLOB    NOT NULL CHECK (length(bundle) = 32),
  plan            BLOB    NOT NULL CHECK (length(plan) = 32),
  input           BLOB    NOT NULL CHECK (length(input) = 32),
  options         TEXT    NOT NULL,
  idempotency_key TEXT    UNIQUE,
  parent          TEXT    REFERENCES run (id),
  owner           TEXT    NOT NULL,
  epoch           INTEGER NOT NULL CHECK (epoch >= 0),
  seq             INTEGER NOT NULL CHECK (seq >= 0),
  created_ms      INTEGER NOT NULL,
  started_ms      INTEGER,
  ended_ms        INTEGER,
  output          BLOB    CHECK (length(output) = 32),
  failure         TEXT,
  reason          TEXT    NOT NULL,
  CHECK (status <> 'FAILED' OR failure IS NOT NULL)
) STRICT;

CREATE INDEX run_status ON run (status, id);
CREATE INDEX run_pipeline ON run (pipeline, id);
CREATE INDEX run_parent ON run (parent, id) WHERE parent IS NOT NULL;

-- A step of a run that has left its first state.
CREATE TABLE step (
  run        INTEGER NOT NULL REFERENCES run (no),
  idx        INTEGER NOT NULL CHECK (idx >= 0),
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
  PRIMARY KEY (run, idx),
  CHECK (status <> 'FAILED' OR failure IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The events of one run in one commit, packed.
CREATE TABLE event (
  run      INTEGER NOT NULL REFERENCES run (no),
  seq      INTEGER NOT NULL CHECK (seq >= 1),
  count    INTEGER NOT NULL CHECK (count >= 1),
  epoch    INTEGER NOT NULL CHECK (epoch >= 0),
  event_id TEXT    NOT NULL,
  at_ms    INTEGER NOT NULL,
  packed   BLOB    NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- A small value or a plan, by the digest of its bytes. contents: digests of files in it, 32 bytes each; null if none.
CREATE TABLE value (
  digest   BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  bytes    BLOB NOT NULL,
  contents BLOB CHECK (length(contents) > 0 AND length(contents) % 32 = 0)
) STRICT, WITHOUT ROWID;

-- A version of an artifact. elements: -1 unless it is the list of a mapped step.
CREATE TABLE artifact (
  pipeline   TEXT    NOT NULL,
  step       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  version    INTEGER NOT NULL CHECK (version >= 1),
  run        INTEGER NOT NULL REFERENCES run (no),
  created_ms INTEGER NOT NULL,
  size       INTEGER NOT NULL CHECK (size >= 0),
  media_type TEXT    NOT NULL,
  digest     BLOB    NOT NULL CHECK (length(digest) = 32),
  file_name  TEXT    NOT NULL,
  elements   INTEGER NOT NULL CHECK (elements >= -1),
  PRIMARY KEY (pipeline, step, name, version DESC)
) STRICT, WITHOUT ROWID;

CREATE INDEX artifact_run ON artifact (run);
