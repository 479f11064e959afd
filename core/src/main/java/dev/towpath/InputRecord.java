package dev.towpath;

import dev.towpath.plan.Input;
import dev.towpath.value.Components;
import dev.towpath.value.InvalidType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the input record of a pipeline.
final class InputRecord {
    private InputRecord() {}

    /// The record's components; none, and noted, if it can not be an input.
    static Input read(@Nullable Class<? extends Record> input, ValueTypes types, Findings findings, String line) {
        if (input == null || !input.isRecord()) {
            var what = (input == null ? "null" : input.getName()) + " is given as the input, and it is no record";
            findings.add("input-not-a-record", what, line, "Declare a record and give its class: Input.class");
            return new Input("?", List.of());
        }
        var type = types.name(input);
        if (input.getTypeParameters().length > 0) {
            var what = "the input record " + input.getSimpleName() + " has type parameters, which a class does not fix";
            findings.add("open-type", what, line, "Declare a record without type parameters");
            return new Input(type, List.of());
        }
        var refused = types.refusal(input);
        if (refused != null) return refused(type, input, refused, findings, line);
        try {
            return new Input(type, Components.of(input));
        } catch (InvalidType e) {
            return refused(type, input, e, findings, line);
        }
    }

    private static Input refused(String type, Class<?> input, InvalidType refused, Findings findings, String line) {
        var what = "the input record " + input.getSimpleName() + " can not be read: " + WiredMethods.text(refused);
        findings.add(refused.code(), what, line, refused.hint());
        return new Input(type, List.of());
    }
}
