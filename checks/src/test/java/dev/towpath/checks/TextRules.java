package dev.towpath.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Words that must not stand in tracked files.
final class TextRules {
    private static final String OWN = "checks/src/test/java/dev/towpath/checks/TextRules.java";

    private static final Pattern UNNUMBERED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d)");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.~}*\"])/(work|root|home|Users)/\\w|[A-Z]:\\\\Users\\\\\\w");
    /// Where packages come from is each user's own setting; a build that names a host works only with that host.
    private static final Pattern PACKAGE_HOST = Pattern.compile("\\b(repo1?\\.maven(\\.apache)?\\.org"
        + "|(central|oss|s01)\\.sonatype\\.(com|org)|registry\\.npmjs\\.org|(files\\.)?pythonhosted\\.org|pypi\\.org"
        + "|(static\\.)?crates\\.io|proxy\\.golang\\.org|rubygems\\.org|(deb|security)\\.debian\\.org"
        + "|archive\\.ubuntu\\.com|packages\\.adoptium\\.net)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(");
    private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");
    private static final Pattern MOCKS = Pattern.compile("^import .*\\b(mockito|easymock|jmock|powermock|jmockit)\\b");
    private static final Pattern WALL_CLOCK = Pattern.compile(
            "\\b(Instant\\.now\\(\\)|System\\.currentTimeMillis\\(|LocalDate(Time)?\\.now\\(\\)|InstantSource\\.system\\()");

    private TextRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("todo", () -> everywhere("todo", UNNUMBERED, "give it an issue number (#12), or do it now")),
                new Rule(
                        "machine-path",
                        () -> everywhere("machine-path", MACHINE_PATH, "a path of one machine: make it relative")),
                new Rule(
                        "package-host",
                        () -> everywhere(
                                "package-host", PACKAGE_HOST, "names a host that serves packages: leave it out")),
                new Rule(
                        "sleep",
                        () -> inTests("sleep", SLEEP, "wait for the event itself, or let the simulated clock pass")),
                new Rule("disabled", () -> inTests("disabled", DISABLED, "mend the test or delete it")),
                new Rule("mocks", () -> inTests("mocks", MOCKS, "use the real class in a simulated world")),
                new Rule(
                        "wall-clock",
                        () -> inTests("wall-clock", WALL_CLOCK, "take the time from the simulation, or a constant")));
    }

    private static List<Violation> everywhere(String rule, Pattern pattern, String advice) {
        return search(rule, pattern, advice, name -> !name.equals(OWN) && !name.equals("LICENSE"));
    }

    private static List<Violation> inTests(String rule, Pattern pattern, String advice) {
        return search(rule, pattern, advice, name -> name.contains("/src/test/java/") && !name.equals(OWN));
    }

    private static List<Violation> search(String rule, Pattern pattern, String advice, Predicate<String> where) {
        var found = new ArrayList<Violation>();
        for (var name : Checkout.IT.textFiles()) {
            if (!where.test(name)) continue;
            var text = Checkout.text(name);
            if (!pattern.matcher(text).find() && !text.contains("import ")) continue;
            var number = 0;
            for (var line : text.lines().toList()) {
                number++;
                var match = pattern.matcher(line);
                if (match.find()) {
                    found.add(new Violation(rule, name, name + ":" + number, "'" + match.group() + "': " + advice));
                }
            }
        }
        return found;
    }
}
