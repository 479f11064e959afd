package dev.towpath.cli;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plain sentences for messages of the compiler that follow from how the definition language is typed.
final class PlainWords {
    private static final int ANYWHERE = Pattern.DOTALL;

    /// @param what with `%s` for each group of the pattern
    private record Rule(Pattern message, String what, String advice) {
        Rule(String message, String what, String advice) {
            this(Pattern.compile(message, ANYWHERE), what, advice);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "(?:Step|Value)<[^\\n]*> (?:conforms|cannot be converted) to (\\S+)",
                    "this gives a handle of a value that will exist, which is no %s",
                    "Declare it with var, and use the value in a step that takes it"),
            new Rule(
                    "inference variable O has incompatible bounds\\s+equality constraints: ([^\\n"
                            + "]+)\\s+lower bounds: ([^\\n"
                            + "]+)",
                    "the pipeline is declared to give %s, and its block gives %s",
                    "Change the type after Pipeline<Input, …>, or return another value"),
            new Rule(
                    "^method define .*equality constraints: (\\S+)\\s+(?:upper|lower) bounds: Record",
                    "the input %s is no record",
                    "Declare it as a record: its components are the inputs of a run"),
            new Rule(
                    "^method define .*missing return value",
                    "the block of the pipeline returns nothing",
                    "Let it return the value that a run gives: (p, in) -> { …; return value; }"),
            new Rule(
                    "^method call .*equality constraints: ([^\\n]+)\\s+lower bounds: ([^\\n]+)",
                    "the called pipeline wants a %s, it was given a %s",
                    "Give a value of its input record, made by a step"),
            new Rule(
                    "^method choose .*equality constraints: ([^\\n]+)\\s+lower bounds: (?:C,)?([^\\n]+)",
                    "'choose' is over %s, and %s is no case of it",
                    "Name the records that implement the sealed interface"),
            new Rule(
                    "^no suitable method found for (?:when|unless)\\(Value<(?!Boolean)([^\\n]+?)>,",
                    "a condition is a boolean, and this one is a %s",
                    "Give a component or a step's value of type boolean"));

    private PlainWords() {}

    /// The sentence for a message; null if there is none.
    ///
    /// @param message without packages
    static WiringCalls.@Nullable Sentence of(String message) {
        for (var rule : RULES) {
            var found = rule.message().matcher(message);
            if (found.find()) return new WiringCalls.Sentence(rule.what().formatted(groups(found)), rule.advice());
        }
        return null;
    }

    private static Object[] groups(MatchResult found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .toArray();
    }
}
