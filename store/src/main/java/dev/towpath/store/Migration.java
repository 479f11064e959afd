package dev.towpath.store;

import java.util.function.Supplier;

/// One step from a version of the schema to the next.
///
/// @param version the version that it leads to, from 1, without gaps
/// @param sql statements, each ended by a semicolon; read only when they are needed
record Migration(int version, Supplier<String> sql) {}
