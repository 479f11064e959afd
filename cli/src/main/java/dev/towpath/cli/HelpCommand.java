package dev.towpath.cli;

/// `towpath help [COMMAND]`.
final class HelpCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("help", "[COMMAND]", "explain a command, or list them all", 0, 1);
    }

    @Override
    public int run(Context context) {
        var words = context.arguments().words();
        var help = new Help(context.out());
        context.print(
                words.isEmpty()
                        ? help.overview()
                        : help.command(Commands.get(words.getFirst()).spec()));
        return ExitCode.OK;
    }
}
