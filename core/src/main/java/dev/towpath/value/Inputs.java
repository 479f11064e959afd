package dev.towpath.value;

import dev.towpath.InvalidInput;
import dev.towpath.Problem;
import dev.towpath.plan.Input;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Binds what somebody gave to an input record: everything that is wrong is found at once.
public final class Inputs {
    static final String NO_INPUTS = "Leave it out: there are none.";

    /// The folders that texts may refer to.
    ///
    /// @param base what relative paths are relative to
    /// @param userHome what `~/` and `${user.home}` stand for
    /// @param javaHome what `${java.home}` stands for
    public record Folders(Path base, Path userHome, Path javaHome) {}

    private final Codecs codecs;
    private final InputValues values;

    /// @param folders what paths are relative to
    public Inputs(Codecs codecs, Folders folders) {
        this.codecs = codecs;
        this.values = new InputValues(new InputPaths(folders));
    }

    /// Binds values by component name.
    ///
    /// @param type the input record
    /// @param given by component name; a name that is no component is a problem
    public Bound bind(Class<? extends Record> type, Map<String, Given> given) {
        return bind(type, Components.of(type), given);
    }

    /// Binds values by component name for a stored plan: defaults and bounds are those of the plan.
    ///
    /// @param input the plan's
    /// @param loader loads the bundle's classes
    public Bound bind(Input input, ClassLoader loader, Map<String, Given> given) {
        return bind((Class<?>) TypeNames.parse(input.type(), loader), input.components(), given);
    }

    /// What is wrong with a record that was made in Java: numbers, texts and lists beyond their bounds, files that
    /// do
    /// not
    /// exist. Empty if nothing is.
    public List<Problem> check(Record input) {
        var problems = new ArrayList<Problem>();
        var checks = new InputChecks(problems);
        checks.check(codecs.codec(input.getClass()).form(), input, "");
        return problems;
    }

    /// One value that somebody gave, by its type alone.
    ///
    /// @param name what it is, for errors
    /// @throws InvalidInput if it does not fit
    public Object value(Type type, String name, Given given) {
        try {
            return values.of(codecs.codec(type).form(), given);
        } catch (Misfit e) {
            var from = given.from().isEmpty() ? "" : " (" + given.from() + ")";
            var place = e.in(name).path();
            throw new InvalidInput(
                    List.of(new Problem(e.code(), "'" + place + "' " + e.what() + from, place, null, e.hint())));
        }
    }

    private Bound bind(Class<?> type, List<Input.Component> components, Map<String, Given> given) {
        var form = (RecordForm) codecs.codec(type).form();
        var problems = new ArrayList<Problem>();
        var bound = new @Nullable Object[components.size()];
        for (var i = 0; i < bound.length; i++) {
            var component = components.get(i);
            bound[i] = component(form.parts().get(i).form(), component, given.get(component.name()), problems);
        }
        var names = components.stream().map(Input.Component::name).toList();
        for (var name : given.keySet()) if (!names.contains(name)) problems.add(unknown(name, given, names));
        if (!problems.isEmpty()) return new Bound.Refused(problems);
        try {
            return new Bound.Input((Record) form.make(bound));
        } catch (Misfit e) {
            var what = "the input is refused: " + e.what();
            return new Bound.Refused(List.of(new Problem("invalid-input", what, e.path(), null, e.hint())));
        }
    }

    private @Nullable Object component(
            Form form, Input.Component component, @Nullable Given given, List<Problem> problems) {
        try {
            var value = given == null ? values.absent(form, component) : values.of(form, given);
            Bounds.check(form, component, value);
            return value;
        } catch (Misfit e) {
            var place = e.in(component.name()).path();
            var from = given == null || given.from().isEmpty() ? "" : " (" + given.from() + ")";
            problems.add(new Problem(e.code(), "'" + place + "' " + e.what() + from, place, null, e.hint()));
            return null;
        }
    }

    private static Problem unknown(String name, Map<String, Given> given, List<String> names) {
        var source = given.get(name);
        var from = source == null || source.from().isEmpty() ? "" : " (" + source.from() + ")";
        return new Problem(
                "unknown-input",
                "'" + name + "' is no input of this pipeline" + from,
                name,
                null,
                Nearest.advice(name, names, NO_INPUTS));
    }
}
