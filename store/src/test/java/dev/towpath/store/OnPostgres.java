package dev.towpath.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Tests that need the server that `./test` starts.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIfSystemProperty(named = TestDatabase.PROPERTY, matches = ".+", disabledReason = "needs PostgreSQL: see ./test")
@interface OnPostgres {}
