package dev.towpath.engine;

import dev.towpath.value.Json;
import java.util.Map;

/// What a step of a run waits for.
public enum Durability {
    /// A step starts when what it follows from is on disk.
    STRICT,
    /// A pure step starts at once; all that the outside sees waits for the disk. After a crash a few steps that had
    /// ended are executed again.
    PIPELINED;

    private static final String KEY = "\"durability\"";

    /// The durability that a run's options name.
    ///
    /// @param options as JSON
    static Durability in(String options) {
        return options.contains(KEY)
                        && Json.parse(options) instanceof Map<?, ?> map
                        && "pipelined".equals(map.get("durability"))
                ? PIPELINED
                : STRICT;
    }

    /// A run's options with this durability among them.
    ///
    /// @param options as JSON, an object
    String into(String options) {
        if (this == STRICT || options.contains(KEY)) return options;
        var rest = options.strip().substring(1);
        return "{" + KEY + ":\"pipelined\"" + (rest.startsWith("}") ? "" : ",") + rest;
    }
}
