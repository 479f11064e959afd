/// How the code of a step is named and fingerprinted. It decides when two versions of a step count as the same. It
/// never runs that code. Read `UserCode` first.
@NullMarked
package dev.towpath.code;

import org.jspecify.annotations.NullMarked;
