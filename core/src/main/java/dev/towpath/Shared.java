package dev.towpath;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says why a static field may be used by steps although the check can not prove that it is constant.
///
/// The reason is shown in the plan. Steps that reach the field may still run in another process each.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Shared {
    /// The text, or the bound.
    String value();
}
