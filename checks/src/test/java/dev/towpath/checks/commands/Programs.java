package dev.towpath.checks.commands;

/// Source files of pipelines that tests run.
final class Programs {
    private Programs() {}

    /// A source file with these members.
    static String of(String name, String members) {
        return """
            import dev.towpath.*;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;

            public final class %s {
            %s
                static String mark(Path file, String text) throws java.io.IOException {
                    Files.writeString(file, text + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    return text;
                }

                static void waitFor(Path file) throws InterruptedException {
                    while (!Files.exists(file)) new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
                }
            }
            """.formatted(name, members.indent(4));
    }

    /// Pipeline `one` with one step `work`, whose body has `String text` and `Attempt attempt`.
    static String step(String body) {
        return of("One", """
            record Input(@Default("x") String text) {}

            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define("one", Input.class, (p, in) ->
                        p.step("work", One::work, in.get(Input::text), p.attempt()).retry(Retry.never()));
            }

            static String work(String text, Attempt attempt) throws Exception {
            %s
            }
            """.formatted(body.indent(4).stripTrailing()));
    }

    /// Pipeline `parts`: a list, a mapped step, a file. The steps print.
    static final String PARTS = of("Parts", """
        record Input(@Default("3") int count, @Default("-1") int bad) {}

        public static Pipeline<Input, FileRef> pipeline() {
            System.out.println("printed while it was defined");
            return Pipeline.<Input, FileRef>define("parts", Input.class, (p, in) -> {
                var names = p.step("names", Parts::names, in.get(Input::count));
                var made = p.each("make", Parts::make, names, in.get(Input::bad), p.attempt()).retry(Retry.never());
                return p.step("join", Parts::join, made, p.attempt());
            });
        }

        static List<Integer> names(int count) {
            System.out.println("printed by names");
            System.err.println("complained by names");
            return java.util.stream.IntStream.range(0, count).boxed().toList();
        }

        static String make(int number, int bad, Attempt attempt) {
            System.out.println("printed by make " + number);
            attempt.log().warn("warned by make " + number);
            if (number == bad) throw new IllegalStateException("number " + number + " is bad");
            return "part " + number;
        }

        static FileRef join(List<String> made, Attempt attempt) throws java.io.IOException {
            var file = attempt.newFile("all.txt");
            Files.writeString(file.path(), String.join(",", made));
            return file;
        }
        """);

    /// Pipeline `gated`: `first`, then `second`, which waits for a file. Both leave marks.
    static final String GATED = of("Gated", """
        record Input(String folder) {}

        public static Pipeline<Input, String> pipeline() {
            return Pipeline.define("gated", Input.class, (p, in) -> {
                var first = p.step("first", Gated::first, in.get(Input::folder));
                return p.step("second", Gated::second, in.get(Input::folder), first);
            });
        }

        static String first(String folder) throws Exception {
            System.out.println("printed by first");
            return mark(Path.of(folder, "marks"), "first");
        }

        static String second(String folder, String before) throws Exception {
            mark(Path.of(folder, "marks"), "second");
            waitFor(Path.of(folder, "gate"));
            return before + " second";
        }
        """);
}
