package dev.towpath.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Asks somebody at a terminal before something is done; whoever is not there is not asked.
final class Question {
    private final Context context;

    Question(Context context) {
        this.context = context;
    }

    /// Whether to go on: yes with `--yes`, without a terminal, or by a `y`. An empty answer is a no.
    boolean isAnsweredYes(String text) {
        var terminal = context.env().terminal();
        if (context.arguments().has("yes") || !terminal.in() || !terminal.err()) return true;
        context.env().err().print(text + " [y/N] ");
        context.env().err().flush();
        try {
            var reader = new BufferedReader(new InputStreamReader(context.env().in(), StandardCharsets.UTF_8));
            var answer = reader.readLine();
            if (answer == null) context.say("");
            var isYes =
                    answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
            if (!isYes) context.say("Nothing was changed.");
            return isYes;
        } catch (IOException e) {
            throw new UncheckedIOException("the answer can not be read", e);
        }
    }
}
