import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Adds up the test reports that all modules wrote since a time: `java build/Totals.java <root> <epoch seconds>`.
/// Fails if there is none or one is red.
final class Totals {
    private int tests;
    private int skipped;
    private final List<String> failures = new ArrayList<>();
    private final List<String> skips = new ArrayList<>();

    static void main(String[] args) throws Exception {
        var totals = new Totals();
        for (var report : reports(Path.of(args[0]), Long.parseLong(args[1]))) totals.add(report);
        totals.skips.forEach(name -> IO.println("skipped  " + name));
        totals.failures.forEach(name -> IO.println("FAILED   " + name));
        var failed = totals.failures.size();
        var passed = totals.tests - failed - totals.skipped;
        IO.println(
                "%n%d tests: %d passed, %d failed, %d skipped".formatted(totals.tests, passed, failed, totals.skipped));
        System.exit(failed > 0 || totals.tests == 0 ? 1 : 0);
    }

    private static List<Path> reports(Path root, long since) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = folder.getFileName().toString();
                var unrelated =
                        name.startsWith(".") && !folder.equals(root) || name.equals("src") || name.equals("quick");
                return unrelated ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var name = file.getFileName().toString();
                var report = name.startsWith("TEST-") && name.endsWith(".xml");
                var fresh = attributes.lastModifiedTime().to(TimeUnit.SECONDS) >= since;
                if (report && fresh && file.endsWith(Path.of("target", "surefire-reports", name))) found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    private void add(Path report) throws Exception {
        var suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        var cases = suite.getElementsByTagName("testcase");
        for (var i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            var name = test.getAttribute("classname") + "." + test.getAttribute("name");
            tests++;
            if (has(test, "failure") || has(test, "error")) failures.add(name);
            if (has(test, "skipped")) {
                skipped++;
                skips.add(name);
            }
        }
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }
}
