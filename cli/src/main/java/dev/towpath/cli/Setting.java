package dev.towpath.cli;

import java.util.Locale;

/// Every setting of Towpath itself: the one place where they are listed. Each is an option, a variable and a key of a
/// configuration file; `config explain`, the help and a test are made from this list.
enum Setting {
    STORE(Kind.STORE, ".towpath", "The folder, or postgresql:// database, that keeps runs; made by the first run."),
    ARTIFACTS(Kind.PATH, ".towpath/artifacts", "The folder for the artifacts and logs of a store in a database."),
    CACHE(Kind.PATH, "", "The folder that keeps compiled sources, per user; it may be deleted at any time."),
    MODE(Kind.MODE, "parallel", "How steps run: parallel, serial (one at a time) or batch=N (N elements per attempt)."),
    CPU_SLOTS(Kind.COUNT, "", "How many processors steps may use at once; all of this machine unless set."),
    MEMORY(Kind.SIZE, "", "How much memory steps may ask for at once, together, for instance 4GB."),
    POOLS(Kind.POOLS, "", "Named resources that steps may declare, with their sizes: gpu=1,licence=3."),
    GRACE(Kind.DURATION, "", "How long a cancelled step may go on before it is given up, for instance 10s."),
    LOG_LIMIT(Kind.SIZE, "", "The most that is kept of one step's log, for instance 64MB."),
    OUTPUT(Kind.OUTPUT, "text", "What a command prints: text for people or json for programs."),
    COLOR(Kind.WHEN, "auto", "Whether colours are used: auto (on a terminal), always or never."),
    SYMBOLS(Kind.SYMBOLS, "auto", "Which characters are used: auto (as the locale says), unicode or ascii."),
    PROGRESS(Kind.PROGRESS, "auto", "How a run is shown: auto (live on a terminal), live, plain or none.");

    /// What a value looks like.
    enum Kind {
        PATH("a path", "DIR"),
        STORE("a path, or postgresql://user@host/database", "DIR|URL"),
        MODE("parallel, serial or batch=N", "MODE"),
        COUNT("a number from 1", "N"),
        SIZE("a size such as 512MB or 4GB", "SIZE"),
        POOLS("names and sizes such as gpu=1,licence=3", "NAME=N"),
        DURATION("a time such as 500ms, 10s or 5min", "TIME"),
        OUTPUT("text or json", "text|json"),
        WHEN("auto, always or never", "WHEN"),
        SYMBOLS("auto, unicode or ascii", "SET"),
        PROGRESS("auto, live, plain or none", "HOW");

        final String words;
        final String placeholder;

        Kind(String words, String placeholder) {
            this.words = words;
            this.placeholder = placeholder;
        }
    }

    final Kind kind;
    final String otherwise;
    final String meaning;

    Setting(Kind kind, String otherwise, String meaning) {
        this.kind = kind;
        this.otherwise = otherwise;
        this.meaning = meaning;
    }

    /// The key in a configuration file and, after two dashes, the option.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The environment variable.
    String variable() {
        return "TOWPATH_" + name();
    }

    /// Whether it is about executing runs, so that only commands that do take it.
    boolean isAboutRuns() {
        return switch (this) {
            case MODE, CPU_SLOTS, MEMORY, POOLS, GRACE, LOG_LIMIT, PROGRESS -> true;
            case STORE, ARTIFACTS, CACHE, OUTPUT, COLOR, SYMBOLS -> false;
        };
    }

    /// The option, with its meaning as the help writes such lines.
    Option option() {
        var help = Character.toLowerCase(meaning.charAt(0)) + meaning.substring(1, meaning.length() - 1);
        return new Option(key(), "", kind.placeholder, help, this == POOLS);
    }
}
