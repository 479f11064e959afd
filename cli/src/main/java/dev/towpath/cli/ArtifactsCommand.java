package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.TowpathException;
import dev.towpath.embedded.ArtifactFilter;
import dev.towpath.embedded.ArtifactView;
import dev.towpath.embedded.Towpath;
import dev.towpath.value.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `towpath artifacts ls|get|cat`: what runs have made.
final class ArtifactsCommand implements Command {
    private static final List<String> ACTIONS = List.of("ls", "get", "cat");
    private static final Pattern UNIT = Pattern.compile("(last|r-[^/]*)/(.+)@([0-9]{1,9})");

    @Override
    public Spec spec() {
        return Spec.of(
                        "artifacts",
                        "ls | get PATH | cat PATH",
                        "list, copy or print what runs have made",
                        0,
                        2,
                        new Option(
                                "to",
                                "o",
                                "TARGET",
                                "get: the file or folder to make; the artifact's own name otherwise",
                                false),
                        Option.flag("force", "", "get: replace what is there"),
                        Option.of("pipeline", "NAME", "ls: only those of this pipeline"),
                        Option.of("step", "NAME", "ls: only those of this step"),
                        Option.of("name", "NAME", "ls: only those of this name"),
                        Option.of("run", "RUN", "ls: only those of this run"),
                        Option.flag("all", "a", "ls: all versions, not just the newest"),
                        Option.of("limit", "N", "ls: how many at most; 1,000 unless said otherwise"))
                .describedAs("""
                    PATH is PIPELINE/STEP/NAME for the newest version, or PIPELINE/STEP/NAME/VERSION.
                    With @INDEX behind it, it is one element of a mapped step's list. RUN/STEP@INDEX is what one unit
                    gave, also where others failed; RUN is a run's name, the beginning of one, or `last`.\
                    """)
                .withExamples(
                        "towpath artifacts ls --pipeline code-census",
                        "towpath artifacts get code-census/report/page -o report.html",
                        "towpath artifacts cat code-census/reduce/output/3",
                        "towpath artifacts cat code-census/count/output/3@17",
                        "towpath artifacts get last/crop@17 -o crop.png");
    }

    @Override
    public int run(Context context) throws IOException {
        var words = context.arguments().words();
        var action = words.isEmpty() ? "ls" : words.getFirst();
        if (!ACTIONS.contains(action)) {
            throw new UsageError(
                    "artifacts can not '" + action + "'",
                    Nearest.question(action, ACTIONS) + "It can ls, get and cat.");
        }
        if (action.equals("ls")) {
            if (words.size() > 1) throw new UsageError("'" + words.get(1) + "' is too much", "ls takes options only.");
            return list(context);
        }
        if (words.size() < 2) throw new UsageError(action + " needs a path", "towpath artifacts ls lists them.");
        try (var towpath = context.reading()) {
            var artifact = named(context, towpath, words.get(1));
            try {
                return action.equals("get") ? get(context, towpath, artifact) : cat(context, towpath, artifact);
            } catch (TowpathException e) {
                if (!e.code().startsWith("artifact-")) throw e;
                throw new DamagedArtifact(artifact.path(), e);
            }
        }
    }

    /// What a path means: a part of a run if it begins with one, unless a pipeline is called so.
    private static ArtifactView named(Context context, Towpath towpath, String path) {
        var unit = UNIT.matcher(path);
        if (!unit.matches()) return towpath.artifact(path);
        var ofPipeline = new ArtifactFilter(unit.group(1), null, null, -1, null, 1);
        if (!towpath.artifacts(ofPipeline).isEmpty()) return towpath.artifact(path);
        return towpath.unit(context.run(towpath, unit.group(1)), unit.group(2), Integer.parseInt(unit.group(3)));
    }

    private static int list(Context context) {
        var artifacts = context.store().mayExist() ? find(context) : List.<ArtifactView>of();
        if (context.json()) {
            context.printJson(artifacts.stream().map(ArtifactsCommand::tree).toList());
        } else if (artifacts.isEmpty()) {
            context.print("No artifacts.");
            context.print(context.out().dim("A run makes some: " + context.suggest("run FILE.java")));
        } else {
            context.print(table(context, artifacts));
        }
        return ExitCode.OK;
    }

    private static List<ArtifactView> find(Context context) {
        var arguments = context.arguments();
        try (var towpath = context.reading()) {
            var typed = arguments.value("run");
            RunId run = typed == null ? null : context.run(towpath, typed);
            var version = arguments.has("all") || run != null ? 0 : -1;
            var limit = (int) Math.min(arguments.number("limit", 1000), 1_000_000);
            return towpath.artifacts(new ArtifactFilter(
                    arguments.value("pipeline"),
                    arguments.value("step"),
                    arguments.value("name"),
                    version,
                    run,
                    limit));
        }
    }

    private static List<String> table(Context context, List<ArtifactView> artifacts) {
        var table = new Table(context.out())
                .column("ARTIFACT")
                .shrinking("FILE")
                .numbers("SIZE")
                .column("TYPE")
                .numbers("CREATED");
        var zone = context.env().zone().get();
        for (var artifact : artifacts) {
            var elements = artifact.elements() < 0 ? "" : " [" + Amounts.number(artifact.elements()) + "]";
            table.row(
                    artifact.path() + elements,
                    Columns.plain(artifact.fileName()),
                    Amounts.size(artifact.size()),
                    context.out().dim(artifact.mediaType().replace("application/vnd.towpath.folder+json", "folder")),
                    Amounts.ago(artifact.created(), context.now(), zone));
        }
        return table.lines();
    }

    private static int get(Context context, Towpath towpath, ArtifactView artifact) throws IOException {
        var target = target(context, artifact);
        if (Files.exists(target) && !context.arguments().has("force")) {
            throw new UsageError(
                    context.env().shown(target) + " is there already",
                    "Give another name with -o, or --force to replace it.");
        }
        towpath.copy(artifact, target);
        if (context.json()) {
            var tree = tree(artifact);
            tree.put("file", target.toString());
            context.printJson(tree);
        } else if (!context.quiet()) {
            context.print(context.env().shown(target) + "  " + context.out().dim(Amounts.size(artifact.size())));
        }
        return ExitCode.OK;
    }

    private static Path target(Context context, ArtifactView artifact) {
        var typed = context.arguments().value("to");
        var value = artifact.part() == null
                ? artifact.name()
                : artifact.step().replace('/', '-') + "-" + artifact.part().index();
        var name = artifact.fileName().isEmpty() ? value + ".json" : artifact.fileName();
        if (typed == null) return context.env().folder().resolve(name);
        var target = context.env().path(typed);
        return Files.isDirectory(target) ? target.resolve(name) : target;
    }

    private static int cat(Context context, Towpath towpath, ArtifactView artifact) throws IOException {
        try (var content = towpath.open(artifact)) {
            content.transferTo(context.env().out());
        }
        if (artifact.fileName().isEmpty() && context.env().terminal().out()) context.print("");
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> tree(ArtifactView artifact) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("path", artifact.path());
        tree.put("run", artifact.run().text());
        tree.put("created", artifact.created().toString());
        tree.put("size", artifact.size());
        tree.put("mediaType", artifact.mediaType());
        tree.put("digest", artifact.digest().hex());
        tree.put("fileName", artifact.fileName().isEmpty() ? null : artifact.fileName());
        tree.put("elements", artifact.elements() < 0 ? null : artifact.elements());
        return tree;
    }
}
