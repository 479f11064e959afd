package dev.towpath.cli;

/// One option of a command.
///
/// @param name without dashes
/// @param letter the short form without its dash; empty if there is none
/// @param value what stands for its value in the help; empty for a flag, which takes none
/// @param help one line
/// @param many whether it may be given more than once
record Option(String name, String letter, String value, String help, boolean many) {
    static Option flag(String name, String letter, String help) {
        return new Option(name, letter, "", help, false);
    }

    static Option of(String name, String value, String help) {
        return new Option(name, "", value, help, false);
    }

    static Option many(String name, String value, String help) {
        return new Option(name, "", value, help, true);
    }

    /// The same with a short form.
    Option letter(String short1) {
        return new Option(name, short1, value, help, many);
    }

    boolean isFlag() {
        return value.isEmpty();
    }

    /// As the help shows it, for instance `-f, --file FILE`.
    String shown() {
        return (letter.isEmpty() ? "    " : "-" + letter + ", ") + "--" + name + (isFlag() ? "" : " " + value);
    }
}
