package dev.towpath.plan;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The input record of a pipeline.
///
/// @param type its type, as [dev.towpath.value.TypeNames] writes it
/// @param components in the order of declaration
public record Input(String type, List<Component> components) {
    public Input {
        components = List.copyOf(components);
    }

    /// One component of the input record: an option of the command line, a field of a form, a variable.
    ///
    /// @param name the Java name, for instance `imageDir`
    /// @param type its type, as [dev.towpath.value.TypeNames] writes it
    /// @param description empty if there is none
    /// @param defaultText as [dev.towpath.Default] gives it; null if there is none
    /// @param min least number or length; null if there is none
    /// @param max greatest number or length; null if there is none
    public record Component(
            String name,
            String type,
            String description,
            @Nullable String defaultText,
            @Nullable Double min,
            @Nullable Double max) {
        /// Whether a run must be given it: there is no default and the type is not `Optional`.
        public boolean required() {
            return defaultText == null && !type.startsWith("java.util.Optional");
        }

        /// The name of the command line's option, without dashes: `imageDir` is `image-dir`.
        public String option() {
            var out = new StringBuilder();
            for (var i = 0; i < name.length(); i++) {
                var c = name.charAt(i);
                if (Character.isUpperCase(c)) {
                    var startsWord = i > 0
                            && (!Character.isUpperCase(name.charAt(i - 1))
                                    || i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)));
                    if (startsWord) out.append('-');
                    out.append(Character.toLowerCase(c));
                } else {
                    out.append(c == '_' ? '-' : c);
                }
            }
            return out.toString();
        }

        /// The name of the variable: `imageDir` is `TOWPATH_IN_IMAGE_DIR`.
        public String variable() {
            return "TOWPATH_IN_" + option().replace('-', '_').toUpperCase(Locale.ROOT);
        }
    }
}
