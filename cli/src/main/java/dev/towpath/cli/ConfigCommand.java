package dev.towpath.cli;

import dev.towpath.value.Nearest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// `towpath config [explain KEY]`: Towpath's own settings and where they come from.
final class ConfigCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("config", "[explain KEY]", "list the settings with their origins, or explain one", 0, 2)
                .describedAs("""
                    A setting is taken from its option, else its variable TOWPATH_KEY, else `options` in a file given
                    with -f, else .towpath.yaml or towpath.yaml in the working folder, else the user's configuration
                    file, else its default.\
                    """)
                .withExamples("towpath config", "towpath config explain mode", "TOWPATH_MODE=serial towpath config");
    }

    @Override
    public int run(Context context) {
        var words = context.arguments().words();
        if (words.isEmpty()) return list(context);
        if (!words.getFirst().equals("explain")) {
            throw new UsageError("config can not '" + words.getFirst() + "'", "Write towpath config explain KEY.");
        }
        if (words.size() < 2) {
            throw new UsageError("explain needs a key", "The keys are " + String.join(", ", Settings.keys()) + ".");
        }
        return explain(context, setting(words.get(1)));
    }

    private static Setting setting(String key) {
        for (var setting : Setting.values()) if (setting.key().equals(key.toLowerCase(Locale.ROOT))) return setting;
        var keys = Settings.keys();
        throw new UsageError(
                "'" + key + "' is no setting",
                Nearest.question(key, keys) + "The keys are " + String.join(", ", keys) + ".");
    }

    private static int list(Context context) {
        if (context.json()) {
            var tree = new LinkedHashMap<String, Object>();
            for (var setting : Setting.values()) tree.put(setting.key(), tree(context, setting));
            context.printJson(tree);
            return ExitCode.OK;
        }
        var table = new Table(context.out()).column("KEY").shrinking("VALUE").column("FROM");
        for (var setting : Setting.values()) {
            var found = context.settings().found(setting);
            var from = found.origin().equals("default") ? context.out().dim(found.origin()) : found.origin();
            table.row(setting.key(), context.settings().shown(setting), from);
        }
        context.print(table.lines());
        return ExitCode.OK;
    }

    private static Map<String, Object> tree(Context context, Setting setting) {
        var found = context.settings().found(setting);
        var tree = new LinkedHashMap<String, Object>();
        tree.put("value", context.settings().shown(setting));
        tree.put("from", found.origin());
        tree.put("type", setting.kind.words);
        tree.put("meaning", setting.meaning);
        return tree;
    }

    private static int explain(Context context, Setting setting) {
        if (context.json()) {
            context.printJson(tree(context, setting));
            return ExitCode.OK;
        }
        var found = context.settings().found(setting);
        var style = context.out();
        context.print(style.bold(setting.key()) + "  " + setting.meaning);
        var value = context.settings().shown(setting);
        context.print("  value     " + (value.isEmpty() ? style.dim("none") : value));
        context.print("  from      " + found.origin());
        context.print("  type      " + setting.kind.words);
        context.print("  option    --" + setting.key() + " " + setting.kind.placeholder);
        context.print("  variable  " + setting.variable());
        context.print("  file      " + setting.key() + ": ... in .towpath.yaml or "
                + context.env().shown(UserFolders.config(context.env())));
        return ExitCode.OK;
    }
}
