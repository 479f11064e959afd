package dev.towpath.embedded;

import dev.towpath.plan.Input;
import dev.towpath.value.Codecs;
import dev.towpath.value.Given;
import dev.towpath.value.Inputs;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Checks an input record that a program made: bounds, files that are missing, components that are null.
final class InputCheck {
    private final Inputs inputs;

    /// @param folder stands for the folders that texts may refer to; there are no texts
    InputCheck(Codecs codecs, Path folder) {
        this.inputs = new Inputs(codecs, new Inputs.Folders(folder, folder, folder));
    }

    /// The input, if all of it fits.
    ///
    /// @throws dev.towpath.InvalidInput with every problem
    <I extends Record> I checked(Input declared, I input) {
        inputs.bind(declared, input.getClass().getClassLoader(), components(input, "the program"))
                .orThrow();
        return input;
    }

    /// The components of a record, as if they had been given one by one.
    ///
    /// @param from who gave them
    static Map<String, Given> components(Record record, String from) {
        var given = new LinkedHashMap<String, Given>();
        for (var component : record.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                given.put(component.getName(), new Given.Java(accessor.invoke(record), from));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(
                        "component " + component.getName() + " of the input can not be read", e);
            }
        }
        return given;
    }
}
