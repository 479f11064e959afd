package dev.towpath.cli;

/// Source files of pipelines, for tests.
final class Sources {
    private Sources() {}

    /// A class with an input record of one name, and these members.
    static String of(String name, String members) {
        return """
            import dev.towpath.*;
            import java.nio.file.*;
            import java.util.*;
            public final class %s {
                record Input(@Default("Ada") String name) {}
            %s
            }
            """.formatted(name, members.indent(4).stripTrailing());
    }

    /// One step that greets.
    static String hello() {
        return of("Hello", """
            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define("hello", Input.class, (p, in) -> p.step("greet", Hello::greet, in.get(Input::name)));
            }
            static String greet(String name) {
                System.out.println("printed by the step");
                return "Hello, " + name + "!";
            }\
            """);
    }

    /// One step with this body; it has `String name` and `Attempt attempt`.
    static String step(String body) {
        return of("P", """
            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define("one-step", Input.class,
                        (p, in) -> p.step("work", P::work, in.get(Input::name), p.attempt()));
            }
            static String work(String name, Attempt attempt) throws Exception {
            %s
            }\
            """.formatted(body.indent(4).stripTrailing()));
    }
}
