-- Texts that are compared or sorted do so by their bytes, as everywhere in Towpath.

-- A run. no stands for it in the other tables, where 28 characters in each row would double what a commit writes.
CREATE TABLE run (
  no              bigint  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  id              text    COLLATE "C" NOT NULL UNIQUE CHECK (length(id) = 28),
  pipeline        text    COLLATE "C" NOT NULL,
  status          text    COLLATE "C" NOT NULL CHECK (status IN ('CREATED', 'QUEUED', 'RUNNING', 'WAITING', 'SUCCEEDED',
                                                                 'FAILED', 'CANCELLING', 'CANCELLED')),
  bundle          bytea   NOT NULL CHECK (length(bundle) = 32),
  plan            bytea   NOT NULL CHECK (length(plan) = 32),
  input           bytea   NOT NULL CHECK (length(input) = 32),
  options         text    NOT NULL,
  priority        integer NOT NULL,
  idempotency_key text    COLLATE "C" UNIQUE,
  parent          text    COLLATE "C" REFERENCES run (id),
  parent_step     text,
  owner           text    COLLATE "C" NOT NULL,
  epoch           integer NOT NULL CHECK (epoch >= 0),
  seq             bigint  NOT NULL CHECK (seq >= 0),
  created_ms      bigint  NOT NULL,
  started_ms      bigint,
  ended_ms        bigint,
  output          bytea   CHECK (length(output) = 32),
  failure         text,
  reason          text    NOT NULL,
  CHECK (status <> 'FAILED' OR failure IS NOT NULL)
);

CREATE INDEX run_status ON run (status, id);
CREATE INDEX run_pipeline ON run (pipeline, id);
CREATE INDEX run_parent ON run (parent, id) WHERE parent IS NOT NULL;
CREATE INDEX run_unfinished ON run (owner, priority DESC, id)
  WHERE status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED');

-- The rows of a run in the tables below are written by statements that look its no up, so a foreign key would only check
-- again what NOT NULL says: a third of the time of a large commit.

-- A step of a run that has left its first state.
CREATE TABLE step (
  run        bigint  NOT NULL,
  idx        integer NOT NULL CHECK (idx >= 0),
  name       text    NOT NULL,
  status     text    NOT NULL CHECK (status IN ('CREATED', 'QUEUED', 'RUNNING', 'WAITING', 'SUCCEEDED', 'CACHED',
                                                'SKIPPED', 'FAILED', 'CANCELLING', 'CANCELLED')),
  attempts   integer NOT NULL CHECK (attempts >= 0),
  units      text,
  started_ms bigint,
  ended_ms   bigint,
  output     bytea   CHECK (length(output) = 32),
  failure    text,
  reason     text    NOT NULL,
  PRIMARY KEY (run, idx),
  CHECK (status <> 'FAILED' OR failure IS NOT NULL)
) WITH (fillfactor = 70);

-- The events of one run in one commit, packed.
CREATE TABLE event (
  run      bigint  NOT NULL,
  seq      bigint  NOT NULL CHECK (seq >= 1),
  count    integer NOT NULL CHECK (count >= 1),
  epoch    integer NOT NULL CHECK (epoch >= 0),
  event_id text    NOT NULL,
  at_ms    bigint  NOT NULL,
  packed   bytea   NOT NULL,
  PRIMARY KEY (run, seq)
);

-- A small value or a plan, by the digest of its bytes. contents: digests of files in it, 32 bytes each; null if none.
CREATE TABLE value (
  digest   bytea NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  bytes    bytea NOT NULL,
  contents bytea CHECK (length(contents) > 0 AND length(contents) % 32 = 0)
);

-- Trying to make them smaller costs more than it saves.
ALTER TABLE event ALTER COLUMN packed SET STORAGE EXTERNAL;
ALTER TABLE value ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A version of an artifact. elements: -1 unless it is the list of a mapped step.
CREATE TABLE artifact (
  pipeline   text    COLLATE "C" NOT NULL,
  step       text    COLLATE "C" NOT NULL,
  name       text    COLLATE "C" NOT NULL,
  version    integer NOT NULL CHECK (version >= 1),
  run        bigint  NOT NULL,
  created_ms bigint  NOT NULL,
  size       bigint  NOT NULL CHECK (size >= 0),
  media_type text    NOT NULL,
  digest     bytea   NOT NULL CHECK (length(digest) = 32),
  file_name  text    NOT NULL,
  elements   integer NOT NULL CHECK (elements >= -1),
  PRIMARY KEY (pipeline, step, name, version)
);

CREATE INDEX artifact_run ON artifact (run);

-- Requests to whoever executes a run. No number is given twice.
CREATE TABLE inbox (
  no     bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  run    bigint NOT NULL,
  kind   text   NOT NULL CHECK (kind IN ('CANCEL', 'PAUSE', 'RESUME', 'DECIDE')),
  body   text   NOT NULL,
  sender text   NOT NULL,
  at_ms  bigint NOT NULL
);

-- The processes that execute runs. One that has not put off its end in time is dead: its row is deleted, and never comes
-- back.
CREATE TABLE owner (
  id       text        COLLATE "C" NOT NULL PRIMARY KEY,
  pid      bigint      NOT NULL,
  host     text        NOT NULL,
  command  text        NOT NULL,
  since_ms bigint      NOT NULL,
  adopts   boolean     NOT NULL,
  ends     timestamptz NOT NULL
);
