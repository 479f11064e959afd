package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/// SQLite's native library as a file of its own. Without it the driver unpacks its jar's copy into the folder for
/// temporary files at each start of a process, which takes 100 ms.
public final class NativeLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /// Unpacks the library into a folder, once per version, and has the driver use it from there. For a `main`, before
    /// the first store is opened. A setting that is there already wins.
    ///
    /// @param settings the system properties
    /// @throws StoreException `store-not-writable`, `disk-full`
    public static void use(Path folder, Properties settings) {
        if (settings.containsKey(PATH)) return;
        var name = System.mapLibraryName("sqlitejdbc");
        var platform = settings.getProperty("os.name") + "-" + settings.getProperty("os.arch");
        var home = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform.replace(' ', '_'));
        if (Files.notExists(home.resolve(name))) unpack(home, name);
        settings.setProperty(PATH, home.toString());
        settings.setProperty(NAME, name);
    }

    /// Loads the driver and its library, which takes a large part of a cold start: to be called on another thread while
    /// this one does something else. What fails fails again when a store is opened, and is told then.
    public static void load() {
        try {
            Session.memory().close();
        } catch (SQLException | LinkageError e) {
            // see above
        }
    }

    private static void unpack(Path home, String name) {
        var resource = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        try (var library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (library == null) throw new IllegalStateException("the SQLite driver has no " + resource);
            Files.createDirectories(home);
            // Not a fixed name: two commands may start at the same time.
            var part = Files.createTempFile(home, name, ".part");
            Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, home.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Disk.failure("SQLite's library can not be unpacked", home, e);
        }
    }
}
