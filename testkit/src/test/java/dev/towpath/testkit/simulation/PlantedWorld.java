package dev.towpath.testkit.simulation;

import dev.towpath.RunId;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.CommitUnknown;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bugs in what the engine stands on.
final class PlantedWorld {
    private PlantedWorld() {}

    /// A commit is acknowledged when it is in the file, before it is synced.
    static final class RepliesBeforeSync implements Variant {
        @Override
        public SimulatedStore store(SimulatedDisk disk) {
            return new SimulatedStore(disk) {
                @Override
                void sync(List<Entry> entries) {
                    disk().syncFolder("journal/");
                    publish(entries);
                }
            };
        }
    }

    /// A lost reply is taken for a good one if the next commit finds its place taken.
    static final class TakesConflictForOwn implements Variant {
        @Override
        public Journal journal(SimulatedStore store, Border border) {
            return new SimulatedJournal(store, border) {
                private boolean doubtful;

                @Override
                public void commit(List<Entry> entries) {
                    try {
                        super.commit(entries);
                        doubtful = false;
                    } catch (CommitUnknown e) {
                        doubtful = true;
                        throw e;
                    } catch (Conflict e) {
                        if (!doubtful) throw e;
                    }
                }
            };
        }
    }

    /// The journal does not see that a number is taken.
    static final class TakenNumbersAreAccepted implements Variant {
        @Override
        public SimulatedStore store(SimulatedDisk disk) {
            return new SimulatedStore(disk) {
                @Override
                void append(List<Entry> entries) {
                    try {
                        super.append(entries);
                    } catch (Conflict e) {
                        appendUnchecked(entries);
                    }
                }
            };
        }
    }

    /// What comes before the refused entry of a commit is written.
    static final class ConflictWritesTheRest implements Variant {
        @Override
        public SimulatedStore store(SimulatedDisk disk) {
            return new SimulatedStore(disk) {
                @Override
                void append(List<Entry> entries) {
                    try {
                        super.append(entries);
                    } catch (Conflict e) {
                        var rest = entries.stream()
                                .filter(entry -> !e.run().equals(run(entry)))
                                .toList();
                        if (!rest.isEmpty()) {
                            super.append(rest);
                            sync(rest);
                        }
                        throw e;
                    }
                }
            };
        }
    }

    private static @Nullable RunId run(Entry entry) {
        return switch (entry) {
            case Entry.NewRun(var row) -> row.id();
            case Entry.RunChanged(var row) -> row.id();
            case Entry.StepChanged(var row) -> row.run();
            case Entry.Events(var row) -> row.run();
            case Entry.NewArtifact(var row) -> row.run();
            case Entry.StepsForgotten(var run) -> run;
            case Entry.Post(var message) -> message.run();
            case Entry.Taken(var run, _) -> run;
            case Entry.KeepValue _ -> null;
        };
    }

    /// A writer that dies leaves the first half of its commit behind.
    static final class CrashWritesHalf implements Variant {
        @Override
        public SimulatedStore store(SimulatedDisk disk) {
            return new SimulatedStore(disk) {
                private List<Entry> last = List.of();

                @Override
                void append(List<Entry> entries) {
                    super.append(entries);
                    last = entries;
                }

                @Override
                void undo() {
                    super.undo();
                    var half = last.subList(0, (last.size() + 1) / 2);
                    try {
                        super.append(half);
                        sync(half);
                    } catch (Conflict e) {
                        return; // nobody is there to be told
                    }
                }
            };
        }
    }

    /// A blob gets its name before its content is synced.
    static final class NamesBlobBeforeSync implements Variant {
        @Override
        public ArtifactStore artifacts(SimulatedDisk disk, Border border) {
            return new SimulatedArtifacts(disk, border) {
                @Override
                void syncContent(String name) {}
            };
        }
    }

    /// The folder of blobs is not synced for content that has a name already, from whomever.
    static final class TrustsNamesOfOthers implements Variant {
        @Override
        public ArtifactStore artifacts(SimulatedDisk disk, Border border) {
            return new SimulatedArtifacts(disk, border) {
                @Override
                void syncKnownNames() {}
            };
        }
    }

    /// The inbox is read once, and then remembered.
    static final class ReadsInboxOnce implements Variant {
        @Override
        public Journal journal(SimulatedStore store, Border border) {
            return new SimulatedJournal(store, border) {
                private @Nullable List<InboxRow> known;

                @Override
                public List<InboxRow> inbox() {
                    if (known == null) known = super.inbox();
                    return known;
                }
            };
        }
    }

    /// The history of a run is read as it was before the last commit, if that commit got no reply.
    static final class ReadsHistoryWithoutLostReply implements Variant {
        private List<Entry> unanswered = List.of();

        @Override
        public Journal journal(SimulatedStore store, Border border) {
            return new SimulatedJournal(store, border) {
                @Override
                public void commit(List<Entry> entries) {
                    try {
                        super.commit(entries);
                    } catch (CommitUnknown e) {
                        unanswered = List.copyOf(entries);
                        throw e;
                    }
                }

                @Override
                public List<EventRow> events(RunId run, long fromSeq, int limit) {
                    return super.events(run, fromSeq, limit).stream()
                            .filter(row -> fromSeq > 1 || !unanswered.contains(new Entry.Events(row)))
                            .toList();
                }
            };
        }
    }
}
