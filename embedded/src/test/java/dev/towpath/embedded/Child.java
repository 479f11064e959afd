package dev.towpath.embedded;

import dev.towpath.Pipeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A program that runs one pipeline: started by tests in a process of its own. It prints `run ID`, what the steps log,
/// and `result TEXT` or `failed CODE`.
final class Child {
    private Child() {}

    /// Arguments: the store folder, a class with a static method `pipeline()`, a text for the input's one component.
    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().start(Child::endWithParent);
        var type = Class.forName(args[1]);
        var method = type.getDeclaredMethod("pipeline");
        method.setAccessible(true);
        run(Path.of(args[0]), (Pipeline<?, ?>) method.invoke(null), args[2]);
    }

    /// The test that started it holds the other end.
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) Thread.onSpinWait();
        } catch (IOException e) {
            // The end as well.
        }
        Runtime.getRuntime().halt(9);
    }

    private static <I extends Record, O> void run(Path store, Pipeline<I, O> pipeline, String text) throws Exception {
        var constructor = pipeline.input().getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        try (var towpath = Towpath.open(store, pipeline)) {
            towpath.onExitInStep(run -> {
                System.out.println("exit " + towpath.view(run).failure().code());
                System.out.flush();
                Runtime.getRuntime().halt(1);
            });
            var run = towpath.run(pipeline, constructor.newInstance(text));
            System.out.println("run " + run.id());
            towpath.followLogs(run.id(), line -> System.out.println(line.text()));
            try {
                System.out.println("result " + run.await());
            } catch (RunFailed e) {
                System.out.println("failed " + e.code());
            }
        }
    }

    /// The process as its test sees it.
    record Process(java.lang.Process process, BufferedReader out) {
        /// The next line of its output.
        String line() throws IOException {
            var line = out.readLine();
            if (line == null) throw new AssertionError("the program has ended");
            return line;
        }

        /// Reads on until this line comes.
        void until(String wanted) throws IOException {
            while (!line().equals(wanted)) Thread.onSpinWait();
        }

        /// As the operating system does when it needs the memory, or a person with `kill -9`.
        void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor();
        }

        int end() throws InterruptedException {
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("the program does not end");
            return process.exitValue();
        }
    }
}
