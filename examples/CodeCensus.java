import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.towpath.Attempt;
import dev.towpath.Default;
import dev.towpath.Describe;
import dev.towpath.FileRef;
import dev.towpath.Max;
import dev.towpath.Min;
import dev.towpath.Pipeline;
import dev.towpath.TreeRef;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Takes a census of Java sources: lines, comments, types and the longest method of every file, summed by package, as a
/// page with charts and a table.
///
/// ```
/// towpath run examples/CodeCensus.java
/// towpath run examples/CodeCensus.java --sources ~/my-project/src --top 30
/// ```
public final class CodeCensus {
    record Input(
            @Describe("Folder or zip of Java sources") @Default("${java.home}/lib/src.zip")
            TreeRef sources,

            @Describe("Packages and methods in the report's lists") @Default("20") @Min(1) @Max(200)
            int top) {}

    /// What is in one file.
    record FileCount(
            String pkg, String file, int code, int comments, int blank, int types, int methods, Longest longest) {}

    /// The longest method of a file or a package; an empty name where there is none.
    record Longest(String method, String file, int lines) {
        static final Longest NONE = new Longest("", "", 0);

        Longest or(Longest other) {
            return other.lines > lines ? other : this;
        }
    }

    /// What is in the files of one package.
    ///
    /// @param lengths how many files have 1, 2–3, 4–7, 8–15, … lines
    record PackageCount(
            String name,
            int files,
            long code,
            long comments,
            long blank,
            int types,
            int methods,
            Longest longest,
            List<Integer> lengths) {
        long lines() {
            return code + comments + blank;
        }

        PackageCount plus(PackageCount more) {
            return new PackageCount(
                    name,
                    files + more.files,
                    code + more.code,
                    comments + more.comments,
                    blank + more.blank,
                    types + more.types,
                    methods + more.methods,
                    longest.or(more.longest),
                    IntStream.range(0, lengths.size())
                            .mapToObj(i -> lengths.get(i) + more.lengths.get(i))
                            .toList());
        }
    }

    record Report(FileRef page, FileRef table) {}

    public static Pipeline<Input, Report> pipeline() {
        return Pipeline.<Input, Report>define("code-census", Input.class, (p, in) -> {
                    var sources = in.get(Input::sources);
                    var files = p.step("list", CodeCensus::list, sources);
                    var counts = p.each("count", CodeCensus::count, files, sources);
                    var subtotals = p.batch("subtotal", CodeCensus::subtotal, counts, 1000);
                    var packages = p.step("reduce", CodeCensus::reduce, subtotals);
                    return p.step("report", CodeCensus::report, packages, sources, in.get(Input::top), p.attempt());
                })
                .describedAs("Lines, comments, types and longest methods of Java sources, by package.");
    }

    // ---- steps ----------------------------------------------------------------------------------------------------

    /// The names of all Java files, in order.
    static List<String> list(TreeRef sources) throws IOException {
        if (Files.isDirectory(sources.path())) {
            try (var files = Files.walk(sources.path())) {
                return files.filter(file -> isJava(file.getFileName().toString()))
                        .map(file -> sources.path().relativize(file).toString().replace('\\', '/'))
                        .sorted()
                        .toList();
            }
        }
        try (var zip = new ZipFile(sources.path().toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName())
                    .filter(CodeCensus::isJava)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJava(String name) {
        return name.endsWith(".java") && !name.endsWith("package-info.java") && !name.endsWith("module-info.java");
    }

    /// Counts what is in one file, with the JDK's own parser.
    static FileCount count(String name, TreeRef sources) throws IOException {
        var text = read(name, sources);
        var lines = LineKinds.of(text);
        var census = new Census(parse(name, text));
        return new FileCount(
                census.packageName(),
                name,
                lines.code,
                lines.comments,
                lines.blank,
                census.types,
                census.methods,
                census.longest(name));
    }

    /// Sums a chunk of files by package.
    static List<PackageCount> subtotal(List<FileCount> files) {
        return merge(files.stream().map(CodeCensus::ofOneFile).toList());
    }

    /// Sums the chunks: one entry for each package, the largest first.
    static List<PackageCount> reduce(List<PackageCount> subtotals) {
        return merge(subtotals).stream()
                .sorted(Comparator.comparingLong(PackageCount::lines).reversed().thenComparing(PackageCount::name))
                .toList();
    }

    /// Writes the page and the table.
    static Report report(List<PackageCount> packages, TreeRef sources, int top, Attempt attempt) throws IOException {
        var table = attempt.newFile("packages.csv");
        Files.writeString(table.path(), csv(packages));
        var page = attempt.newFile("census.html");
        Files.writeString(page.path(), new Page(packages, sources.path().toString(), top).html());
        attempt.log().info(packages.size() + " packages");
        return new Report(page, table);
    }

    // ---- counting -------------------------------------------------------------------------------------------------

    private static String read(String name, TreeRef sources) throws IOException {
        if (Files.isDirectory(sources.path()))
            return decode(Files.readAllBytes(sources.path().resolve(name)));
        try (var zip = new ZipFile(sources.path().toFile());
                var in = zip.getInputStream(zip.getEntry(name))) {
            return decode(in.readAllBytes());
        }
    }

    /// Sources in another character set still count: what is not UTF-8 is replaced.
    private static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static PackageCount ofOneFile(FileCount file) {
        var length = file.code + file.comments + file.blank;
        var bucket = Math.min(15, 31 - Integer.numberOfLeadingZeros(Math.max(1, length)));
        var lengths = IntStream.range(0, 16).mapToObj(i -> i == bucket ? 1 : 0).toList();
        return new PackageCount(
                file.pkg, 1, file.code, file.comments, file.blank, file.types, file.methods, file.longest, lengths);
    }

    private static List<PackageCount> merge(List<PackageCount> counts) {
        var byName = new TreeMap<String, PackageCount>();
        for (var count : counts) byName.merge(count.name, count, PackageCount::plus);
        return List.copyOf(byName.values());
    }

    private record Parsed(CompilationUnitTree unit, SourcePositions positions) {}

    private static Parsed parse(String name, String text) throws IOException {
        var source = new SimpleJavaFileObject(URI.create("source:/File.java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options = List.of("-proc:none");
        var task = (JavacTask) compiler.getTask(null, null, diagnostic -> {}, options, null, List.of(source));
        for (var unit : task.parse())
            return new Parsed(unit, Trees.instance(task).getSourcePositions());
        throw new IOException("nothing was parsed in " + name);
    }

    /// Counts types and methods of one parsed file.
    private static final class Census extends TreeScanner<Void, Void> {
        private final Parsed parsed;
        private int types;
        private int methods;
        private String longestName = "";
        private int longestLines;

        Census(Parsed parsed) {
            this.parsed = parsed;
            scan(parsed.unit, null);
        }

        String packageName() {
            var name = parsed.unit.getPackageName();
            return name == null ? "(none)" : name.toString();
        }

        Longest longest(String file) {
            return longestLines == 0 ? Longest.NONE : new Longest(longestName, file, longestLines);
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (!type.getSimpleName().isEmpty()) types++;
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            methods++;
            var start = parsed.positions.getStartPosition(parsed.unit, method);
            var end = parsed.positions.getEndPosition(parsed.unit, method);
            if (start >= 0 && end >= start) {
                var map = parsed.unit.getLineMap();
                var lines = (int) (map.getLineNumber(end) - map.getLineNumber(start) + 1);
                if (lines > longestLines) {
                    longestLines = lines;
                    longestName = method.getName().toString();
                }
            }
            return super.visitMethod(method, none);
        }
    }

    /// How many lines hold code, only comments, or nothing. Comment signs inside literals do not count.
    private static final class LineKinds {
        private int code;
        private int comments;
        private int blank;
        private boolean inComment;
        private boolean inTextBlock;

        static LineKinds of(String text) {
            var kinds = new LineKinds();
            text.lines().forEach(kinds::add);
            return kinds;
        }

        private void add(String line) {
            if (line.isBlank()) {
                blank++;
                return;
            }
            if (hasCode(line)) code++;
            else comments++;
        }

        private boolean hasCode(String line) {
            var code = inTextBlock;
            for (var i = 0; i < line.length(); i++) {
                var c = line.charAt(i);
                if (inComment) {
                    if (line.startsWith("*/", i)) {
                        inComment = false;
                        i++;
                    }
                } else if (inTextBlock) {
                    if (c == '\\') i++;
                    else if (line.startsWith("\"\"\"", i)) {
                        inTextBlock = false;
                        i += 2;
                    }
                } else if (line.startsWith("//", i)) {
                    return code;
                } else if (line.startsWith("/*", i)) {
                    inComment = true;
                    i++;
                } else if (line.startsWith("\"\"\"", i)) {
                    inTextBlock = true;
                    code = true;
                    i += 2;
                } else if (c == '"' || c == '\'') {
                    code = true;
                    i = endOfLiteral(line, i);
                } else if (!Character.isWhitespace(c)) {
                    code = true;
                }
            }
            return code;
        }

        private static int endOfLiteral(String line, int start) {
            for (var i = start + 1; i < line.length(); i++) {
                if (line.charAt(i) == '\\') i++;
                else if (line.charAt(i) == line.charAt(start)) return i;
            }
            return line.length();
        }
    }

    // ---- writing --------------------------------------------------------------------------------------------------

    private static String csv(List<PackageCount> packages) {
        return packages.stream()
                .map(p -> String.join(
                        ",",
                        p.name,
                        "" + p.files,
                        "" + p.code,
                        "" + p.comments,
                        "" + p.blank,
                        "" + p.types,
                        "" + p.methods,
                        p.longest.method,
                        "" + p.longest.lines,
                        p.longest.file))
                .collect(Collectors.joining(
                        "\n",
                        "package,files,code,comments,blank,types,methods,longest_method,longest_lines,longest_file\n",
                        "\n"));
    }

    /// The report: one self-contained page, its charts drawn as SVG, for light and dark screens.
    private record Page(List<PackageCount> packages, String sources, int top) {
        private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1d2530; --soft: #5d6b7a; --line: #d9dfe5; --paper: #fff;
              --code: #2f6fab; --comment: #7fb069; --blank: #d5dce3; --mark: #c8553d; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --soft: #9aa8b5; --line: #33404c;
              --paper: #14191f; --code: #5b9bd8; --comment: #8cc07a; --blank: #3c4954; --mark: #e58a6d; } }
            * { box-sizing: border-box } body { margin: 0 auto; max-width: 1080px; padding: 2.5rem 1.5rem 4rem;
              font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
            h1 { font-size: 1.9rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2.5rem 0 .3rem }
            p { margin: .2rem 0 1rem; color: var(--soft) } code, .num { font-variant-numeric: tabular-nums }
            .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 1rem;
              margin: 1.6rem 0; padding: 1rem 0; border: solid var(--line); border-width: 1px 0 }
            .facts b { display: block; font-size: 1.6rem; font-weight: 600 } .facts span { color: var(--soft) }
            svg { width: 100%; height: auto; display: block } text { fill: var(--ink); font-size: 12px }
            .soft { fill: var(--soft) } .code { fill: var(--code) } .comment { fill: var(--comment) }
            .blank { fill: var(--blank) } table { border-collapse: collapse; width: 100% }
            th { text-align: left; font-weight: 600; color: var(--soft) } td, th { padding: .3rem .6rem .3rem 0;
              border-bottom: 1px solid var(--line) } .num { text-align: right }
            .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em; border-radius: 2px }
            .tile { stroke: var(--paper); stroke-width: 1.5 } .tile + text { pointer-events: none; fill: #fff }
            """;

        String html() {
            return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Code census</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"><style>%s</style>
                <h1>Code census</h1><p><code>%s</code></p>%s
                <h2>Where the code is</h2>
                <p>Each tile is a package, its area the lines of code. The greener, the more of it is comment.</p>%s
                <h2>The largest packages</h2>
                <p>Lines <span class="key" style="background: var(--code)"></span>code
                <span class="key" style="background: var(--comment)"></span>comment
                <span class="key" style="background: var(--blank)"></span>blank</p>%s
                <h2>How long files are</h2><p>How many files have so many lines, up to twice as many.</p>%s
                <h2>The longest methods</h2><p>The longest of each package.</p>%s</html>
                """.formatted(STYLE, escape(sources), facts(), treemap(), bars(), histogram(), methods());
        }

        private String facts() {
            var code = packages.stream().mapToLong(PackageCount::code).sum();
            var comments = packages.stream().mapToLong(PackageCount::comments).sum();
            var share = code + comments == 0 ? 0 : Math.round(100.0 * comments / (code + comments));
            return "<div class=facts>"
                    + fact(packages.size(), "packages")
                    + fact(packages.stream().mapToLong(PackageCount::files).sum(), "files")
                    + fact(code, "lines of code")
                    + fact(share, "% comments")
                    + fact(packages.stream().mapToLong(PackageCount::types).sum(), "types")
                    + fact(packages.stream().mapToLong(PackageCount::methods).sum(), "methods")
                    + "</div>";
        }

        private static String fact(long number, String what) {
            return "<div><b>%s</b><span>%s</span></div>".formatted(grouped(number), what);
        }

        private String treemap() {
            var out = new StringBuilder("<svg viewBox='0 0 1000 460' role=img aria-label='Packages by lines of code'>");
            tiles(packages.stream().filter(p -> p.code > 0).limit(400).toList(), 0, 0, 1000, 460, out);
            return out.append("</svg>").toString();
        }

        /// Halves the packages by weight and the area with them, along its longer side.
        private static void tiles(List<PackageCount> some, double x, double y, double w, double h, StringBuilder out) {
            if (some.isEmpty()) return;
            if (some.size() == 1) {
                tile(some.getFirst(), x, y, w, h, out);
                return;
            }
            var all = some.stream().mapToLong(PackageCount::code).sum();
            var half = 0L;
            var cut = 0;
            while (cut < some.size() - 1 && (cut == 0 || half + some.get(cut).code <= all / 2))
                half += some.get(cut++).code;
            var share = (double) half / all;
            if (w >= h) {
                tiles(some.subList(0, cut), x, y, w * share, h, out);
                tiles(some.subList(cut, some.size()), x + w * share, y, w * (1 - share), h, out);
            } else {
                tiles(some.subList(0, cut), x, y, w, h * share, out);
                tiles(some.subList(cut, some.size()), x, y + h * share, w, h * (1 - share), out);
            }
        }

        private static void tile(PackageCount p, double x, double y, double w, double h, StringBuilder out) {
            var green = Math.min(1.0, (double) p.comments / Math.max(1, p.code + p.comments) / 0.6);
            out.append("<rect class=tile x=%.1f y=%.1f width=%.1f height=%.1f fill='hsl(%.0f 42%% 42%%)'>"
                            .formatted(x, y, w, h, 212 - 110 * green))
                    .append("<title>%s: %s lines of code, %s of comment, %s files</title></rect>"
                            .formatted(escape(p.name), grouped(p.code), grouped(p.comments), grouped(p.files)));
            var room = (int) ((w - 12) / 6.8);
            if (room >= 7 && h > 20)
                out.append("<text x=%.1f y=%.1f>%s</text>".formatted(x + 6, y + 16, escape(fitted(p.name, room))));
        }

        /// The end of a name tells more than its start.
        private static String fitted(String name, int room) {
            return name.length() <= room ? name : "…" + name.substring(name.length() - room + 1);
        }

        private String bars() {
            var rows = packages.subList(0, Math.min(top, packages.size()));
            var most = Math.max(
                    1, rows.stream().mapToLong(PackageCount::lines).max().orElse(1));
            var out = new StringBuilder(
                    "<svg viewBox='0 0 1000 %d' role=img aria-label='Largest packages'>".formatted(rows.size() * 24));
            for (var i = 0; i < rows.size(); i++) {
                var p = rows.get(i);
                var y = i * 24;
                var x = 300.0;
                out.append("<text x=290 y=%d text-anchor=end>%s</text>".formatted(y + 16, escape(p.name)));
                x = bar(out, "code", x, y, 600.0 * p.code / most);
                x = bar(out, "comment", x, y, 600.0 * p.comments / most);
                x = bar(out, "blank", x, y, 600.0 * p.blank / most);
                out.append("<text class=soft x=%.1f y=%d>%s</text>".formatted(x + 8, y + 16, grouped(p.lines())));
            }
            return out.append("</svg>").toString();
        }

        private static double bar(StringBuilder out, String kind, double x, int y, double width) {
            out.append("<rect class=%s x=%.1f y=%d width=%.1f height=16 />".formatted(kind, x, y + 4, width));
            return x + width;
        }

        private String histogram() {
            var counts = IntStream.range(0, 16)
                    .map(i -> packages.stream().mapToInt(p -> p.lengths.get(i)).sum())
                    .toArray();
            var most = Math.max(1, IntStream.of(counts).max().orElse(1));
            var out = new StringBuilder("<svg viewBox='0 0 1000 230' role=img aria-label='Files by length'>");
            for (var i = 0; i < counts.length; i++) {
                var height = 170.0 * counts[i] / most;
                var x = 20 + i * 60;
                out.append("<rect class=code x=%d y=%.1f width=50 height=%.1f rx=2 />"
                                .formatted(x, 195 - height, height))
                        .append("<text class=soft x=%d y=%.1f text-anchor=middle>%s</text>"
                                .formatted(x + 25, 189 - height, counts[i] == 0 ? "" : grouped(counts[i])))
                        .append("<text x=%d y=215 text-anchor=middle>%s</text>".formatted(x + 25, grouped(1L << i)));
            }
            return out.append("</svg>").toString();
        }

        private String methods() {
            return packages.stream()
                    .filter(p -> p.longest.lines > 0)
                    .sorted(Comparator.comparingInt((PackageCount p) -> p.longest.lines)
                            .reversed())
                    .limit(top)
                    .map(p -> "<tr><td class=num>%s<td><code>%s</code><td><code>%s</code>"
                            .formatted(grouped(p.longest.lines), escape(p.longest.method), escape(p.longest.file)))
                    .collect(Collectors.joining("", "<table><tr><th class=num>Lines<th>Method<th>File", "</table>"));
        }

        private static String grouped(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("'", "&#39;");
        }
    }
}
