/// Pipelines with their tests, to read and copy. They decide nothing that others use. Read `Billing` first.
@NullMarked
package dev.towpath.examples;

import org.jspecify.annotations.NullMarked;
