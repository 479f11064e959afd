package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a process and all its threads asked the system for, in order, as strace writes it.
record SystemCalls(List<Call> calls) {
    private static final Pattern WHOLE = Pattern.compile("(\\d+)\\s+(\\w+)\\((.*)");
    private static final Pattern RESUMED = Pattern.compile("(\\d+)\\s+<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final String UNFINISHED = "<unfinished ...>";

    /// One call.
    ///
    /// @param text its arguments and result; a file is named also where the call names only its number
    /// @param begun number of the line at which it began
    /// @param ended number of the line at which its result was there
    record Call(String name, String text, int begun, int ended) {
        boolean on(String file) {
            return text.contains(file);
        }

        boolean syncs(String file) {
            return (name.equals("fsync") || name.equals("fdatasync")) && on(file + ">");
        }

        boolean writes(String file) {
            return (name.equals("write") || name.equals("pwrite64") || name.equals("writev")) && on(file + ">");
        }

        boolean renames(String file) {
            return (name.startsWith("rename") || name.startsWith("link")) && on(file + "\"");
        }
    }

    /// The words before a command that is to be traced.
    static List<String> traced(Path trace) {
        var calls = "trace=openat,write,writev,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat";
        return List.of("strace", "-f", "-y", "--seccomp-bpf", "-o", trace.toString(), "-e", calls);
    }

    static SystemCalls of(Path trace) throws IOException {
        var calls = new ArrayList<Call>();
        Map<String, Call> unfinished = new HashMap<>();
        var lines = Files.readAllLines(trace);
        for (var i = 0; i < lines.size(); i++) {
            var whole = WHOLE.matcher(lines.get(i));
            var resumed = RESUMED.matcher(lines.get(i));
            if (resumed.matches()) {
                var begun = unfinished.remove(resumed.group(1));
                calls.add(new Call(begun.name(), begun.text() + resumed.group(3), begun.begun(), i));
            } else if (whole.matches()) {
                var call = new Call(whole.group(2), whole.group(3), i, i);
                if (call.on(UNFINISHED)) unfinished.put(whole.group(1), call);
                else calls.add(call);
            }
        }
        return new SystemCalls(calls);
    }

    /// The first such call that began after another one had ended.
    Call next(Call after, String what, Predicate<Call> wanted) {
        return calls.stream()
                .filter(call -> call.begun() > after.ended() && wanted.test(call))
                .findFirst()
                .orElseThrow(() -> new AssertionError("after " + after + " there is no " + what));
    }

    Call last(String what, Predicate<Call> wanted) {
        var found = all(wanted);
        assertThat(found).as(what).isNotEmpty();
        return found.getLast();
    }

    List<Call> all(Predicate<Call> wanted) {
        return calls.stream().filter(wanted).toList();
    }

    /// Such calls that began after the first and before the second.
    List<Call> between(Call first, Call second, Predicate<Call> wanted) {
        return all(call -> call.begun() > first.begun() && call.begun() < second.begun() && wanted.test(call));
    }
}
