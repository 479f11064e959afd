package dev.towpath.cli;

import java.util.LinkedHashMap;

/// `towpath version`.
final class VersionCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("version", "", "print the versions of Towpath and Java", 0, 0);
    }

    @Override
    public int run(Context context) {
        if (context.json()) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("towpath", version());
            tree.put("java", Runtime.version().toString());
            tree.put("os", system());
            context.printJson(tree);
        } else {
            context.print("towpath " + version());
            context.print(context.out().dim("java " + Runtime.version() + ", " + system()));
        }
        return ExitCode.OK;
    }

    static String version() {
        var version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
