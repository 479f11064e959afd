/// Tests of users' pipelines with faults in virtual time, and a conformance suite per `spi` type, for us and for users.
/// It
/// decides what an implementation must prove, and how what goes wrong is told. Time and seeds come from the real world
/// at
/// one place only, `Outside`, and main code never uses it. Read `PipelineTest` first.
@NullMarked
package dev.towpath.testkit;

import org.jspecify.annotations.NullMarked;
