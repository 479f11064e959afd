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
