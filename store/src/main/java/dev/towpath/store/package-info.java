/// Keeps metadata in SQLite and artifacts in a folder. It decides tables, statements, file layout and what is synced
/// when; all SQL is here. It never decides a state change and never sees the engine or a backend.
@NullMarked
package dev.towpath.store;

import org.jspecify.annotations.NullMarked;
