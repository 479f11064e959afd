package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/// What a commit is refused for because of what the store holds already.
final class Conflict {
    private static final String HINT =
            "Another process has written to this store: load the run again and go on from" + " what it says.";

    private Conflict() {}

    static StoreException runExists(RunId run) {
        return of("there is a run of this name already", run);
    }

    static StoreException noSuchRun(RunId run) {
        return of("there is no run of this name", run);
    }

    static StoreException unknownRun(Path file, SQLException cause) {
        var what = "a row belongs to a run that is not there (" + cause.getMessage() + ")";
        return new StoreException("store-conflict", what, file.toString(), HINT, cause);
    }

    static StoreException eventExists(EventRow event) {
        return of("the event with number " + event.seq() + " is there already", event.run());
    }

    private static StoreException of(String what, RunId run) {
        return new StoreException("store-conflict", what, run.text(), HINT, null);
    }
}
