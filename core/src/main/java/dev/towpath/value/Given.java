package dev.towpath.value;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody gave for one component of an input.
public sealed interface Given {
    /// Where it came from, for errors: `option --count`, `pipeline.yaml:3`, `variable TOWPATH_IN_COUNT`.
    String from();

    /// Texts of a command line or a variable: more than one only for lists and the like.
    record Text(List<String> texts, String from) implements Given {
        public Text {
            texts = List.copyOf(texts);
        }

        /// One text.
        public Text(String text, String from) {
            this(List.of(text), from);
        }
    }

    /// A tree as YAML or JSON gives it: `Map`, `List`, `String`, numbers, `Boolean`, null.
    ///
    /// @param base what relative paths in it are relative to; null for the usual folder
    record Tree(
            @Nullable Object tree, String from, @Nullable Path base) implements Given {
        /// A tree whose relative paths are relative to the usual folder.
        public Tree(@Nullable Object tree, String from) {
            this(tree, from, null);
        }
    }

    /// A Java value of the component's type.
    record Java(@Nullable Object value, String from) implements Given {}
}
