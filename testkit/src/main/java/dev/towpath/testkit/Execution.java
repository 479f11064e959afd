package dev.towpath.testkit;

import dev.towpath.Digest;
import org.jspecify.annotations.Nullable;

/// One begun attempt at a step or unit.
final class Execution {
    /// The step in words: in a run that another one has made, with the step that asked for it.
    final String step;

    final int unit;
    /// The number among the executions of this step and unit, from 1.
    final int number;

    /// Whether the step's code was called.
    boolean worked;

    /// What the code gave; null if it gave nothing.
    @Nullable
    Digest result;

    /// How it ended, as a part of a sentence.
    String end = "it was still going on at the end";

    Execution(String step, int unit, int number) {
        this.step = step;
        this.unit = unit;
        this.number = number;
    }

    /// The process died before anybody was told how it ended.
    void lost() {
        end = worked
                ? "the process died after its work, before its result was on disk"
                : "the process died before its work was done";
    }

    /// `charge` or `crop@3`.
    String name() {
        return name(step, unit);
    }

    static String name(String step, int unit) {
        return unit < 0 ? step : step + "@" + unit;
    }
}
