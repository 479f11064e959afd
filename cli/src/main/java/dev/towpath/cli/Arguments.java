package dev.towpath.cli;

import dev.towpath.value.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was typed after the command's name, split into words, known options and options of somebody else.
///
/// Known options win: whatever a pipeline calls its inputs, `--store` is ours. An option that is not known is kept with
/// what follows it, since only its owner knows whether it takes a value.
///
/// @param words what is neither an option nor the value of one
/// @param values by option name; a flag given has the value `true`
/// @param extras unknown options in the order typed
record Arguments(List<String> words, Map<String, List<String>> values, List<Extra> extras) {
    /// An option that is not known.
    ///
    /// @param name without dashes
    /// @param inline what follows `=`; null if there is none
    /// @param tail the words that follow it
    record Extra(String name, @Nullable String inline, List<String> tail) {}

    /// Splits what was typed.
    ///
    /// @param known the command's options
    /// @param extrasAllowed whether options that are not known may follow the first word
    /// @throws UsageError for an unknown option, a missing value or a value for a flag
    static Arguments parse(List<String> typed, List<Option> known, boolean extrasAllowed) {
        return new Parser(known, extrasAllowed).parse(typed);
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    /// The last value given; null if there is none.
    @Nullable
    String value(String option) {
        var all = values.get(option);
        return all == null ? null : all.getLast();
    }

    /// All values given.
    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    /// The value as a number that is not negative.
    long number(String option, long otherwise) {
        var text = value(option);
        if (text == null) return otherwise;
        try {
            var number = Long.parseLong(text);
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            // said below, as for a negative number
        }
        throw new UsageError("--" + option + " takes a number, not '" + text + "'", "Give 0 or more.");
    }

    private static final class Parser {
        private final List<Option> known;
        private final boolean extrasAllowed;
        private final List<String> words = new ArrayList<>();
        private final Map<String, List<String>> values = new LinkedHashMap<>();
        private final List<Extra> extras = new ArrayList<>();
        private @Nullable List<String> tail;

        Parser(List<Option> known, boolean extrasAllowed) {
            this.known = known;
            this.extrasAllowed = extrasAllowed;
        }

        Arguments parse(List<String> typed) {
            var i = 0;
            while (i < typed.size()) {
                var token = typed.get(i++);
                if (token.equals("--")) {
                    words.addAll(typed.subList(i, typed.size()));
                    break;
                }
                if (!isOption(token)) word(token);
                else if (option(token, i < typed.size() ? typed.get(i) : null)) i++;
            }
            return new Arguments(List.copyOf(words), values, extras);
        }

        private static boolean isOption(String token) {
            if (token.length() < 2 || token.charAt(0) != '-') return false;
            var second = token.charAt(1);
            return second == '-' ? token.length() > 2 : !(second >= '0' && second <= '9') && second != '.';
        }

        private void word(String token) {
            if (tail == null) words.add(token);
            else tail.add(token);
        }

        /// Takes an option; true if the next token was its value.
        private boolean option(String token, @Nullable String next) {
            var equals = token.indexOf('=');
            var typed = equals < 0 ? token : token.substring(0, equals);
            var inline = equals < 0 ? null : token.substring(equals + 1);
            var option = find(typed);
            if (option == null) {
                extra(typed, inline);
                return false;
            }
            tail = null;
            if (option.isFlag()) {
                if (inline != null) throw new UsageError(typed + " takes no value", "Leave out '=" + inline + "'.");
                put(option, "true");
                return false;
            }
            var value = inline == null ? next : inline;
            if (value == null) {
                throw new UsageError(typed + " needs a value", "Write " + typed + " " + option.value() + ".");
            }
            put(option, value);
            return inline == null;
        }

        private @Nullable Option find(String typed) {
            for (var option : known) {
                if (typed.equals("--" + option.name()) || typed.equals("-" + option.letter())) return option;
            }
            return null;
        }

        private void put(Option option, String value) {
            var all = values.computeIfAbsent(option.name(), _ -> new ArrayList<>());
            if (!option.many()) all.clear();
            all.add(value);
        }

        private void extra(String typed, @Nullable String inline) {
            if (!extrasAllowed || words.isEmpty() || !typed.startsWith("--")) {
                var hint = extrasAllowed && words.isEmpty() && typed.startsWith("--")
                        ? "An input of the pipeline comes after its file. "
                        : "";
                var names = known.stream().map(option -> "--" + option.name()).toList();
                throw new UsageError(
                        "option " + typed + " is not known",
                        Nearest.question(typed, names) + hint + "--help lists the options.");
            }
            tail = new ArrayList<>();
            extras.add(new Extra(typed.substring(2), inline, tail));
        }
    }
}
