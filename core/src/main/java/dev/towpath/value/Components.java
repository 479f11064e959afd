package dev.towpath.value;

import dev.towpath.Default;
import dev.towpath.Describe;
import dev.towpath.Max;
import dev.towpath.Min;
import dev.towpath.plan.Input;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// Reads the components of an input record with their annotations.
public final class Components {
    private Components() {}

    /// The components in the order of declaration.
    public static List<Input.Component> of(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(Components::of).toList();
    }

    static Input.Component of(RecordComponent component) {
        var description = component.getAnnotation(Describe.class);
        var defaultText = component.getAnnotation(Default.class);
        var min = component.getAnnotation(Min.class);
        var max = component.getAnnotation(Max.class);
        return new Input.Component(
                component.getName(),
                TypeNames.print(component.getGenericType()),
                description == null ? "" : description.value(),
                defaultText == null ? null : defaultText.value(),
                min == null ? null : min.value(),
                max == null ? null : max.value());
    }
}
