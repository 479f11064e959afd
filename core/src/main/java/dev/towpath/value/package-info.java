/// The one canonical encoding of values: which types can be a value, how each is written as JSON bytes, and how an
/// input record is bound from texts and trees.
///
/// Equal values have equal bytes in every JVM, so a digest of the bytes identifies the value (docs/encoding.md).
/// Nothing
/// here reads a clock or keeps content: files inside values go through [dev.towpath.value.Contents]. Read
/// [dev.towpath.value.Codecs] first.
@NullMarked
package dev.towpath.value;

import org.jspecify.annotations.NullMarked;
