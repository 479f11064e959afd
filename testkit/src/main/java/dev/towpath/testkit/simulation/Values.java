package dev.towpath.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What simulated steps compute: a value that is a function of the step's name and its arguments alone, so that the
/// result of a run can be told without an engine.
///
/// Every value is an object of four components, by which plans choose, map and expand: `flag`, `items`, `calls`,
/// `text`.
final class Values {
    /// The pipeline that calls name.
    static final String CHILD = "child";

    private static final int LONG_TEXT = 400;

    private Values() {}

    /// What a call of a step gives.
    static byte[] of(String step, List<byte[]> arguments) {
        return object(hash(step, arguments), true).getBytes(StandardCharsets.UTF_8);
    }

    /// The input of a run.
    static byte[] input(long seed) {
        return object(Mix.of(seed, 77), true).getBytes(StandardCharsets.UTF_8);
    }

    /// Whether a call of a step can never succeed.
    static boolean isRefused(String step, List<byte[]> arguments) {
        return Mix.below(hash(step, arguments) >>> 20, 60) == 0;
    }

    private static long hash(String step, List<byte[]> arguments) {
        var hash = Mix.of(5, step.getBytes(StandardCharsets.UTF_8));
        for (var argument : arguments) hash = Mix.of(hash, argument);
        return hash;
    }

    private static String object(long hash, boolean calls) {
        var text = new StringBuilder("{\"flag\":").append((hash & 1) == 0).append(",\"items\":[");
        for (var i = Mix.below(hash >>> 3, 5); i > 0; i--)
            text.append('"').append(Long.toHexString(Mix.of(hash, i) >>> 40)).append(i > 1 ? "\"," : "\"");
        text.append("],\"calls\":[");
        for (var i = calls ? Mix.below(hash >>> 6, 3) : 0; i > 0; i--)
            text.append("{\"pipeline\":\"" + CHILD + "\",\"input\":")
                    .append(object(Mix.of(hash, 100 + i), false))
                    .append(i > 1 ? "}," : "}");
        text.append("],\"text\":\"").append(Long.toHexString(hash));
        if (calls && Mix.below(hash >>> 9, 4) == 0) text.append("x".repeat(LONG_TEXT));
        return text.append("\"}").toString();
    }
}
