/// What a store or a backend must provide: the journal, the artifact store, the backend. It decides the promises that
/// each implementation keeps; `testkit` holds a suite per type. It never contains an implementation. Read `Journal`
/// first.
@NullMarked
package dev.towpath.spi;

import org.jspecify.annotations.NullMarked;
