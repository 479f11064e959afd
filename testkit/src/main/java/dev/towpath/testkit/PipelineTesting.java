package dev.towpath.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// On a JUnit test class or method: a parameter of type [Testbed] is a folder for files, and a seed. When the test
/// fails
/// the seed is printed, and `-Dtowpath.seed=N` repeats it.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TestbedExtension.class)
public @interface PipelineTesting {}
