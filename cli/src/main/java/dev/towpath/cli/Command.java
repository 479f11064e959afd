package dev.towpath.cli;

import java.io.IOException;
import java.util.List;

/// One command: what it is called, what it takes, and what it does.
interface Command {
    /// How it is typed and explained.
    Spec spec();

    /// Does it.
    ///
    /// @return the exit code
    int run(Context context) throws IOException, InterruptedException;

    /// How a command is typed and explained.
    ///
    /// @param name what is typed
    /// @param words the words it takes, for the help, for instance `FILE`
    /// @param summary one line
    /// @param description some lines more; may be empty
    /// @param options its own, besides those that every command has
    /// @param target whether the first word is a pipeline, whose inputs are options too
    /// @param least how many words it needs
    /// @param most how many words it takes
    /// @param examples whole command lines
    record Spec(
            String name,
            String words,
            String summary,
            String description,
            List<Option> options,
            boolean target,
            int least,
            int most,
            List<String> examples) {
        public Spec {
            options = List.copyOf(options);
            examples = List.copyOf(examples);
        }

        /// A command that is not about a definition.
        static Spec of(String name, String words, String summary, int least, int most, Option... options) {
            return new Spec(name, words, summary, "", List.of(options), false, least, most, List.of());
        }

        Spec describedAs(String text) {
            return new Spec(name, words, summary, text, options, target, least, most, examples);
        }

        Spec withExamples(String... lines) {
            return new Spec(name, words, summary, description, options, target, least, most, List.of(lines));
        }
    }
}
