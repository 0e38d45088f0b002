-- The embedded tracker, schema 1. Times are UTC, ISO 8601, days YYYY-MM-DD. A semicolon ends statements only.
-- `mark` (the key) and `region` of a body are kept beside it: every create looks a key up, and reading stays quick.

CREATE TABLE label (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  color TEXT NOT NULL,
  description TEXT NOT NULL
);

CREATE TABLE milestone (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL UNIQUE,
  due TEXT,
  body TEXT NOT NULL,
  mark TEXT NOT NULL,
  region TEXT NOT NULL,
  open INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE issue (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  mark TEXT NOT NULL,
  region TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'completed', 'not_planned')),
  status TEXT NOT NULL DEFAULT 'Todo' CHECK (status IN ('Todo', 'In Progress', 'Done')),
  author TEXT NOT NULL,
  milestone INTEGER REFERENCES milestone,
  parent INTEGER REFERENCES issue,
  position INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  closed TEXT
);
CREATE INDEX issue_mark ON issue (mark) WHERE mark <> '';
CREATE INDEX issue_parent ON issue (parent);

CREATE TABLE issue_label (
  issue INTEGER NOT NULL REFERENCES issue,
  label INTEGER NOT NULL REFERENCES label,
  PRIMARY KEY (issue, label)
) WITHOUT ROWID;

CREATE TABLE assignee (
  issue INTEGER NOT NULL REFERENCES issue,
  login TEXT NOT NULL,
  PRIMARY KEY (issue, login)
) WITHOUT ROWID;

CREATE TABLE blocked (
  issue INTEGER NOT NULL REFERENCES issue,
  blocker INTEGER NOT NULL REFERENCES issue,
  PRIMARY KEY (issue, blocker)
) WITHOUT ROWID;
CREATE INDEX blocked_blocker ON blocked (blocker);

CREATE TABLE comment (
  id INTEGER PRIMARY KEY,
  issue INTEGER NOT NULL REFERENCES issue,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  created TEXT NOT NULL
);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  issue INTEGER NOT NULL REFERENCES issue,
  kind TEXT NOT NULL CHECK (kind IN ('closed', 'reopened')),
  reason TEXT NOT NULL,
  at TEXT NOT NULL
);

-- "RMSY": no other program's file is taken for ours.
PRAGMA application_id = 1380799321;
PRAGMA user_version = 1;
