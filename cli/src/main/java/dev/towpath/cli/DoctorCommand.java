package dev.towpath.cli;

import dev.towpath.TowpathException;
import dev.towpath.embedded.ArtifactFilter;
import dev.towpath.embedded.StoreCheck;
import dev.towpath.embedded.StoreLocation;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `towpath doctor`: whether everything is in order here, and what to do if not.
final class DoctorCommand implements Command {
    private static final int JAVA = 25;
    private static final long LITTLE_SPACE = 1L << 30;
    private static final int MANY = 10_000;
    private static final int VERIFIED = 20;
    private static final long SMALL = 1L << 20;

    /// How one thing stands.
    enum Verdict {
        OK,
        WARN,
        FAIL
    }

    /// One thing that was looked at.
    ///
    /// @param advice what to do; empty if nothing is
    record Check(Verdict verdict, String name, String found, String advice) {}

    private final List<Check> checks = new ArrayList<>();

    @Override
    public Spec spec() {
        return Spec.of(
                        "doctor",
                        "",
                        "check Java, the terminal, the cache and the store; repair or copy the store",
                        0,
                        0,
                        Option.flag("repair", "", "mend what can be mended without a doubt, and say what was done"),
                        Option.of("backup", "FILE", "copy the metadata into a new file, also while runs go on"))
                .describedAs("""
                    Ends with exit code 7 if something is broken; warnings do not count. The store is read as a whole:
                    the database's own check, histories without gaps, rows as the events tell, content that is named and
                    not there. --repair makes such rows anew from the events and removes what dead processes have left;
                    it touches nothing else. --backup copies the database of one moment; the content of artifacts is in
                    the folder `artifacts`, whose files never change and can be copied at any time afterwards.\
                    """)
                .withExamples("towpath doctor", "towpath doctor --repair", "towpath doctor --backup /backup/monday.db");
    }

    @Override
    public int run(Context context) {
        var backup = context.arguments().value("backup");
        if (context.store() instanceof StoreLocation.Database database
                && (backup != null || context.arguments().has("repair"))) throw notHere(database);
        if (backup != null) return backup(context, backup);
        java();
        terminal(context);
        cache(context);
        store(context);
        print(context);
        return checks.stream().anyMatch(check -> check.verdict() == Verdict.FAIL) ? ExitCode.STORE : ExitCode.OK;
    }

    private void ok(String name, String found) {
        checks.add(new Check(Verdict.OK, name, found, ""));
    }

    private void warn(String name, String found, String advice) {
        checks.add(new Check(Verdict.WARN, name, found, advice));
    }

    private void fail(String name, String found, String advice) {
        checks.add(new Check(Verdict.FAIL, name, found, advice));
    }

    private void java() {
        ok("towpath", VersionCommand.version());
        var version = Runtime.version();
        if (version.feature() >= JAVA) ok("java", version + ", " + VersionCommand.system());
        else fail("java", version.toString(), "Install JDK " + JAVA + " or newer.");
        if (ModuleLayer.boot().findModule("jdk.compiler").isPresent()) ok("compiler", "there");
        else fail("compiler", "missing", "Use a JDK, not a runtime without tools: source files can not be compiled.");
    }

    private void terminal(Context context) {
        var env = context.env();
        if (!env.terminal().out()) {
            ok("terminal", "none: plain lines, no colours");
            return;
        }
        var style = context.out();
        var facts = style.columns() + " columns, " + (style.colour() ? "colours" : "no colours") + ", "
                + (style.unicode() ? "unicode" : "ascii");
        if (style.unicode()) ok("terminal", facts);
        else warn("terminal", facts, "Set LANG to a UTF-8 locale, or symbols to unicode, for nicer pictures.");
    }

    private void cache(Context context) {
        var folder = context.settings().path(Setting.CACHE);
        var existing = nearest(folder);
        if (Files.isWritable(existing)) ok("cache", folder.toString());
        else
            warn(
                    "cache",
                    folder + " can not be written",
                    "Each start compiles anew; set TOWPATH_CACHE to another folder.");
    }

    /// The folder itself or the first one above it that is there.
    private static Path nearest(Path folder) {
        var here = folder.toAbsolutePath();
        while (!Files.exists(here) && here.getParent() != null) here = here.getParent();
        return here;
    }

    private void store(Context context) {
        switch (context.store()) {
            case StoreLocation.Folder(var folder) -> store(context, folder);
            case StoreLocation.Database database -> store(context, database);
        }
    }

    private void store(Context context, StoreLocation.Database database) {
        var existing = nearest(database.files());
        if (!Files.isWritable(existing))
            fail(
                    "artifacts",
                    existing + " can not be written",
                    "Give the user the right to write, or use --artifacts.");
        space(existing);
        try (var towpath = Towpath.reading(database)) {
            look(context, towpath);
            verify(towpath);
        } catch (TowpathException e) {
            if (e.code().equals("store-missing")) ok("store", database + ": none yet, the first run makes it");
            else fail("store", e.what(), e.hint());
        }
    }

    private void look(Context context, Towpath towpath) {
        var runs = towpath.runs(MANY).size();
        var count = runs == MANY ? "10,000 runs or more" : Amounts.count(runs, "run");
        ok("store", context.env().shown(context.store()) + ": " + count);
        holder(towpath);
        interrupted(context, towpath);
    }

    private void store(Context context, Path folder) {
        var existing = nearest(folder);
        if (!Files.isWritable(existing)) {
            fail("store", existing + " can not be written", "Give the user the right to write, or use --store DIR.");
        }
        space(existing);
        network(folder);
        if (!Files.isDirectory(folder)) {
            if (Files.exists(folder)) fail("store", folder + " is a file", "Use --store with a folder.");
            else ok("store", context.env().shown(folder) + ": none yet, the first run makes it");
            return;
        }
        try (var towpath = Towpath.reading(folder)) {
            look(context, towpath);
            if (context.arguments().has("repair")) repair(folder);
            whole(folder);
            verify(towpath);
        } catch (TowpathException e) {
            if (e.code().equals("store-missing"))
                ok("store", context.env().shown(folder) + ": none yet, the first run makes it");
            else fail("store", e.what(), e.hint());
        }
    }

    private void network(Path folder) {
        StoreCheck.networkDisk(folder)
                .ifPresent(kind -> warn(
                        "file system",
                        "the store is on a disk of another machine (" + kind + ")",
                        "Locks do not hold there, and two processes can damage the store: use a local folder, or"
                                + " PostgreSQL to share it."));
    }

    private void repair(Path folder) {
        try (var check = StoreCheck.of(folder)) {
            var done = check.repair();
            for (var each : done) ok("repair", each);
            if (done.isEmpty()) ok("repair", "nothing that could be mended without a doubt");
        }
    }

    /// Each part of the store, one line if it is well.
    private void whole(Path folder) {
        try (var check = StoreCheck.of(folder)) {
            for (var verdict : check.look()) {
                if (verdict.findings().isEmpty()) ok(verdict.part(), verdict.looked());
                for (var finding : verdict.findings())
                    fail(verdict.part(), finding.what() + " [" + finding.where() + "]", finding.advice());
            }
        }
    }

    private static UsageError notHere(StoreLocation.Database database) {
        return new UsageError(
                "a store in a database is copied and repaired with the tools of the database",
                database.toString(),
                "Use pg_dump, and copy the folder " + database.files() + ".");
    }

    private static int backup(Context context, String typed) {
        var target = context.env().path(typed);
        try (var check = StoreCheck.of(context.store().files())) {
            var size = check.backup(target);
            if (context.json()) {
                var tree = new LinkedHashMap<String, Object>();
                tree.put("file", target.toString());
                tree.put("size", size);
                tree.put("notInIt", check.artifacts().toString());
                context.printJson(tree);
                return ExitCode.OK;
            }
            context.print(context.env().shown(target) + "  " + Amounts.size(size));
            if (context.quiet()) return ExitCode.OK;
            context.say("In it: runs, histories, plans and small values, as they were at one moment.");
            context.say("Not in it: files and large values, which are in "
                    + context.env().shown(check.artifacts()) + ". Copy that folder now: what is named in the backup"
                    + " is there, and never changes.");
            return ExitCode.OK;
        }
    }

    private void space(Path folder) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace();
            if (free >= LITTLE_SPACE) ok("disk", Amounts.size(free) + " free");
            else warn("disk", "only " + Amounts.size(free) + " free", "Make room, or use --store on another disk.");
        } catch (IOException e) {
            warn("disk", "the free space is not known: " + e.getMessage(), "");
        }
    }

    private void holder(Towpath towpath) {
        var holders = towpath.holders();
        if (holders.isEmpty()) ok("owners", "no process executes runs");
        for (var holder : holders) ok("owners", "process " + holder.pid() + " executes runs since " + holder.since());
    }

    private void interrupted(Context context, Towpath towpath) {
        var interrupted = towpath.interrupted(null);
        if (interrupted.isEmpty()) return;
        var first = interrupted.getFirst();
        warn(
                "runs",
                Amounts.count(interrupted.size(), "interrupted run"),
                "Continue with " + context.suggest("resume " + first) + ".");
    }

    /// Compares some of the newest artifacts with their digests.
    private void verify(Towpath towpath) {
        var verified = 0;
        for (var artifact : towpath.artifacts(new ArtifactFilter(null, null, null, -1, null, 1000))) {
            if (verified == VERIFIED || artifact.size() > SMALL) continue;
            try (var content = towpath.open(artifact)) {
                content.transferTo(java.io.OutputStream.nullOutputStream());
                verified++;
            } catch (IOException | TowpathException e) {
                var advice = e instanceof TowpathException known ? known.hint() : "Look at the disk.";
                fail("artifacts", artifact.path() + ": " + Messages.of(e), advice);
            }
        }
        if (verified > 0) ok("artifacts", verified + " compared with their digests");
    }

    private void print(Context context) {
        if (context.json()) {
            context.printJson(checks.stream().map(DoctorCommand::tree).toList());
            return;
        }
        var style = context.out();
        var table = new Table(style).column("").column("").column("");
        for (var check : checks) {
            var mark = switch (check.verdict()) {
                case OK -> style.green("ok");
                case WARN -> style.yellow("warn");
                case FAIL -> style.red("fail");
            };
            table.row(mark, check.name(), check.found());
            if (!check.advice().isEmpty()) table.row("", "", style.dim(check.advice()));
        }
        context.print(table.lines());
    }

    private static Map<String, Object> tree(Check check) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("check", check.name());
        tree.put("verdict", check.verdict().name());
        tree.put("found", check.found());
        tree.put("advice", check.advice());
        return tree;
    }
}
